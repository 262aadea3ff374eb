import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { InjectConnection, InjectModel } from '@nestjs/mongoose';
import type {
  CreateSurvey,
  Survey,
  SurveyDetail,
  SurveyVersion,
  updateSurvey,
} from '@mingjian/contract/surveys';
import { checkDefinition } from '@mingjian/questionnaire';
import type { Connection, Model } from 'mongoose';
import type { z } from 'zod';
import { CyclesService } from '../cycles';
import { AuditService, scopeOf, type Person, type Scope } from '../identity';
import { IndicatorsService } from '../indicators';
import { canonicalHash, editConflict, inTransaction, Problem, today } from '../platform';
import { requireAction, type SurveyAction } from './survey-states';
import { surveyWarnings } from './survey-warnings';
import type { SurveyDocument, SurveyVersionDocument } from './surveys.schema';

type SurveyUpdate = z.infer<typeof updateSurvey>;

/** 问卷 of a cycle: drafts with optimistic locking, immutable versions, opening and closing. */
@Injectable()
export class SurveysService {
  constructor(
    @InjectConnection() private readonly connection: Connection,
    @InjectModel('Survey') private readonly surveys: Model<SurveyDocument>,
    @InjectModel('SurveyVersion') private readonly versions: Model<SurveyVersionDocument>,
    private readonly cycles: CyclesService,
    private readonly indicators: IndicatorsService,
    private readonly audit: AuditService,
  ) {}

  /** The surveys of a cycle within the scope, by audience. */
  async list(scope: Scope, cycleId: string): Promise<Survey[]> {
    await this.cycles.require(scope, cycleId);
    const found = await this.surveys.find({ cycleId }).sort({ audience: 1 }).lean<SurveyDocument[]>();
    return Promise.all(found.map((document) => this.survey(document)));
  }

  /** @throws Problem 404 `survey-not-found`, also for one outside the scope */
  async get(scope: Scope, id: string): Promise<SurveyDetail> {
    return this.detail(await this.require(scope, id));
  }

  /** @throws Problem 409 `survey-exists`: a cycle has one survey for each audience */
  async create(person: Person, input: CreateSurvey): Promise<SurveyDetail> {
    await this.cycles.require(scopeOf(person), input.cycleId);
    const document: SurveyDocument = {
      _id: randomUUID(),
      ...input,
      status: 'draft',
      revision: 1,
      changedBy: person.name,
      changedAt: new Date(),
      publishedVersion: null,
      closedOn: null,
    };
    try {
      await inTransaction(this.connection, async (session) => {
        await this.surveys.create([document], { session });
        const detail = { cycleId: input.cycleId, audience: input.audience };
        await this.audit.record(
          { actor: person.email, action: 'survey.create', subject: document._id, detail },
          session,
        );
      });
    } catch (error) {
      if ((error as { code?: unknown }).code !== 11000) throw error;
      throw new Problem(409, 'survey-exists', {
        zh: '本周期已有面向该对象的问卷，请在原问卷上修改。',
        en: 'This cycle has a survey for this audience already; edit that one.',
      });
    }
    return this.detail(document);
  }

  /**
   * Saves a draft. `revision` says which state the writer saw.
   *
   * @throws Problem 409 `edit-conflict` naming who saved in between, 409 `survey-state` once it is open
   */
  async update(person: Person, id: string, input: SurveyUpdate): Promise<SurveyDetail> {
    const before = await this.require(scopeOf(person), id);
    if (before.revision !== input.revision) throw editConflict(before.changedBy, before.changedAt);
    const { title, json, items } = input;
    return this.change(person, before, 'edit', { title, json, items });
  }

  /**
   * Fixes the draft as the next version: hashed and never to be changed.
   *
   * @throws Problem 422 `survey-not-publishable` with a fault for each, 409 `survey-state`, 409 `edit-conflict`
   */
  async publish(person: Person, id: string): Promise<SurveyDetail> {
    const draft = await this.require(scopeOf(person), id);
    requireAction(draft.status, 'publish');
    const { faults } = checkDefinition(draft.json, draft.items);
    if (faults.length > 0) {
      throw new Problem(
        422,
        'survey-not-publishable',
        {
          zh: '问卷还不能发布，请先改正下列问题。',
          en: 'The survey cannot be published yet; please mend the following.',
        },
        faults,
      );
    }
    const { audience, title, json, items } = draft;
    const version: SurveyVersionDocument = {
      _id: randomUUID(),
      surveyId: id,
      cycleId: draft.cycleId,
      number: (draft.publishedVersion?.number ?? 0) + 1,
      audience,
      title,
      json,
      items,
      hash: canonicalHash({ audience, title, json, items }),
      publishedAt: new Date(),
      publishedBy: person.id,
    };
    const { _id, number, hash, publishedAt } = version;
    const publishedVersion = { id: _id, number, hash, publishedAt };
    return this.change(person, draft, 'publish', { publishedVersion }, version);
  }

  /** Lets people answer. @throws Problem 409 `survey-state` */
  async open(person: Person, id: string): Promise<SurveyDetail> {
    return this.change(person, await this.require(scopeOf(person), id), 'open', { closedOn: null });
  }

  /** Ends the fieldwork. @throws Problem 409 `survey-state` */
  async close(person: Person, id: string): Promise<SurveyDetail> {
    return this.change(person, await this.require(scopeOf(person), id), 'close', { closedOn: today() });
  }

  /** For other domains: the published version of each of the cycle's surveys, by audience. */
  async versionsOfCycle(cycleId: string): Promise<SurveyVersion[]> {
    const surveys = await this.surveys
      .find({ cycleId, publishedVersion: { $ne: null } }, { publishedVersion: 1 })
      .lean<Pick<SurveyDocument, 'publishedVersion'>[]>();
    const ids = surveys.flatMap(({ publishedVersion }) => publishedVersion?.id ?? []);
    const versions = await this.versions
      .find({ _id: { $in: ids } })
      .sort({ audience: 1 })
      .lean<SurveyVersionDocument[]>();
    return versions.map(versionOf);
  }

  /** For other domains: what stands of each survey of a cycle. */
  async stateOfCycle(cycleId: string): Promise<SurveyState[]> {
    const found = await this.surveys
      .find({ cycleId }, { json: 0, items: 0 })
      .sort({ audience: 1 })
      .lean<SurveyDocument[]>();
    return found.map(stateOf);
  }

  /** For ingest: state and published version of one survey, or null. Asked by every phone, so straight to the driver. */
  async stateOf(id: string): Promise<SurveyState | null> {
    const found = await this.surveys.collection.findOne(
      { _id: id as never },
      { projection: { json: 0, items: 0 } },
    );
    return found ? stateOf(found as unknown as SurveyDocument) : null;
  }

  /** A published version. @throws Problem 404 `survey-not-found` */
  async version(id: string): Promise<SurveyVersion> {
    const found = await this.versions.findById(id).lean<SurveyVersionDocument>();
    if (!found) throw unknownSurvey();
    return versionOf(found);
  }

  private async change(
    person: Person,
    before: SurveyDocument,
    action: SurveyAction,
    changes: Partial<SurveyDocument>,
    version?: SurveyVersionDocument,
  ): Promise<SurveyDetail> {
    const status = requireAction(before.status, action);
    const after: SurveyDocument = {
      ...before,
      ...changes,
      status,
      revision: before.revision + 1,
      changedBy: person.name,
      changedAt: new Date(),
    };
    const { _id, ...written } = after;
    await inTransaction(this.connection, async (session) => {
      const filter = { _id, revision: before.revision };
      const { matchedCount } = await this.surveys.updateOne(filter, { $set: written }, { session });
      if (matchedCount === 0) {
        const now = await this.surveys.findById(_id).session(session).lean<SurveyDocument>();
        throw editConflict(now?.changedBy ?? '', now?.changedAt ?? new Date());
      }
      if (version) await this.versions.create([version], { session });
      const detail = { revision: after.revision, status, ...(version ? { hash: version.hash } : {}) };
      await this.audit.record(
        { actor: person.email, action: `survey.${action}`, subject: _id, detail },
        session,
      );
    });
    return this.detail(after);
  }

  private async require(scope: Scope, id: string): Promise<SurveyDocument> {
    const document = await this.surveys.findById(id).lean<SurveyDocument>();
    if (!document) throw unknownSurvey();
    try {
      await this.cycles.require(scope, document.cycleId);
    } catch (error) {
      throw error instanceof Problem ? unknownSurvey() : error;
    }
    return document;
  }

  private async survey(document: SurveyDocument): Promise<Survey> {
    const { id, cycleId, audience, title, status, publishedVersion } = stateOf(document);
    return {
      id,
      cycleId,
      audience,
      title,
      status,
      revision: document.revision,
      publishedVersion: publishedVersion && {
        ...publishedVersion,
        publishedAt: publishedVersion.publishedAt.toISOString(),
      },
      warnings: surveyWarnings(document.json, document.items, await this.indicators.codesOf(cycleId)),
    };
  }

  private async detail(document: SurveyDocument): Promise<SurveyDetail> {
    return { ...(await this.survey(document)), json: document.json, items: document.items };
  }
}

/** A survey without its content. */
export type SurveyState = Pick<
  SurveyDocument,
  'cycleId' | 'audience' | 'title' | 'status' | 'publishedVersion' | 'closedOn'
> & { id: string };

function stateOf({
  _id,
  cycleId,
  audience,
  title,
  status,
  publishedVersion,
  closedOn,
}: SurveyDocument): SurveyState {
  return { id: _id, cycleId, audience, title, status, publishedVersion, closedOn };
}

function versionOf({ _id, publishedAt, ...version }: SurveyVersionDocument): SurveyVersion {
  const { surveyId, number, audience, title, hash, json, items } = version;
  return {
    id: _id,
    surveyId,
    number,
    audience,
    title,
    hash,
    json,
    items,
    publishedAt: publishedAt.toISOString(),
  };
}

function unknownSurvey(): Problem {
  return new Problem(404, 'survey-not-found', { zh: '没有这份问卷。', en: 'There is no such survey.' });
}
