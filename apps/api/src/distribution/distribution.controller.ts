import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import {
  issueCodes,
  replaceSchool,
  samplingPlan,
  type IssuedCodes,
  type ReplaceSchool,
  type Sample,
  type SampledSchool,
  type SamplePreview,
  type SamplingPlan,
} from '@mingjian/contract/distribution';
import { CodeIssueService, SampledSchoolsService, SamplesService } from '@mingjian/core/distribution';
import { Allow, CurrentPerson, scopeOf, type Person } from '@mingjian/core/identity';
import { z } from 'zod';

/** Without a revision nothing that is there is replaced. */
const drawQuery = z.object({ revision: z.coerce.number().int().min(0).default(0) });

@Controller()
export class DistributionController {
  constructor(
    private readonly samples: SamplesService,
    private readonly sampledSchools: SampledSchoolsService,
    private readonly codeIssue: CodeIssueService,
  ) {}

  @Post('cycles/:cycleId/sample')
  @HttpCode(200)
  @Allow('agency')
  draw(
    @CurrentPerson() person: Person,
    @Param('cycleId') cycleId: string,
    @Query({ schema: drawQuery }) { revision }: z.infer<typeof drawQuery>,
    @Body({ schema: samplingPlan }) plan: SamplingPlan,
  ): Promise<Sample> {
    return this.samples.draw(person, cycleId, plan, revision);
  }

  @Post('cycles/:cycleId/sample/preview')
  @HttpCode(200)
  @Allow('agency')
  preview(
    @CurrentPerson() person: Person,
    @Param('cycleId') cycleId: string,
    @Body({ schema: samplingPlan }) plan: SamplingPlan,
  ): Promise<SamplePreview> {
    return this.samples.preview(person, cycleId, plan);
  }

  @Get('cycles/:cycleId/sample')
  @Allow('agency', 'office', 'auditor')
  sample(@CurrentPerson() person: Person, @Param('cycleId') cycleId: string): Promise<Sample> {
    return this.samples.ofCycle(scopeOf(person), cycleId);
  }

  @Get('cycles/:cycleId/sample/schools')
  @Allow('agency', 'office', 'auditor')
  schools(@CurrentPerson() person: Person, @Param('cycleId') cycleId: string): Promise<SampledSchool[]> {
    return this.sampledSchools.list(scopeOf(person), cycleId);
  }

  @Post('cycles/:cycleId/sample/replacements')
  @HttpCode(200)
  @Allow('agency')
  replace(
    @CurrentPerson() person: Person,
    @Param('cycleId') cycleId: string,
    @Body({ schema: replaceSchool }) input: ReplaceSchool,
  ): Promise<SampledSchool[]> {
    return this.sampledSchools.replace(person, cycleId, input);
  }

  @Post('surveys/:id/codes')
  @HttpCode(200)
  @Allow('agency')
  issue(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Body({ schema: issueCodes }) body: z.infer<typeof issueCodes>,
  ): Promise<IssuedCodes> {
    return this.codeIssue.issue(person, id, body.countyCode);
  }
}
