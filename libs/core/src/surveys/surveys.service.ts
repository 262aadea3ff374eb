import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { InjectConnection, InjectModel } from '@nestjs/mongoose';
import {
  defaultLateHours,
  type CreateSurvey,
  type SetOpenLink,
  type Survey,
  type SurveyDetail,
  type SurveyVersion,
  type updateSurvey,
} from '@mingjian/contract/surveys';
import type { ClientSession, Connection, Model } from 'mongoose';
import type { z } from 'zod';
import { CyclesService } from '../cycles';
import { AuditService, scopeOf, type Person, type Scope } from '../identity';
import { inTransaction, isDuplicateKey, Problem, today } from '../platform';
import { markOf, SurveyStore, unknownSurvey } from './survey-store.service';
import type { SurveyDocument, SurveyVersionDocument } from './surveys.schema';

type SurveyUpdate = z.infer<typeof updateSurvey>;

/** What another domain must do in the same transaction when a survey opens. */
export interface OpeningStep {
  /** @returns what the audit log should hold of it */
  opening(surveyId: string, session: ClientSession): Promise<Record<string, unknown>>;
}

/** 问卷 of a cycle: drafts with optimistic locking, opening and closing, and what other domains read. */
@Injectable()
export class SurveysService {
  private readonly openingSteps: OpeningStep[] = [];

  constructor(
    @InjectConnection() private readonly connection: Connection,
    @InjectModel('Survey') private readonly surveys: Model<SurveyDocument>,
    @InjectModel('SurveyVersion') private readonly versions: Model<SurveyVersionDocument>,
    private readonly cycles: CyclesService,
    private readonly store: SurveyStore,
    private readonly audit: AuditService,
  ) {}

  beforeOpening(step: OpeningStep): void {
    this.openingSteps.push(step);
  }

  /** The surveys of a cycle within the scope, by audience. */
  async list(scope: Scope, cycleId: string): Promise<Survey[]> {
    await this.cycles.require(scope, cycleId);
    const found = await this.surveys.find({ cycleId }).sort({ audience: 1 }).lean<SurveyDocument[]>();
    return Promise.all(found.map((document) => this.store.survey(document)));
  }

  /** @throws Problem 404 `survey-not-found`, also for one outside the scope */
  async get(scope: Scope, id: string): Promise<SurveyDetail> {
    return this.store.detail(await this.store.require(scope, id));
  }

  /** @throws Problem 409 `survey-exists`: a cycle has one survey for each audience */
  async create(person: Person, input: CreateSurvey, copiedFrom: string | null = null): Promise<SurveyDetail> {
    await this.cycles.require(scopeOf(person), input.cycleId);
    const document: SurveyDocument = {
      _id: randomUUID(),
      ...input,
      status: 'draft',
      revision: 1,
      changedBy: person.name,
      changedAt: new Date(),
      lastEdit: markOf(person),
      approval: null,
      copiedFrom,
      publishedVersion: null,
      closedOn: null,
      lateUntil: null,
    };
    try {
      await inTransaction(this.connection, async (session) => {
        await this.surveys.create([document], { session });
        const detail = { cycleId: input.cycleId, audience: input.audience, copiedFrom };
        await this.audit.record(
          { actor: person.email, action: 'survey.create', subject: document._id, detail },
          session,
        );
      });
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
      throw new Problem(409, 'survey-exists', {
        zh: '本周期已有面向该对象的问卷，请在原问卷上修改。',
        en: 'This cycle has a survey for this audience already; edit that one.',
      });
    }
    return this.store.detail(document);
  }

  /**
   * Saves what is asked. `revision` says which state the writer saw.
   *
   * @throws Problem 409 `edit-conflict` naming who saved in between, 409 `survey-state` once it is open
   */
  async update(
    person: Person,
    id: string,
    { title, json, items, revision }: SurveyUpdate,
  ): Promise<SurveyDetail> {
    const before = await this.store.requireRevision(person, id, revision);
    return this.store.edit(person, before, { title, json, items });
  }

  /** 开放链接 on or off, until the survey is opened. @throws Problem 409 `edit-conflict`, 409 `survey-state` */
  async setOpenLink(person: Person, id: string, { openLink, revision }: SetOpenLink): Promise<SurveyDetail> {
    const before = await this.store.requireRevision(person, id, revision);
    return this.store.change(person, before, 'openLink', { openLink }, () => Promise.resolve({ openLink }));
  }

  /** Lets people answer. @throws Problem 409 `survey-state` */
  async open(person: Person, id: string): Promise<SurveyDetail> {
    const before = await this.store.require(scopeOf(person), id);
    return this.store.change(person, before, 'open', { closedOn: null, lateUntil: null }, async (session) => {
      const details: Record<string, unknown> = {};
      for (const step of this.openingSteps) Object.assign(details, await step.opening(id, session));
      return details;
    });
  }

  /** Takes no answers for a while; phones keep what they hold. @throws Problem 409 `survey-state` */
  async pause(person: Person, id: string): Promise<SurveyDetail> {
    return this.store.change(person, await this.store.require(scopeOf(person), id), 'pause', {});
  }

  /** @throws Problem 409 `survey-state` */
  async resume(person: Person, id: string): Promise<SurveyDetail> {
    return this.store.change(person, await this.store.require(scopeOf(person), id), 'resume', {});
  }

  /**
   * Ends the fieldwork: no code is traded any more. Who holds a credential may hand in for `lateHours` more, since a phone
   * may have been without a network.
   *
   * @throws Problem 409 `survey-state`
   */
  async close(person: Person, id: string, lateHours = defaultLateHours): Promise<SurveyDetail> {
    const before = await this.store.require(scopeOf(person), id);
    const lateUntil = new Date(Date.now() + lateHours * 3_600_000);
    return this.store.change(person, before, 'close', { closedOn: today(), lateUntil });
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
}

/** A survey without its content. */
export type SurveyState = Pick<
  SurveyDocument,
  'cycleId' | 'audience' | 'title' | 'status' | 'publishedVersion' | 'closedOn' | 'lateUntil'
> & { id: string; openLink: boolean };

function stateOf({
  _id,
  cycleId,
  audience,
  title,
  status,
  publishedVersion,
  closedOn,
  lateUntil,
  openLink = false,
}: SurveyDocument): SurveyState {
  return { id: _id, cycleId, audience, title, status, publishedVersion, closedOn, lateUntil, openLink };
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
