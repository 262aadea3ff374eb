import { Injectable } from '@nestjs/common';
import { InjectConnection, InjectModel } from '@nestjs/mongoose';
import type { OpenLinkTerms, PutOpenLinkTerms } from '@mingjian/contract/surveys';
import type { Connection, Model } from 'mongoose';
import { AuditService, scopeOf, type Person, type Scope } from '../identity';
import { editConflict, inTransaction, Problem } from '../platform';
import { RegistryService } from '../registry';
import { quotaFaults } from './quota-faults';
import { SurveyStore } from './survey-store.service';
import type { OpenLinkTermsDocument } from './surveys.schema';

/** 开放链接的条件: how many answers each county takes by it, whether it takes any, and what latecomers read. */
@Injectable()
export class OpenLinkTermsService {
  constructor(
    @InjectConnection() private readonly connection: Connection,
    @InjectModel('OpenLinkTerms') private readonly terms: Model<OpenLinkTermsDocument>,
    private readonly store: SurveyStore,
    private readonly registry: RegistryService,
    private readonly audit: AuditService,
  ) {}

  /** @throws Problem 404 `survey-not-found`, also for one outside the scope */
  async get(scope: Scope, surveyId: string): Promise<OpenLinkTerms> {
    await this.store.require(scope, surveyId);
    return this.of(surveyId);
  }

  /** As they stand; everybody is let in while nobody has set any. */
  async of(surveyId: string): Promise<OpenLinkTerms> {
    const found = await this.terms.findById(surveyId).lean<OpenLinkTermsDocument>();
    return found ? onWire(found) : { surveyId, ...unset };
  }

  /** @throws Problem 422 `bad-quotas` naming county and rule, 409 `edit-conflict`, 404 `survey-not-found` */
  async put(person: Person, surveyId: string, input: PutOpenLinkTerms): Promise<OpenLinkTerms> {
    await this.store.require(scopeOf(person), surveyId);
    const before = await this.terms.findById(surveyId).lean<OpenLinkTermsDocument>();
    if ((before?.revision ?? 0) !== input.revision) throw conflictWith(before);
    const faults = quotaFaults(input.quotas, await this.registry.counties());
    if (faults.length > 0) {
      const text = { zh: '配额有误，没有保存。', en: 'The quotas are not right; nothing was saved.' };
      throw new Problem(422, 'bad-quotas', text, faults);
    }
    const after: OpenLinkTermsDocument = {
      _id: surveyId,
      ...input,
      revision: input.revision + 1,
      changedBy: person.name,
      changedAt: new Date(),
    };
    await inTransaction(this.connection, async (session) => {
      const { _id, ...written } = after;
      if (before) {
        const filter = { _id, revision: before.revision };
        const { matchedCount } = await this.terms.updateOne(filter, { $set: written }, { session });
        if (matchedCount === 0) throw conflictWith(before);
      } else await this.terms.insertMany([after], { session });
      const { taking, quotas, closingText } = input;
      const detail = { taking, quotas, closingText };
      await this.audit.record(
        { actor: person.email, action: 'survey.openLinkTerms', subject: surveyId, detail },
        session,
      );
    });
    return onWire(after);
  }
}

const unset = { taking: true, quotas: [], closingText: { zh: '', en: '' }, revision: 0 };

function conflictWith(before: OpenLinkTermsDocument | null): Problem {
  return editConflict(before?.changedBy ?? '', before?.changedAt ?? new Date());
}

function onWire({ _id, taking, quotas, closingText, revision }: OpenLinkTermsDocument): OpenLinkTerms {
  return { surveyId: _id, taking, quotas, closingText, revision };
}
