import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { CodesService } from '../distribution';
import { today } from '../platform';
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
    const [final, open, finalLinks, openLinks, before] = await Promise.all([
      this.codes.counts(idsOf(true)),
      this.codes.counts(idsOf(false)),
      this.openLink.received(idsOf(true)),
      this.openLink.received(idsOf(false)),
      this.kept.findById(cycleId).lean<DailyCountsDocument>(),
    ]);
    const stands = before?.day === day ? before : await this.keep(cycleId, day, open, openLinks);
    const used = new Map(stands.cells.map((cell) => [cell.cellId, cell.used]));
    const shown = open.map((cell) => ({ ...cell, used: used.get(cell.cellId) ?? 0 }));
    const linked = openLinks.map((link) => ({ ...link, received: keptOf(stands, link) }));
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
    received: OpenReceived[],
  ): Promise<DailyCountsDocument> {
    try {
      // Of two at once the first one's counts stand.
      await this.kept.updateOne(
        { _id: cycleId, day: { $ne: day } },
        { day, cells, received },
        { upsert: true },
      );
    } catch (error) {
      if ((error as { code?: unknown }).code !== 11000) throw error;
    }
    const stands = await this.kept.findById(cycleId).lean<DailyCountsDocument>();
    return stands ?? { _id: cycleId, day, cells, received };
  }
}

function keptOf({ received = [] }: DailyCountsDocument, link: OpenReceived): number {
  const kept = received.find(
    ({ surveyId, countyCode }) => surveyId === link.surveyId && countyCode === link.countyCode,
  );
  return kept?.received ?? 0;
}
