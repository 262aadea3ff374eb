import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { InjectConnection, InjectModel } from '@nestjs/mongoose';
import type { OpenThread, ReviewThread } from '@mingjian/contract/surveys';
import type { ClientSession, Connection, Model } from 'mongoose';
import { AuditService, scopeOf, type Person, type Scope } from '../identity';
import { inTransaction, Problem } from '../platform';
import { markOf, markOnWire, SurveyStore } from './survey-store.service';
import type { ReviewThreadDocument, SurveyDocument } from './surveys.schema';

const mostComments = 200;

/** 审核意见: remarks on a survey or one of its items, answered and settled. */
@Injectable()
export class ReviewThreadsService {
  constructor(
    @InjectConnection() private readonly connection: Connection,
    @InjectModel('ReviewThread') private readonly threads: Model<ReviewThreadDocument>,
    private readonly store: SurveyStore,
    private readonly audit: AuditService,
  ) {}

  /** The oldest first. @throws Problem 404 `survey-not-found` */
  async list(scope: Scope, surveyId: string): Promise<ReviewThread[]> {
    await this.store.require(scope, surveyId);
    const found = await this.threads
      .find({ surveyId })
      .sort({ 'comments.0.at': 1 })
      .lean<ReviewThreadDocument[]>();
    return found.map(threadOf);
  }

  /** @throws Problem 404 `survey-not-found`, 422 `item-unknown` */
  async open(person: Person, surveyId: string, input: OpenThread): Promise<ReviewThread> {
    const survey = await this.store.require(scopeOf(person), surveyId);
    if (input.itemCode !== null && !survey.items.some((item) => item.code === input.itemCode)) {
      throw new Problem(422, 'item-unknown', {
        zh: `问卷里没有题目 ${input.itemCode}。`,
        en: `The survey has no item ${input.itemCode}.`,
      });
    }
    const id = await inTransaction(this.connection, async (session) => {
      const thread = await this.add(person, survey, input, session);
      await this.record(person, 'comment', surveyId, { thread, itemCode: input.itemCode }, session);
      return thread;
    });
    return this.get(surveyId, id);
  }

  /** Within the transaction of a review step. @returns the id of the new thread */
  async add(
    person: Person,
    survey: SurveyDocument,
    { itemCode, text }: OpenThread,
    session: ClientSession,
  ): Promise<string> {
    const document: ReviewThreadDocument = {
      _id: randomUUID(),
      surveyId: survey._id,
      cycleId: survey.cycleId,
      itemCode,
      revision: survey.revision,
      comments: [{ id: randomUUID(), text, ...markOf(person) }],
      resolved: null,
    };
    await this.threads.create([document], { session });
    return document._id;
  }

  /** @throws Problem 404 `survey-not-found`, `thread-unknown`, 409 `thread-full` */
  async reply(person: Person, surveyId: string, id: string, text: string): Promise<ReviewThread> {
    await this.store.require(scopeOf(person), surveyId);
    const comment = { id: randomUUID(), text, ...markOf(person) };
    await inTransaction(this.connection, async (session) => {
      const before = await this.threads.findOne({ _id: id, surveyId }).session(session).lean();
      if (!before) throw unknownThread();
      if (before.comments.length >= mostComments) {
        throw new Problem(409, 'thread-full', {
          zh: `一条意见最多 ${mostComments} 次回复，请另开一条。`,
          en: `A thread holds at most ${mostComments} comments; please open another.`,
        });
      }
      await this.threads.updateOne({ _id: id }, { $push: { comments: comment } }, { session });
      await this.record(person, 'reply', surveyId, { thread: id, comment: comment.id }, session);
    });
    return this.get(surveyId, id);
  }

  /** Settles a thread or takes that back; doing it twice changes nothing. @throws Problem 404 as above */
  async setResolved(person: Person, surveyId: string, id: string, resolved: boolean): Promise<ReviewThread> {
    await this.store.require(scopeOf(person), surveyId);
    await inTransaction(this.connection, async (session) => {
      const before = await this.threads.findOne({ _id: id, surveyId }).session(session).lean();
      if (!before) throw unknownThread();
      if ((before.resolved !== null) === resolved) return;
      const change = { resolved: resolved ? markOf(person) : null };
      await this.threads.updateOne({ _id: id }, { $set: change }, { session });
      await this.record(person, resolved ? 'resolve' : 'reopen', surveyId, { thread: id }, session);
    });
    return this.get(surveyId, id);
  }

  countOpen(surveyId: string, session: ClientSession): Promise<number> {
    return this.threads.countDocuments({ surveyId, resolved: null }).session(session);
  }

  private async get(surveyId: string, id: string): Promise<ReviewThread> {
    const found = await this.threads.findOne({ _id: id, surveyId }).lean<ReviewThreadDocument>();
    if (!found) throw unknownThread();
    return threadOf(found);
  }

  private record(
    person: Person,
    verb: string,
    surveyId: string,
    detail: Record<string, unknown>,
    session: ClientSession,
  ): Promise<void> {
    return this.audit.record(
      { actor: person.email, action: `survey.${verb}`, subject: surveyId, detail },
      session,
    );
  }
}

function threadOf({ _id, itemCode, revision, comments, resolved }: ReviewThreadDocument): ReviewThread {
  return {
    id: _id,
    itemCode,
    revision,
    comments: comments.map(({ at, ...comment }) => ({ ...comment, at: at.toISOString() })),
    resolved: markOnWire(resolved),
  };
}

function unknownThread(): Problem {
  return new Problem(404, 'thread-unknown', { zh: '没有这条审核意见。', en: 'There is no such remark.' });
}
