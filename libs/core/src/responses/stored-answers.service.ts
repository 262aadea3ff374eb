import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { ResponseMode } from '@mingjian/contract/responses';
import type { ClientSession, Model } from 'mongoose';
import type { ResponseDocument } from './responses.schema';

const rowsAtOnce = 2000;

/** An answer as the aggregation reads it; without durations where it was entered for somebody, since nobody timed it. */
export type AnswerRecord = Pick<ResponseDocument, 'cellId' | 'answers'> & {
  durations: ResponseDocument['durations'] | null;
};

/** 已收答卷 as others count and read them. */
@Injectable()
export class StoredAnswersService {
  constructor(@InjectModel('Response') private readonly responses: Model<ResponseDocument>) {}

  /** Answers stored for each of these surveys, by mode. */
  async countsByMode(surveyIds: readonly string[]): Promise<Map<string, Record<ResponseMode, number>>> {
    const rows = await this.responses.aggregate<{ _id: { surveyId: string; mode: ResponseMode }; n: number }>(
      [
        { $match: { surveyId: { $in: [...surveyIds] } } },
        {
          $group: { _id: { surveyId: '$surveyId', mode: { $ifNull: ['$mode', 'online'] } }, n: { $sum: 1 } },
        },
      ],
    );
    const counts = new Map(surveyIds.map((id) => [id, { online: 0, open: 0, paper: 0, assisted: 0 }]));
    for (const { _id, n } of rows) {
      const known = counts.get(_id.surveyId);
      if (known) known[_id.mode] = n;
    }
    return counts;
  }

  /** Answers stored for these surveys. */
  async countOfSurveys(surveyIds: readonly string[]): Promise<number> {
    return this.responses.countDocuments({ surveyId: { $in: [...surveyIds] } });
  }

  /** All answers of a survey, in no particular order; with a snapshot session, as of its one moment. */
  async *answersOf(surveyId: string, session?: ClientSession): AsyncIterable<AnswerRecord> {
    const found = this.responses.collection.find(
      { surveyId },
      {
        projection: { _id: 0, cellId: 1, answers: 1, durations: 1, mode: 1 },
        batchSize: rowsAtOnce,
        ...(session ? { session } : {}),
      },
    ) as unknown as AsyncIterable<ResponseDocument>;
    for await (const { cellId, answers, durations, mode } of found) {
      const entered = mode === 'paper' || mode === 'assisted';
      yield { cellId, answers, durations: entered ? null : durations };
    }
  }
}
