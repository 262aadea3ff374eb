import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import {
  issueCodes,
  samplingPlan,
  type Fieldwork,
  type IssuedCodes,
  type Sample,
  type SamplePreview,
  type SamplingPlan,
} from '@mingjian/contract/distribution';
import { DistributionService } from '@mingjian/core/distribution';
import { Allow, CurrentPerson, scopeOf, type Person } from '@mingjian/core/identity';
import type { z } from 'zod';

@Controller()
export class DistributionController {
  constructor(private readonly distribution: DistributionService) {}

  @Post('cycles/:cycleId/sample')
  @HttpCode(200)
  @Allow('agency')
  draw(
    @CurrentPerson() person: Person,
    @Param('cycleId') cycleId: string,
    @Body({ schema: samplingPlan }) plan: SamplingPlan,
  ): Promise<Sample> {
    return this.distribution.draw(person, cycleId, plan);
  }

  @Post('cycles/:cycleId/sample/preview')
  @HttpCode(200)
  @Allow('agency')
  preview(
    @CurrentPerson() person: Person,
    @Param('cycleId') cycleId: string,
    @Body({ schema: samplingPlan }) plan: SamplingPlan,
  ): Promise<SamplePreview> {
    return this.distribution.preview(person, cycleId, plan);
  }

  @Get('cycles/:cycleId/sample')
  @Allow('agency', 'office', 'auditor')
  sample(@CurrentPerson() person: Person, @Param('cycleId') cycleId: string): Promise<Sample> {
    return this.distribution.sample(scopeOf(person), cycleId);
  }

  @Post('surveys/:id/codes')
  @HttpCode(200)
  @Allow('agency')
  issue(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Body({ schema: issueCodes }) body: z.infer<typeof issueCodes>,
  ): Promise<IssuedCodes> {
    return this.distribution.issue(person, id, body.countyCode);
  }

  @Get('cycles/:cycleId/fieldwork')
  @Allow('agency', 'office', 'auditor')
  fieldwork(@CurrentPerson() person: Person, @Param('cycleId') cycleId: string): Promise<Fieldwork> {
    return this.distribution.fieldwork(scopeOf(person), cycleId);
  }
}
