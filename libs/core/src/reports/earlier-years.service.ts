import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Result } from '@mingjian/contract/aggregation';
import type { Cycle } from '@mingjian/contract/cycles';
import type { EarlierYear } from '@mingjian/contract/reports';
import type { SurveyVersion } from '@mingjian/contract/surveys';
import type { Model } from 'mongoose';
import { RunsService } from '../aggregation';
import { CyclesService } from '../cycles';
import { SampledSchoolsService } from '../distribution';
import { wholeCity } from '../identity';
import { SurveysService } from '../surveys';
import { comparableYear, type Asked } from './comparable-year';
import type { ReportMaterial } from './material';
import { questionsOf } from './question-options';
import type { ReportDocument } from './reports.schema';

/** A trend looks back over this year and the four before: what fits a table, and about as long as questions last. */
const YEARS_BEFORE = 4;

/** What earlier cycles have told of a county. */
@Injectable()
export class EarlierYears {
  constructor(
    @InjectModel('Report') private readonly reports: Model<ReportDocument>,
    private readonly runs: RunsService,
    private readonly cycles: CyclesService,
    private readonly surveys: SurveysService,
    private readonly sampledSchools: SampledSchoolsService,
  ) {}

  /** @param versions this year's published questionnaires, against which every earlier one is held */
  async of(
    { id: cycleId, year: now }: Pick<Cycle, 'id' | 'year'>,
    countyCode: string,
    versions: readonly SurveyVersion[],
  ): Promise<Pick<ReportMaterial, 'previous' | 'earlier'>> {
    const cycles = await this.cycles.list(wholeCity);
    const asked = await this.askedIn(cycleId, versions);
    const found = await Promise.all(
      Array.from({ length: YEARS_BEFORE }, async (_, back): Promise<EarlierYear[]> => {
        const cycle = cycles.find(({ year }) => year === now - 1 - back);
        const results = cycle ? await this.resultsOf(cycle.id, countyCode) : [];
        if (!cycle || results.length === 0) return [];
        const before = await this.askedIn(cycle.id, await this.surveys.versionsOfCycle(cycle.id));
        return [comparableYear({ year: cycle.year, results, ...before }, asked)];
      }),
    );
    const years = found.flat();
    return {
      previous: years.find(({ year }) => year === now - 1) ?? null,
      earlier: years.filter(({ year }) => year < now - 1),
    };
  }

  private async askedIn(cycleId: string, versions: readonly SurveyVersion[]): Promise<Asked> {
    return { questions: questionsOf(versions), grades: await this.sampledSchools.grades(cycleId) };
  }

  /** Those that the office accepted; before it accepted any, those of the latest completed run. */
  private async resultsOf(cycleId: string, countyCode: string): Promise<Result[]> {
    const accepted = await this.reports
      .findOne({ cycleId, countyCode, status: 'accepted' })
      .sort({ version: -1 })
      .select('runId')
      .lean<Pick<ReportDocument, 'runId'>>();
    return accepted
      ? this.runs.published(accepted.runId, countyCode)
      : this.runs.latestOfCycle(cycleId, countyCode);
  }
}
