import { Body, Controller, Get, HttpCode, Param, Post, Put } from '@nestjs/common';
import {
  closeSurvey,
  setOpenLink,
  type SetOpenLink,
  createSurvey,
  updateSurvey,
  type CreateSurvey,
  type Survey,
  type SurveyDetail,
} from '@mingjian/contract/surveys';
import { Allow, CurrentPerson, scopeOf, type Person } from '@mingjian/core/identity';
import { SurveysService } from '@mingjian/core/surveys';
import type { z } from 'zod';

@Controller()
export class SurveysController {
  constructor(private readonly surveys: SurveysService) {}

  @Get('cycles/:cycleId/surveys')
  @Allow('agency', 'office', 'auditor')
  list(@CurrentPerson() person: Person, @Param('cycleId') cycleId: string): Promise<Survey[]> {
    return this.surveys.list(scopeOf(person), cycleId);
  }

  @Post('surveys')
  @Allow('agency')
  create(
    @CurrentPerson() person: Person,
    @Body({ schema: createSurvey }) body: CreateSurvey,
  ): Promise<SurveyDetail> {
    return this.surveys.create(person, body);
  }

  @Get('surveys/:id')
  @Allow('agency', 'office', 'auditor')
  get(@CurrentPerson() person: Person, @Param('id') id: string): Promise<SurveyDetail> {
    return this.surveys.get(scopeOf(person), id);
  }

  @Put('surveys/:id')
  @Allow('agency')
  update(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Body({ schema: updateSurvey }) body: z.infer<typeof updateSurvey>,
  ): Promise<SurveyDetail> {
    return this.surveys.update(person, id, body);
  }

  @Put('surveys/:id/open-link')
  @Allow('agency')
  setOpenLink(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Body({ schema: setOpenLink }) body: SetOpenLink,
  ): Promise<SurveyDetail> {
    return this.surveys.setOpenLink(person, id, body);
  }

  @Post('surveys/:id/open')
  @HttpCode(200)
  @Allow('agency')
  open(@CurrentPerson() person: Person, @Param('id') id: string): Promise<SurveyDetail> {
    return this.surveys.open(person, id);
  }

  @Post('surveys/:id/close')
  @HttpCode(200)
  @Allow('agency')
  close(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Body({ schema: closeSurvey }) body: z.infer<typeof closeSurvey>,
  ): Promise<SurveyDetail> {
    return this.surveys.close(person, id, body.lateHours);
  }
}
