import { Body, Controller, Get, Param, Post, Put } from '@nestjs/common';
import {
  proposeExclusion,
  weightingPlan,
  type Exclusion,
  type ScreeningRow,
  type StoredWeightingPlan,
  type WeightingPlan,
} from '@mingjian/contract/aggregation';
import { ExclusionsService, WeightingPlansService } from '@mingjian/core/aggregation';
import { Allow, CurrentPerson, type Person } from '@mingjian/core/identity';
import type { z } from 'zod';

@Controller()
export class WeightingController {
  constructor(
    private readonly plans: WeightingPlansService,
    private readonly exclusions: ExclusionsService,
  ) {}

  @Put('cycles/:cycleId/weighting-plan')
  @Allow('agency')
  put(
    @CurrentPerson() person: Person,
    @Param('cycleId') cycleId: string,
    @Body({ schema: weightingPlan }) plan: WeightingPlan,
  ): Promise<StoredWeightingPlan> {
    return this.plans.put(person, cycleId, plan);
  }

  @Get('cycles/:cycleId/weighting-plan')
  @Allow('agency', 'office', 'auditor')
  get(@CurrentPerson() person: Person, @Param('cycleId') cycleId: string): Promise<StoredWeightingPlan> {
    return this.plans.get(person, cycleId);
  }

  @Get('cycles/:cycleId/screening')
  @Allow('agency', 'office', 'auditor')
  screening(@CurrentPerson() person: Person, @Param('cycleId') cycleId: string): Promise<ScreeningRow[]> {
    return this.exclusions.screening(person, cycleId);
  }

  @Get('cycles/:cycleId/exclusions')
  @Allow('agency', 'office', 'auditor')
  list(@CurrentPerson() person: Person, @Param('cycleId') cycleId: string): Promise<Exclusion[]> {
    return this.exclusions.list(person, cycleId);
  }

  @Post('cycles/:cycleId/exclusions')
  @Allow('agency')
  propose(
    @CurrentPerson() person: Person,
    @Param('cycleId') cycleId: string,
    @Body({ schema: proposeExclusion }) body: z.infer<typeof proposeExclusion>,
  ): Promise<Exclusion> {
    return this.exclusions.propose(person, cycleId, body.reasons, body.note);
  }

  @Post('exclusions/:id/confirm')
  @Allow('agency')
  confirm(@CurrentPerson() person: Person, @Param('id') id: string): Promise<Exclusion> {
    return this.exclusions.confirm(person, id);
  }
}
