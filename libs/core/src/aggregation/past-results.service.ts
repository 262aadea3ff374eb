import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { BankService, type PastResult, type PastResultSource } from '../surveys';
import type { ResultDocument, RunDocument } from './aggregation.schema';

/** How items came out, for the question bank: the item indices of each cycle's latest completed run. */
@Injectable()
export class PastResultsService implements PastResultSource {
  constructor(
    @InjectModel('Run') private readonly runs: Model<RunDocument>,
    @InjectModel('Result') private readonly results: Model<ResultDocument>,
    bank: BankService,
  ) {
    bank.register(this);
  }

  async pastResults(cycleIds: readonly string[]): Promise<PastResult[]> {
    const runs = await this.runs
      .find({ cycleId: { $in: cycleIds }, status: 'completed' }, { cycleId: 1 })
      .sort({ number: 1 })
      .lean<Pick<RunDocument, '_id' | 'cycleId'>[]>();
    const latest = new Map(runs.map(({ _id, cycleId }) => [cycleId, _id]));
    const found = await this.results
      .find({ runId: { $in: [...latest.values()] }, published: true })
      .sort({ countyCode: 1 })
      .lean<ResultDocument[]>();
    return found.flatMap(({ cycleId, countyCode, audience, surveyVersionId, estimates }) =>
      estimates
        .filter(({ measure, scope, cut }) => measure === 'index' && scope === 'item' && cut === '')
        .map(({ key, n, estimate, ci, suppressed }) => ({
          cycleId,
          versionId: surveyVersionId,
          countyCode,
          audience,
          code: key,
          n,
          estimate,
          ci,
          suppressed,
        })),
    );
  }
}
