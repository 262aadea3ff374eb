import { Injectable } from '@nestjs/common';
import { InjectConnection, InjectModel } from '@nestjs/mongoose';
import type { EnterResponse, EntryMode, Submitted } from '@mingjian/contract/responses';
import type { Connection, Model } from 'mongoose';
import { AuditService, scopeOf, type Person } from '../identity';
import { inTransaction, isDuplicateKey, today } from '../platform';
import { SurveysService } from '../surveys';
import { ResponsesService } from './responses.service';
import type { EntryCountDocument, ResponseDocument } from './responses.schema';

/**
 * 纸质问卷与代填: answers that the agency keyed for those without a phone, under the same credentials as any other. Who
 * entered how many on which day is counted; which ones is not kept.
 */
@Injectable()
export class EntriesService {
  constructor(
    @InjectConnection() private readonly connection: Connection,
    @InjectModel('Response') private readonly answers: Model<ResponseDocument>,
    @InjectModel('EntryCount') private readonly counts: Model<EntryCountDocument>,
    private readonly surveys: SurveysService,
    private readonly responses: ResponsesService,
    private readonly audit: AuditService,
  ) {}

  /** @throws Problem 404 `survey-not-found` for another agency's survey, and those of ResponsesService.submit */
  async enter(person: Person, surveyId: string, { mode, ...body }: EnterResponse): Promise<Submitted> {
    await this.surveys.get(scopeOf(person), surveyId);
    return this.responses.take(surveyId, { ...body, durations: {} }, mode, (document) =>
      this.store(document, person, mode),
    );
  }

  /**
   * Tells the audit log of each day that is over: who entered how many answers of which mode. Not while the day lasts,
   * since an entry in the log carries its time.
   */
  async fileDaysGoneBy(day = today()): Promise<void> {
    const due = await this.counts.find({ day: { $lt: day }, filed: false }).lean<EntryCountDocument[]>();
    for (const { _id, surveyId, actor, ...of } of due) {
      await inTransaction(this.connection, async (session) => {
        const { modifiedCount } = await this.counts.updateOne(
          { _id, filed: false },
          { filed: true },
          { session },
        );
        if (modifiedCount === 0) return;
        const detail = { day: of.day, mode: of.mode, answers: of.count };
        await this.audit.record({ actor, action: 'responses.enter', subject: surveyId, detail }, session);
      });
    }
  }

  /** The answer and its place in the count, both or neither. @returns false when its nonce was there */
  private async store(document: ResponseDocument, person: Person, mode: EntryMode): Promise<boolean> {
    const { surveyId } = document;
    const of = { surveyId, day: today(), actor: person.email, mode };
    const _id = [surveyId, of.day, mode, person.email].join(' ');
    try {
      await inTransaction(this.connection, async (session) => {
        await this.answers.collection.insertOne({ ...document, _id: document._id as never }, { session });
        await this.counts.updateOne(
          { _id },
          { $inc: { count: 1 }, $setOnInsert: { ...of, filed: false } },
          { session, upsert: true },
        );
      });
      return true;
    } catch (error) {
      if (isDuplicateKey(error) && (await this.answers.exists({ nonce: document.nonce }))) return false;
      throw error;
    }
  }
}
