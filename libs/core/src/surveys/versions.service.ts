import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Cycle } from '@mingjian/contract/cycles';
import type {
  Audience,
  IndicatorChanges,
  SurveyDetail,
  SurveyDiff,
  SurveyVersion,
  VersionSummary,
} from '@mingjian/contract/surveys';
import type { Model } from 'mongoose';
import { CyclesService } from '../cycles';
import { scopeOf, type Person, type Scope } from '../identity';
import { IndicatorsService } from '../indicators';
import { Problem } from '../platform';
import { indicatorChangesSince } from './indicator-changes';
import { surveyDiff } from './survey-diff';
import { SurveyStore } from './survey-store.service';
import type { SurveyVersionDocument } from './surveys.schema';
import { SurveysService } from './surveys.service';
import { templateOf } from './templates';

/** 版本: published versions to look at, to compare and to begin another year with. */
@Injectable()
export class VersionsService {
  constructor(
    @InjectModel('SurveyVersion') private readonly versions: Model<SurveyVersionDocument>,
    private readonly cycles: CyclesService,
    private readonly indicators: IndicatorsService,
    private readonly surveys: SurveysService,
    private readonly store: SurveyStore,
  ) {}

  /** The versions of one survey, the latest first. @throws Problem 404 `survey-not-found` */
  async list(scope: Scope, surveyId: string): Promise<VersionSummary[]> {
    const { cycleId } = await this.store.require(scope, surveyId);
    return this.summaries({ surveyId }, [await this.cycles.require(scope, cycleId)]);
  }

  /** What earlier cycles of the scope published, the latest first: what this cycle may begin with. */
  async earlier(scope: Scope, cycleId: string): Promise<VersionSummary[]> {
    const { year } = await this.cycles.require(scope, cycleId);
    const before = (await this.cycles.list(scope)).filter((cycle) => cycle.year < year);
    return this.summaries({ cycleId: { $in: before.map(({ id }) => id) } }, before);
  }

  /** @throws Problem 404 `version-not-found`, also for one outside the scope */
  async get(scope: Scope, id: string): Promise<SurveyVersion> {
    await this.requireVersion(scope, id);
    return this.surveys.version(id);
  }

  /**
   * From one version to another, or to the survey as it stands.
   *
   * @throws Problem 404 `survey-not-found`, `version-not-found`
   */
  async diff(scope: Scope, surveyId: string, fromId: string, toId: string | null): Promise<SurveyDiff> {
    const survey = await this.store.require(scope, surveyId);
    const from = await this.requireVersion(scope, fromId);
    const to = toId === null ? null : await this.requireVersion(scope, toId);
    const { document, summary } = from;
    return {
      from: summary,
      to: to?.summary ?? null,
      ...surveyDiff(document, to?.document ?? survey),
    };
  }

  /** Begins a cycle's survey with a version of another one: codes, texts and mapping as they were. */
  async copy(person: Person, cycleId: string, versionId: string): Promise<SurveyDetail> {
    const { document } = await this.requireVersion(scopeOf(person), versionId);
    const { audience, title, json, items } = document;
    return this.surveys.create(person, { cycleId, audience, title, json, items }, versionId);
  }

  /** Begins a cycle's survey with the questionnaire of the plan. @throws Problem 409 `survey-exists` */
  async fromTemplate(person: Person, cycleId: string, audience: Audience): Promise<SurveyDetail> {
    return this.surveys.create(person, { cycleId, ...templateOf(audience) });
  }

  /** How the indicators changed since the cycle that the survey was copied from. @throws Problem 404 as above */
  async indicatorChanges(scope: Scope, surveyId: string): Promise<IndicatorChanges> {
    const survey = await this.store.require(scope, surveyId);
    if (survey.copiedFrom === null) return { since: null, items: [], added: [], removed: [] };
    const { summary } = await this.requireVersion(scope, survey.copiedFrom);
    const [before, after] = await Promise.all([
      this.indicators.sheetOf(summary.cycleId),
      this.indicators.sheetOf(survey.cycleId),
    ]);
    const changes = indicatorChangesSince(survey.items, before.indicators, after.indicators);
    return { since: summary, ...changes };
  }

  private async requireVersion(
    scope: Scope,
    id: string,
  ): Promise<{ document: SurveyVersionDocument; summary: VersionSummary }> {
    const document = await this.versions.findById(id).lean<SurveyVersionDocument>();
    const cycle = document && (await this.cycles.list(scope)).find((each) => each.id === document.cycleId);
    if (!document || !cycle) {
      throw new Problem(404, 'version-not-found', {
        zh: '没有这个版本。',
        en: 'There is no such version.',
      });
    }
    return { document, summary: summaryOf(document, cycle.year) };
  }

  private async summaries(filter: object, cycles: readonly Cycle[]): Promise<VersionSummary[]> {
    const years = new Map(cycles.map(({ id, year }) => [id, year]));
    const found = await this.versions.find(filter, { json: 0 }).lean<SurveyVersionDocument[]>();
    return found
      .map((document) => summaryOf(document, years.get(document.cycleId) ?? 0))
      .sort((a, b) => b.year - a.year || a.audience.localeCompare(b.audience) || b.number - a.number);
  }
}

function summaryOf(document: SurveyVersionDocument, year: number): VersionSummary {
  const { _id, surveyId, cycleId, number, audience, title, hash, publishedAt, publishedBy } = document;
  return {
    id: _id,
    surveyId,
    cycleId,
    year,
    number,
    audience,
    title,
    hash,
    publishedAt: publishedAt.toISOString(),
    publishedBy,
    approvedBy: document.approvedBy ?? null,
    items: document.items.length,
  };
}
