import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { CodesService } from '../distribution';
import { today } from '../platform';
import { SurveysService } from '../surveys';
import type { DailyCountsDocument } from './fieldwork.schema';

export interface DailyCounts {
  /** Asia/Shanghai. */
  day: string;
  byCell: ReadonlyMap<string, { issued: number; used: number }>;
}

/** Codes used, taken once a day and kept: whoever looks twice cannot see one person answer in between. */
@Injectable()
export class DailyCountsService {
  constructor(
    @InjectModel('DailyCounts') private readonly kept: Model<DailyCountsDocument>,
    private readonly codes: CodesService,
    private readonly surveys: SurveysService,
  ) {}

  async of(cycleId: string, day = today()): Promise<DailyCounts> {
    const before = await this.kept.findById(cycleId).lean<DailyCountsDocument>();
    const stands = before?.day === day ? before : await this.take(cycleId, day);
    return { day: stands.day, byCell: new Map(stands.cells.map((cell) => [cell.cellId, cell])) };
  }

  private async take(cycleId: string, day: string): Promise<DailyCountsDocument> {
    const surveys = await this.surveys.stateOfCycle(cycleId);
    const cells = await this.codes.counts(surveys.map(({ id }) => id));
    try {
      // Of two at once the first one's counts stand.
      await this.kept.updateOne({ _id: cycleId, day: { $ne: day } }, { day, cells }, { upsert: true });
    } catch (error) {
      if ((error as { code?: unknown }).code !== 11000) throw error;
    }
    const stands = await this.kept.findById(cycleId).lean<DailyCountsDocument>();
    return stands ?? { _id: cycleId, day, cells };
  }
}
