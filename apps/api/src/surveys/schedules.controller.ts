import { Body, Controller, Get, HttpCode, Param, Post, Put } from '@nestjs/common';
import {
  putOpenLinkTerms,
  putSchedule,
  type OpenLinkTerms,
  type PutOpenLinkTerms,
  type PutSchedule,
  type SurveyDetail,
  type SurveySchedule,
} from '@mingjian/contract/surveys';
import { Allow, CurrentPerson, scopeOf, type Person } from '@mingjian/core/identity';
import { OpenLinkTermsService, SchedulesService, SurveysService } from '@mingjian/core/surveys';

@Controller('surveys/:id')
export class SchedulesController {
  constructor(
    private readonly schedules: SchedulesService,
    private readonly surveys: SurveysService,
    private readonly openLink: OpenLinkTermsService,
  ) {}

  @Get('schedule')
  @Allow('agency', 'office', 'auditor')
  get(@CurrentPerson() person: Person, @Param('id') id: string): Promise<SurveySchedule> {
    return this.schedules.get(scopeOf(person), id);
  }

  @Put('schedule')
  @Allow('agency')
  put(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Body({ schema: putSchedule }) body: PutSchedule,
  ): Promise<SurveySchedule> {
    return this.schedules.put(person, id, body);
  }

  @Get('open-link-terms')
  @Allow('agency', 'office', 'auditor')
  terms(@CurrentPerson() person: Person, @Param('id') id: string): Promise<OpenLinkTerms> {
    return this.openLink.get(scopeOf(person), id);
  }

  @Put('open-link-terms')
  @Allow('agency')
  putTerms(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Body({ schema: putOpenLinkTerms }) body: PutOpenLinkTerms,
  ): Promise<OpenLinkTerms> {
    return this.openLink.put(person, id, body);
  }

  @Post('pause')
  @HttpCode(200)
  @Allow('agency')
  pause(@CurrentPerson() person: Person, @Param('id') id: string): Promise<SurveyDetail> {
    return this.surveys.pause(person, id);
  }

  @Post('resume')
  @HttpCode(200)
  @Allow('agency')
  resume(@CurrentPerson() person: Person, @Param('id') id: string): Promise<SurveyDetail> {
    return this.surveys.resume(person, id);
  }
}
