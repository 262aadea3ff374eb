import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Result } from '@mingjian/contract/aggregation';
import type { SurveyVersion } from '@mingjian/contract/surveys';
import type { Model } from 'mongoose';
import type { Person } from '../identity';
import { SurveysService } from '../surveys';
import type { RunDocument } from './aggregation.schema';
import { PartReader } from './part-reader.service';
import { replayOf, type Replay } from './replay';
import { RunsService } from './runs.service';

/** A published result with what it can be repeated from. */
export interface ReplayPart extends Replay {
  result: Result;
  version: SurveyVersion;
}

/** Published results and, one after the other, the answers behind them. */
@Injectable()
export class ReplayService {
  constructor(
    @InjectModel('Run') private readonly runDocuments: Model<RunDocument>,
    private readonly runs: RunsService,
    private readonly surveys: SurveysService,
    private readonly reader: PartReader,
  ) {}

  /** One county × audience at a time, so that a city's answers are never in memory together. */
  async *partsOf(person: Person, runId: string): AsyncGenerator<ReplayPart> {
    const results = await this.runs.resultsOf(person, runId);
    const run = await this.runDocuments.findById(runId).lean<RunDocument>();
    if (!run) return;
    for (const result of results) {
      if (result.plan === null && !result.openLink?.plan) continue;
      const version = await this.surveys.version(result.surveyVersionId);
      const { input } = await this.reader.read(run, result, version);
      const open = result.openLink?.plan ? await this.reader.openLink(run, result) : [];
      yield { result, version, ...replayOf(input, result, open) };
    }
  }
}
