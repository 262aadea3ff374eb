import { Injectable } from '@nestjs/common';
import { InjectConnection, InjectModel } from '@nestjs/mongoose';
import type { CreateSurvey, Survey, SurveyDetail } from '@mingjian/contract/surveys';
import type { ClientSession, Connection, Model } from 'mongoose';
import { CyclesService } from '../cycles';
import { AuditService, scopeOf, type Person, type Scope } from '../identity';
import { IndicatorsService } from '../indicators';
import { editConflict, inTransaction, Problem } from '../platform';
import { requireAction, type SurveyAction } from './survey-states';
import { surveyWarnings } from './survey-warnings';
import type { Mark, SurveyDocument } from './surveys.schema';

/** What is asked: changing any of it is an edit. */
export type SurveyContent = Pick<CreateSurvey, 'title' | 'json' | 'items'>;

/** Where the services of this domain find a survey within a scope and change it by the table of states. */
@Injectable()
export class SurveyStore {
  constructor(
    @InjectConnection() private readonly connection: Connection,
    @InjectModel('Survey') private readonly surveys: Model<SurveyDocument>,
    private readonly cycles: CyclesService,
    private readonly indicators: IndicatorsService,
    private readonly audit: AuditService,
  ) {}

  /** @throws Problem 404 `survey-not-found`, also for one outside the scope */
  async require(scope: Scope, id: string): Promise<SurveyDocument> {
    const document = await this.surveys.findById(id).lean<SurveyDocument>();
    if (!document) throw unknownSurvey();
    try {
      await this.cycles.require(scope, document.cycleId);
    } catch (error) {
      throw error instanceof Problem ? unknownSurvey() : error;
    }
    return document;
  }

  /** The same where the person says which revision they have seen. @throws Problem 409 `edit-conflict` */
  async requireRevision(person: Person, id: string, revision: number): Promise<SurveyDocument> {
    const document = await this.require(scopeOf(person), id);
    if (document.revision !== revision) throw editConflict(document.changedBy, document.changedAt);
    return document;
  }

  /** Changes what is asked, which takes an approval away. @throws Problem 409 `survey-state`, `edit-conflict` */
  edit(person: Person, before: SurveyDocument, content: SurveyContent): Promise<SurveyDetail> {
    return this.change(person, before, 'edit', { ...content, lastEdit: markOf(person), approval: null });
  }

  /**
   * Takes a survey to its next state, unless somebody changed it since `before` was read.
   *
   * @param also what belongs to the same transaction; what it returns goes into the audit log
   * @throws Problem 409 `survey-state`, `edit-conflict`
   */
  async change(
    person: Person,
    before: SurveyDocument,
    action: SurveyAction,
    changes: Partial<SurveyDocument>,
    also?: (session: ClientSession) => Promise<Record<string, unknown>>,
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
      const detail = { revision: after.revision, status, ...(await also?.(session)) };
      await this.audit.record(
        { actor: person.email, action: `survey.${action}`, subject: _id, detail },
        session,
      );
    });
    return this.detail(after);
  }

  /** As the wire shows it, with its warnings. */
  async survey(document: SurveyDocument): Promise<Survey> {
    const { _id, cycleId, audience, title, status, revision, publishedVersion, copiedFrom } = document;
    return {
      id: _id,
      cycleId,
      audience,
      title,
      status,
      revision,
      lastEdit: markOnWire(document.lastEdit),
      approval: markOnWire(document.approval),
      openLink: document.openLink ?? false,
      copiedFrom: copiedFrom ?? null,
      publishedVersion: publishedVersion && {
        ...publishedVersion,
        publishedAt: publishedVersion.publishedAt.toISOString(),
      },
      warnings: surveyWarnings(document.json, document.items, await this.indicators.codesOf(cycleId)),
    };
  }

  async detail(document: SurveyDocument): Promise<SurveyDetail> {
    return { ...(await this.survey(document)), json: document.json, items: document.items };
  }
}

export function markOf(person: Person): Mark {
  return { by: { id: person.id, name: person.name }, at: new Date() };
}

export function markOnWire<Stored extends Mark>(
  mark: Stored | null | undefined,
): (Omit<Stored, 'at'> & { at: string }) | null {
  return mark ? { ...mark, at: mark.at.toISOString() } : null;
}

export function unknownSurvey(): Problem {
  return new Problem(404, 'survey-not-found', { zh: '没有这份问卷。', en: 'There is no such survey.' });
}
