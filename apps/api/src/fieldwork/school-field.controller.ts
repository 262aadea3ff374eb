import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import {
  reportProblem,
  type CoachingReports,
  type FieldProblem,
  type Progress,
  type ReplacedSlips,
  type SchoolField,
} from '@mingjian/contract/fieldwork';
import { ProgressService, SchoolFieldService } from '@mingjian/core/fieldwork';
import { Allow, CurrentPerson, type Person } from '@mingjian/core/identity';
import { z } from 'zod';

const ofSchool = z.object({ school: z.string().max(20).optional() });

@Controller()
export class SchoolFieldController {
  constructor(
    private readonly schools: SchoolFieldService,
    private readonly progresses: ProgressService,
  ) {}

  @Get('cycles/:cycleId/school')
  @Allow('school', 'agency')
  field(
    @CurrentPerson() person: Person,
    @Param('cycleId') cycleId: string,
    @Query({ schema: ofSchool }) { school }: z.infer<typeof ofSchool>,
  ): Promise<SchoolField> {
    return this.schools.field(person, cycleId, school);
  }

  @Post('surveys/:id/cells/:cellId/replace')
  @HttpCode(200)
  @Allow('agency', 'school')
  replace(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Param('cellId') cellId: string,
  ): Promise<ReplacedSlips> {
    return this.schools.replace(person, id, cellId);
  }

  @Get('cycles/:cycleId/field-problems')
  @Allow('agency', 'school')
  problems(@CurrentPerson() person: Person, @Param('cycleId') cycleId: string): Promise<FieldProblem[]> {
    return this.schools.problemsOf(person, cycleId);
  }

  @Post('cycles/:cycleId/field-problems')
  @Allow('school')
  report(
    @CurrentPerson() person: Person,
    @Param('cycleId') cycleId: string,
    @Body({ schema: reportProblem }) { text }: z.infer<typeof reportProblem>,
  ): Promise<FieldProblem> {
    return this.schools.report(person, cycleId, text);
  }

  @Post('cycles/:cycleId/field-problems/:id/settle')
  @HttpCode(200)
  @Allow('agency')
  settle(
    @CurrentPerson() person: Person,
    @Param('cycleId') cycleId: string,
    @Param('id') id: string,
  ): Promise<FieldProblem> {
    return this.schools.settle(person, cycleId, id);
  }

  @Get('cycles/:cycleId/progress')
  @Allow('agency', 'office', 'auditor')
  progress(@CurrentPerson() person: Person, @Param('cycleId') cycleId: string): Promise<Progress> {
    return this.progresses.progress(person, cycleId);
  }

  @Get('cycles/:cycleId/coaching-reports')
  @Allow('agency', 'office', 'auditor')
  coaching(@CurrentPerson() person: Person, @Param('cycleId') cycleId: string): Promise<CoachingReports> {
    return this.progresses.coaching(person, cycleId);
  }
}
