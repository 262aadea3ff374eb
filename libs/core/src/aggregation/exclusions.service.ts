import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { InjectConnection, InjectModel } from '@nestjs/mongoose';
import { itemAnswers } from '@mingjian/questionnaire';
import type { Connection, Model } from 'mongoose';
import {
  screenReason,
  type Exclusion,
  type ScreenReason,
  type ScreeningRow,
} from '@mingjian/contract/aggregation';
import { CyclesService } from '../cycles';
import { SamplesService } from '../distribution';
import { AuditService, scopeOf, type Person } from '../identity';
import { inTransaction, Problem } from '../platform';
import { StoredAnswersService } from '../responses';
import { SurveysService } from '../surveys';
import type { ExclusionDocument } from './aggregation.schema';
import { screenAnswers, type AnswerRow } from './screens';
import { WeightingPlansService } from './weighting-plans.service';

/** 质量筛查与排除决定: the screens flag; two people decide; nothing is ever deleted. */
@Injectable()
export class ExclusionsService {
  constructor(
    @InjectConnection() private readonly connection: Connection,
    @InjectModel('Exclusion') private readonly exclusions: Model<ExclusionDocument>,
    private readonly cycles: CyclesService,
    private readonly plans: WeightingPlansService,
    private readonly surveys: SurveysService,
    private readonly samples: SamplesService,
    private readonly responses: StoredAnswersService,
    private readonly audit: AuditService,
  ) {}

  /** How many answers show each reason, by county and audience. */
  async screening(person: Person, cycleId: string): Promise<ScreeningRow[]> {
    await this.cycles.require(scopeOf(person), cycleId);
    const { plan } = await this.plans.ofCycle(cycleId);
    const countyOf = new Map(
      (await this.samples.cellsOfCycle(cycleId)).map((cell) => [cell.id, cell.countyCode]),
    );
    const rows: ScreeningRow[] = [];
    for (const version of await this.surveys.versionsOfCycle(cycleId)) {
      const byCounty = new Map<string, AnswerRow[]>();
      for await (const answer of this.responses.answersOf(version.surveyId)) {
        const countyCode = countyOf.get(answer.cellId);
        // The sample alone: an answer without a code is in no cell of it.
        if (countyCode === undefined) continue;
        const row = { ...answer, answers: itemAnswers(answer.answers) };
        const known = byCounty.get(countyCode);
        if (known) known.push(row);
        else byCounty.set(countyCode, [row]);
      }
      for (const [countyCode, answers] of [...byCounty].sort()) {
        const flags = screenAnswers(answers, version.items, plan.screens);
        rows.push(
          ...screenReason.options.map((reason) => ({
            countyCode,
            audience: version.audience,
            reason,
            answers: flags.filter((reasons) => reasons.includes(reason)).length,
          })),
        );
      }
    }
    return rows;
  }

  async list(person: Person, cycleId: string): Promise<Exclusion[]> {
    await this.cycles.require(scopeOf(person), cycleId);
    const found = await this.exclusions.find({ cycleId }).lean<ExclusionDocument[]>();
    return found.map(toExclusion);
  }

  async propose(person: Person, cycleId: string, reasons: ScreenReason[], note: string): Promise<Exclusion> {
    await this.cycles.require(scopeOf(person), cycleId);
    const created: ExclusionDocument = {
      _id: randomUUID(),
      cycleId,
      reasons: [...new Set(reasons)].sort(),
      note,
      proposedBy: person.email,
      confirmedBy: null,
    };
    await inTransaction(this.connection, async (session) => {
      await this.exclusions.create([created], { session });
      const detail = { cycleId, reasons };
      await this.audit.record(
        { actor: person.email, action: 'exclusion.propose', subject: created._id, detail },
        session,
      );
    });
    return toExclusion(created);
  }

  /** The second person. The proposer cannot be that person, nor can a decision be confirmed twice. */
  async confirm(person: Person, id: string): Promise<Exclusion> {
    const exclusion = await this.exclusions.findById(id).lean<ExclusionDocument>();
    if (!exclusion)
      throw new Problem(404, 'no-such-exclusion', {
        zh: '没有这项排除决定。',
        en: 'There is no such exclusion.',
      });
    await this.cycles.require(scopeOf(person), exclusion.cycleId);
    if (exclusion.proposedBy === person.email)
      throw new Problem(403, 'second-person-needed', {
        zh: '排除决定须由另一人确认：您是提出人，不能自己确认。',
        en: 'An exclusion is confirmed by a second person: you proposed it and cannot confirm it yourself.',
      });
    return inTransaction(this.connection, async (session) => {
      const confirmed = await this.exclusions
        .findOneAndUpdate(
          { _id: id, confirmedBy: null },
          { confirmedBy: person.email },
          { returnDocument: 'after', session },
        )
        .lean<ExclusionDocument>();
      if (!confirmed)
        throw new Problem(409, 'already-confirmed', {
          zh: '这项排除决定已经确认过。',
          en: 'This exclusion has been confirmed already.',
        });
      const detail = { cycleId: confirmed.cycleId };
      await this.audit.record(
        { actor: person.email, action: 'exclusion.confirm', subject: id, detail },
        session,
      );
      return toExclusion(confirmed);
    });
  }
}

function toExclusion({ _id, cycleId, reasons, note, proposedBy, confirmedBy }: ExclusionDocument): Exclusion {
  return { id: _id, cycleId, reasons, note, proposedBy, confirmedBy };
}
