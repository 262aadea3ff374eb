import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { CodesService } from '../distribution';
import { isDuplicateKey, today } from '../platform';
import { OpenLinkService, type OpenReceived } from '../responses';
import { SurveysService } from '../surveys';
import type { DailyCountsDocument } from './fieldwork.schema';

export interface DailyCounts {
  /** Asia/Shanghai. */
  day: string;
  byCell: ReadonlyMap<string, { issued: number; used: number }>;
  /** Answers by open links. */
  received: readonly OpenReceived[];
}

/**
 * Codes given out, as of now, and codes used and answers by open links, counted once a day and kept: whoever looks twice
 * cannot see one person answer in between. Once a survey is closed nobody can, and its counts are final.
 */
@Injectable()
export class DailyCountsService {
  constructor(
    @InjectModel('DailyCounts') private readonly kept: Model<DailyCountsDocument>,
    private readonly codes: CodesService,
    private readonly openLink: OpenLinkService,
    private readonly surveys: SurveysService,
  ) {}

  async of(cycleId: string, day = today()): Promise<DailyCounts> {
    const surveys = await this.surveys.stateOfCycle(cycleId);
    const idsOf = (closed: boolean) =>
      surveys.flatMap(({ id, status }) => ((status === 'closed') === closed ? [id] : []));
    const [final, open, finalLinks, links, before] = await Promise.all([
      this.codes.counts(idsOf(true)),
      this.codes.counts(idsOf(false)),
      this.openLink.received(idsOf(true)),
      this.openLink.linksOf(idsOf(false)),
      this.kept.findById(cycleId).lean<DailyCountsDocument>(),
    ]);
    const stands = before?.day === day ? before : await this.keep(cycleId, day, open, idsOf(false));
    const used = new Map(stands.cells.map((cell) => [cell.cellId, cell.used]));
    const shown = open.map((cell) => ({ ...cell, used: used.get(cell.cellId) ?? 0 }));
    const linked = links.map(({ surveyId, countyCode }) => ({
      surveyId,
      countyCode,
      received: keptOf(stands, surveyId, countyCode),
    }));
    return {
      day: stands.day,
      byCell: new Map([...final, ...shown].map((cell) => [cell.cellId, cell])),
      received: [...finalLinks, ...linked],
    };
  }

  private async keep(
    cycleId: string,
    day: string,
    cells: DailyCountsDocument['cells'],
    surveyIds: readonly string[],
  ): Promise<DailyCountsDocument> {
    const received = await this.openLink.received(surveyIds);
    try {
      // Of two at once the first one's counts stand.
      await this.kept.updateOne(
        { _id: cycleId, day: { $ne: day } },
        { day, cells, received },
        { upsert: true },
      );
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
    }
    const stands = await this.kept.findById(cycleId).lean<DailyCountsDocument>();
    return stands ?? { _id: cycleId, day, cells, received };
  }
}

function keptOf({ received = [] }: DailyCountsDocument, surveyId: string, countyCode: string): number {
  return received.find((each) => each.surveyId === surveyId && each.countyCode === countyCode)?.received ?? 0;
}
