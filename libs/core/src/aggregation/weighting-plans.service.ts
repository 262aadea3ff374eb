import { Injectable } from '@nestjs/common';
import { InjectConnection, InjectModel } from '@nestjs/mongoose';
import type { Connection, Model } from 'mongoose';
import type { StoredWeightingPlan, WeightingPlan } from '@mingjian/contract/aggregation';
import { AuditService, scopeOf, type Person } from '../identity';
import { canonicalHash, inTransaction, Problem } from '../platform';
import { CyclesService } from '../cycles';
import { StoredAnswersService } from '../responses';
import { SurveysService } from '../surveys';
import type { WeightingPlanDocument } from './aggregation.schema';

/** 加权方案: set before the first answer, and then never again. */
@Injectable()
export class WeightingPlansService {
  constructor(
    @InjectConnection() private readonly connection: Connection,
    @InjectModel('WeightingPlan') private readonly plans: Model<WeightingPlanDocument>,
    private readonly cycles: CyclesService,
    private readonly surveys: SurveysService,
    private readonly responses: StoredAnswersService,
    private readonly audit: AuditService,
  ) {}

  async put(person: Person, cycleId: string, plan: WeightingPlan): Promise<StoredWeightingPlan> {
    await this.cycles.require(scopeOf(person), cycleId);
    const versions = await this.surveys.versionsOfCycle(cycleId);
    if ((await this.responses.countOfSurveys(versions.map((version) => version.surveyId))) > 0)
      throw new Problem(409, 'weighting-plan-frozen', {
        zh: '已有人作答，加权方案不能再修改。加权方案必须在第一份答卷之前确定。',
        en: 'Answers have come in, so the weighting plan can no longer change. It has to be fixed before the first answer.',
      });
    const hash = canonicalHash(plan);
    await inTransaction(this.connection, async (session) => {
      const set = { plan, hash, setBy: person.name };
      await this.plans.updateOne({ _id: cycleId }, set, { upsert: true, session });
      await this.cycles.freezeWeightingPlan(cycleId, hash, session);
      const entry = { actor: person.email, action: 'weighting-plan.set', subject: cycleId, detail: { hash } };
      await this.audit.record(entry, session);
    });
    return { plan, hash };
  }

  async get(person: Person, cycleId: string): Promise<StoredWeightingPlan> {
    await this.cycles.require(scopeOf(person), cycleId);
    return this.ofCycle(cycleId);
  }

  /** For the worker, which answers to a run and not to a person. */
  async ofCycle(cycleId: string): Promise<StoredWeightingPlan> {
    const stored = await this.plans.findById(cycleId).lean<WeightingPlanDocument>();
    if (!stored)
      throw new Problem(404, 'no-weighting-plan', {
        zh: '本周期还没有加权方案。请先在“运行”页面确定加权方案。',
        en: 'This cycle has no weighting plan yet. Set one on the runs page first.',
      });
    return { plan: stored.plan, hash: stored.hash };
  }
}
