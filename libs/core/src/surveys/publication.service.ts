import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { AskChanges, SurveyDetail } from '@mingjian/contract/surveys';
import { checkDefinition } from '@mingjian/questionnaire';
import type { Model } from 'mongoose';
import { scopeOf, type Person } from '../identity';
import { canonicalHash, Problem } from '../platform';
import { ReviewThreadsService } from './review-threads.service';
import { requireSecondPerson } from './survey-states';
import { markOf, SurveyStore } from './survey-store.service';
import type { SurveyDocument, SurveyVersionDocument } from './surveys.schema';

/** 审核与发布: from a draft to an immutable version, by two people. Each step says which revision it is about. */
@Injectable()
export class PublicationService {
  constructor(
    @InjectModel('SurveyVersion') private readonly versions: Model<SurveyVersionDocument>,
    private readonly store: SurveyStore,
    private readonly threads: ReviewThreadsService,
  ) {}

  /**
   * Hands the draft to a colleague.
   *
   * @throws Problem 422 `survey-not-publishable` with a fault for each, 409 `survey-state`, `edit-conflict`
   */
  async submit(person: Person, id: string, revision: number): Promise<SurveyDetail> {
    const before = await this.store.requireRevision(person, id, revision);
    requirePublishable(before);
    return this.store.change(person, before, 'submit', {});
  }

  /** Sends it back, saying why. @throws Problem 409 `second-person`, `survey-state`, `edit-conflict` */
  async askChanges(person: Person, id: string, { revision, text }: AskChanges): Promise<SurveyDetail> {
    const before = await this.store.requireRevision(person, id, revision);
    requireSecondPerson(person.id, before.lastEdit?.by.id ?? null);
    return this.store.change(person, before, 'askChanges', { approval: null }, async (session) => ({
      thread: await this.threads.add(person, before, { itemCode: null, text }, session),
    }));
  }

  /** @throws Problem 409 `second-person`, `threads-open`, `survey-state`, `edit-conflict` */
  async approve(person: Person, id: string, revision: number): Promise<SurveyDetail> {
    const before = await this.store.requireRevision(person, id, revision);
    requireSecondPerson(person.id, before.lastEdit?.by.id ?? null);
    return this.store.change(person, before, 'approve', { approval: markOf(person) }, async (session) => {
      const open = await this.threads.countOpen(id, session);
      if (open > 0) {
        throw new Problem(409, 'threads-open', {
          zh: `还有 ${open} 条审核意见没有解决，请逐条处理后再通过。`,
          en: `${open} remark(s) of the review are not settled yet; settle them before approving.`,
        });
      }
      return { lastEdit: before.lastEdit?.by.id ?? null };
    });
  }

  /**
   * Fixes the approved draft as the next version: hashed and never to be changed.
   *
   * @throws Problem 409 `survey-state`, `edit-conflict`, 422 `survey-not-publishable`
   */
  async publish(person: Person, id: string): Promise<SurveyDetail> {
    const draft = await this.store.require(scopeOf(person), id);
    requirePublishable(draft);
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
      publishedBy: person.name,
      approvedBy: draft.approval?.by.name ?? null,
    };
    const { _id, number, hash, publishedAt } = version;
    const publishedVersion = { id: _id, number, hash, publishedAt };
    return this.store.change(person, draft, 'publish', { publishedVersion }, async (session) => {
      await this.versions.create([version], { session });
      return { hash, approvedBy: draft.approval?.by.id ?? null };
    });
  }
}

function requirePublishable({ json, items }: SurveyDocument): void {
  const { faults } = checkDefinition(json, items);
  if (faults.length === 0) return;
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
