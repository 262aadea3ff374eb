import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { InjectConnection, InjectModel } from '@nestjs/mongoose';
import type { Agency, Cycle, OpenCycle, PutMilestone } from '@mingjian/contract/cycles';
import type { ClientSession, Connection, Model } from 'mongoose';
import { AuditService, wholeCity, type Person, type Scope } from '../identity';
import { inTransaction, isDuplicateKey, Problem, today } from '../platform';
import { AgenciesService } from './agencies.service';
import { defaultMilestones } from './calendar';
import { cyclesWithin } from './cycle-scope';
import type { CycleDocument } from './cycles.schema';
import { requireSound } from './milestone-change';

@Injectable()
export class CyclesService {
  constructor(
    @InjectConnection() private readonly connection: Connection,
    @InjectModel('Cycle') private readonly cycles: Model<CycleDocument>,
    private readonly agencies: AgenciesService,
    private readonly audit: AuditService,
  ) {}

  /** The cycles within a scope, the latest year first. */
  async list(scope: Scope): Promise<Cycle[]> {
    const [documents, agencies] = await Promise.all([
      this.cycles.find(cyclesWithin(scope)).sort({ year: -1 }).lean(),
      this.agencies.list(),
    ]);
    return documents.map((document) => cycleOf(document, agencies));
  }

  /** @throws Problem 404 `cycle-unknown`, also for a cycle outside the scope: its existence is not told */
  async require(scope: Scope, id: string): Promise<Cycle> {
    const document = await this.cycles.findOne({ ...cyclesWithin(scope), _id: id }).lean();
    if (!document) throw unknownCycle();
    return cycleOf(document, await this.agencies.list());
  }

  /**
   * Opens the cycle of a year; without milestones it gets the calendar's.
   *
   * @throws Problem 409 `cycle-exists`, 422 `milestones-repeated`, `reason-missing` or `actual-in-future`
   */
  async open(person: Person, input: OpenCycle): Promise<Cycle> {
    const milestones = input.milestones.length === 0 ? defaultMilestones(input.year) : input.milestones;
    if (new Set(milestones.map((entry) => entry.key)).size !== milestones.length) {
      throw new Problem(422, 'milestones-repeated', {
        zh: '同一节点只能出现一次。',
        en: 'A milestone may appear only once.',
      });
    }
    for (const milestone of milestones) requireSound(milestone, today());
    const document: CycleDocument = {
      _id: randomUUID(),
      year: input.year,
      title: input.title,
      focus: input.focus,
      status: 'open',
      agencyId: null,
      milestones,
      weightingPlanHash: null,
    };
    try {
      await inTransaction(this.connection, async (session) => {
        await this.cycles.create([document], { session });
        await this.audit.record(
          { actor: person.email, action: 'cycle.open', subject: document._id, detail: { year: input.year } },
          session,
        );
      });
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
      throw new Problem(409, 'cycle-exists', {
        zh: `${input.year} 年的周期已经开启。`,
        en: `There is a cycle of ${input.year} already.`,
      });
    }
    return cycleOf(document, []);
  }

  /**
   * Commissions an agency; asking again for the same one changes nothing.
   *
   * @throws Problem 404 `cycle-unknown` or `agency-unknown`, 409 `agency-commissioned` when another one has it
   */
  async commission(person: Person, id: string, agencyId: string): Promise<Cycle> {
    const agency = await this.agencies.require(agencyId);
    const document = await inTransaction(this.connection, async (session) => {
      const before = await this.cycles.findById(id).session(session).lean();
      if (!before) throw unknownCycle();
      if (before.agencyId === agencyId) return before;
      if (before.agencyId !== null) {
        throw new Problem(409, 'agency-commissioned', {
          zh: '本周期已委托其他机构。',
          en: 'Another agency is commissioned for this cycle.',
        });
      }
      await this.cycles.updateOne({ _id: id, agencyId: null }, { agencyId }, { session });
      const detail = { agencyId, agency: agency.name };
      await this.audit.record(
        { actor: person.email, action: 'cycle.commission', subject: id, detail },
        session,
      );
      return { ...before, agencyId };
    });
    return cycleOf(document, [agency]);
  }

  /**
   * Moves a milestone to another day, with the reason, and records on which day it was reached; null takes either
   * back. The planned day stays as it was.
   *
   * @throws Problem 404 `cycle-unknown` or `milestone-unknown`, 422 `reason-missing` or `actual-in-future`
   */
  async putMilestone(person: Person, id: string, key: string, change: PutMilestone): Promise<Cycle> {
    requireSound(change, today());
    const { revised, actual } = change;
    const kept = { revised, reason: revised === null ? null : change.reason, actual };
    await inTransaction(this.connection, async (session) => {
      const before = await this.cycles.findById(id).session(session).lean();
      if (!before) throw unknownCycle();
      if (!before.milestones.some((milestone) => milestone.key === key)) {
        throw new Problem(404, 'milestone-unknown', {
          zh: '本周期没有这个节点。',
          en: 'This cycle has no such milestone.',
        });
      }
      const milestones = before.milestones.map((milestone) =>
        milestone.key === key ? { ...milestone, ...kept } : milestone,
      );
      await this.cycles.updateOne({ _id: id }, { milestones }, { session });
      const detail = { key, ...kept };
      await this.audit.record(
        { actor: person.email, action: 'cycle.milestone', subject: id, detail },
        session,
      );
    });
    return this.require(wholeCity, id);
  }

  /** Shows on the cycle which weighting plan holds; aggregation decides whether it may still change. */
  async freezeWeightingPlan(id: string, hash: string, session?: ClientSession): Promise<void> {
    await this.cycles.updateOne({ _id: id }, { weightingPlanHash: hash }, session ? { session } : {});
  }
}

function cycleOf({ _id, agencyId, ...rest }: CycleDocument, agencies: readonly Agency[]): Cycle {
  return { id: _id, ...rest, agency: agencies.find((agency) => agency.id === agencyId) ?? null };
}

function unknownCycle(): Problem {
  return new Problem(404, 'cycle-unknown', { zh: '没有这个周期。', en: 'There is no such cycle.' });
}
