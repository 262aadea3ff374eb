import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { InjectConnection, InjectModel } from '@nestjs/mongoose';
import type { Connection, Model } from 'mongoose';
import { result, type Result, type Run, type StartRun } from '@mingjian/contract/aggregation';
import { withDefaults } from '@mingjian/contract/defaults';
import { freezeRun } from '@mingjian/contract/jobs';
import type { SurveyVersion } from '@mingjian/contract/surveys';
import { CyclesService } from '../cycles';
import { SamplesService, type CellFrame } from '../distribution';
import { AuditService, scopeOf, type Person } from '../identity';
import { inTransaction, isDuplicateKey, JobSender, Problem } from '../platform';
import { CITY_CODE, RegistryService } from '../registry';
import { SurveysService, type SurveyState } from '../surveys';
import type { ExclusionDocument, ResultDocument, RunDocument } from './aggregation.schema';
import { missingMargins } from './raking-categories';
import { WeightingPlansService } from './weighting-plans.service';

const MOST_ATTEMPTS = 20;

/** 运行: what people ask of the aggregation. The work itself is done by RunWork in the worker. */
@Injectable()
export class RunsService {
  constructor(
    @InjectConnection() private readonly connection: Connection,
    @InjectModel('Run') private readonly runs: Model<RunDocument>,
    @InjectModel('Result') private readonly results: Model<ResultDocument>,
    @InjectModel('Exclusion') private readonly exclusions: Model<ExclusionDocument>,
    private readonly cycles: CyclesService,
    private readonly surveys: SurveysService,
    private readonly samples: SamplesService,
    private readonly registry: RegistryService,
    private readonly plans: WeightingPlansService,
    private readonly audit: AuditService,
    private readonly jobs: JobSender,
  ) {}

  /**
   * @throws Problem 409 `nothing-to-aggregate`, 409 `survey-unpublished` naming the surveys of the sample that never were,
   *   409 `margins-missing`
   */
  async start(person: Person, cycleId: string, { reports }: StartRun = { reports: true }): Promise<Run> {
    await this.cycles.require(scopeOf(person), cycleId);
    const { plan, hash } = await this.plans.ofCycle(cycleId);
    const versions = await this.surveys.versionsOfCycle(cycleId);
    const cells = await this.samples.cellsOfCycle(cycleId);
    if (versions.length === 0 || cells.length === 0)
      throw new Problem(409, 'nothing-to-aggregate', {
        zh: '本周期还没有已发布的问卷和已抽取的样本，无法开始运行。',
        en: 'This cycle has no published survey with a drawn sample yet, so there is nothing to aggregate.',
      });
    await this.requirePublished(cycleId, cells, versions);
    const parts = partsOf(cells);
    await this.requireMargins(parts, plan.margins);
    const decided = await this.exclusions
      .find({ cycleId, confirmedBy: { $ne: null } })
      .sort({ _id: 1 })
      .lean<ExclusionDocument[]>();
    const run = await this.createNumbered(person, {
      _id: randomUUID(),
      cycleId,
      status: 'queued',
      watermark: { answers: 0, hash: '' },
      parts: parts.map((part) => ({ ...part, step: 'queued', error: null })),
      wantsReports: reports,
      reportedCounties: [],
      resultHash: null,
      startedAt: new Date(),
      finishedAt: null,
      requestedBy: person.name,
      weightingPlan: plan,
      weightingPlanHash: hash,
      exclusions: decided.map((exclusion) => exclusion.reasons),
    });
    await this.jobs.send(freezeRun, { runId: run._id });
    return toRun(run);
  }

  /** Stores the run with its entry in the audit log. Of two who start at once, the later tries the next number. */
  private async createNumbered(
    person: Person,
    unnumbered: Omit<RunDocument, 'number'>,
  ): Promise<RunDocument> {
    const { _id, cycleId } = unnumbered;
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await inTransaction(this.connection, async (session) => {
          const last = await this.runs
            .findOne({ cycleId }, null, { session })
            .sort({ number: -1 })
            .lean<RunDocument>();
          const run: RunDocument = { ...unnumbered, number: (last?.number ?? 0) + 1 };
          await this.runs.create([run], { session });
          const detail = { cycleId, number: run.number };
          await this.audit.record(
            { actor: person.email, action: 'run.start', subject: _id, detail },
            session,
          );
          return run;
        });
      } catch (error) {
        if (!isDuplicateKey(error) || attempt === MOST_ATTEMPTS) throw error;
      }
    }
  }

  async list(person: Person, cycleId: string): Promise<Run[]> {
    await this.cycles.require(scopeOf(person), cycleId);
    return (await this.runs.find({ cycleId }).sort({ number: -1 }).lean<RunDocument[]>()).map(toRun);
  }

  async get(person: Person, runId: string): Promise<Run> {
    const run = await this.runs.findById(runId).lean<RunDocument>();
    if (!run) throw noSuchRun();
    await this.cycles.require(scopeOf(person), run.cycleId);
    return toRun(run);
  }

  /** The published results of a run; none while it is under way or when it failed. */
  async resultsOf(person: Person, runId: string): Promise<Result[]> {
    await this.get(person, runId);
    return this.published(runId);
  }

  /** For the composition of reports. */
  async published(runId: string, countyCode?: string): Promise<Result[]> {
    const found = await this.results
      .find({ runId, published: true, ...(countyCode === undefined ? {} : { countyCode }) })
      .sort({ countyCode: 1, audience: 1 })
      .lean<ResultDocument[]>();
    return found.map(toResult);
  }

  /** Of the latest completed run of a cycle; none where there is no such run. */
  async latestOfCycle(cycleId: string, countyCode: string): Promise<Result[]> {
    const run = await this.runs
      .findOne({ cycleId, status: 'completed' })
      .sort({ number: -1 })
      .lean<RunDocument>();
    return run ? this.published(run._id, countyCode) : [];
  }

  /** What was drawn for a survey without a published version could not be read: no version says what its items are. */
  private async requirePublished(
    cycleId: string,
    cells: readonly { surveyId: string }[],
    versions: readonly SurveyVersion[],
  ) {
    const sampled = new Set(cells.map(({ surveyId }) => surveyId));
    for (const { surveyId } of versions) sampled.delete(surveyId);
    if (sampled.size === 0) return;
    const surveys = await this.surveys.stateOfCycle(cycleId);
    throw unpublished(surveys.filter(({ id }) => sampled.has(id)));
  }

  private async requireMargins(
    parts: Pick<Run['parts'][number], 'countyCode' | 'audience'>[],
    declared: RunDocument['weightingPlan']['margins'],
  ) {
    for (const { countyCode, audience } of parts) {
      const ofAudience = declared.filter((margin) => margin.audience === audience);
      const missing = missingMargins(ofAudience, await this.registry.marginsOf(countyCode, audience));
      if (missing.length === 0) continue;
      const list = missing.map(({ variable, category }) => `${variable}=${category}`).join(', ');
      throw new Problem(409, 'margins-missing', {
        zh: `加权方案需要的总体边际缺失：${countyCode},${audience}:${list}。请先导入总体边际。`,
        en: `The weighting plan needs population margins that are missing: ${countyCode}, ${audience}: ${list}. Import the margins first.`,
      });
    }
  }
}

function partsOf(cells: readonly CellFrame[]): Pick<Run['parts'][number], 'countyCode' | 'audience'>[] {
  const keys = new Set(cells.map((cell) => `${cell.countyCode} ${cell.audience}`));
  return [...keys].sort().map((key) => {
    const [countyCode = '', audience = ''] = key.split(' ');
    return { countyCode, audience: audience as CellFrame['audience'] };
  });
}

/** A report for each county and, where there are several, one for the city that compares them. */
export function reportedPlaces({
  parts,
  wantsReports,
}: Pick<RunDocument, 'parts' | 'wantsReports'>): string[] {
  if (!wantsReports) return [];
  const counties = [...new Set(parts.map(({ countyCode }) => countyCode))];
  return counties.length > 1 ? [...counties, CITY_CODE] : counties;
}

function noSuchRun(): Problem {
  return new Problem(404, 'no-such-run', { zh: '没有这次运行。', en: 'There is no such run.' });
}

function unpublished(surveys: readonly SurveyState[]): Problem {
  return new Problem(
    409,
    'survey-unpublished',
    {
      zh: '样本中有从未发布的问卷，无法开始运行，详见各项说明。请先发布这些问卷（没有答卷也可以运行），再开始运行。',
      en: 'The sample holds surveys that were never published, listed below, so the run cannot start. Publish them first (a run needs no answers to them), then start it again.',
    },
    surveys.map(({ audience, title }) => ({
      field: audience,
      value: title.zh,
      rule: 'survey-unpublished',
      message: {
        zh: `问卷“${title.zh}”已抽样但从未发布：请在“问卷”中提交审核，由另一人批准后发布。`,
        en: `“${title.en || title.zh}” was sampled and never published: submit it for review under “Surveys” and publish it once a second person has approved.`,
      },
    })),
  );
}

function toRun({ _id, startedAt, finishedAt, ...run }: RunDocument): Run {
  const { cycleId, number, status, watermark, parts, reportedCounties, resultHash } = run;
  return {
    id: _id,
    cycleId,
    number,
    status,
    watermark,
    parts,
    reports: { done: reportedCounties.length, of: reportedPlaces(run).length },
    resultHash,
    startedAt: startedAt.toISOString(),
    finishedAt: finishedAt?.toISOString() ?? null,
  };
}

/** Results of before were stored with a field of the store's own: a report carries it no further. */
function toResult({
  _id,
  createdAt,
  published: _published,
  __v: _ofTheStore,
  ...stored
}: ResultDocument & { __v?: number }): Result {
  return withDefaults(result, { ...stored, id: _id, createdAt: createdAt.toISOString() });
}
