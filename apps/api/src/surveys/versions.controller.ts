import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import {
  copySurvey,
  surveyFromTemplate,
  takeQuestions,
  type BankEntry,
  type IndicatorChanges,
  type SurveyDetail,
  type SurveyDiff,
  type SurveyTemplate,
  type SurveyVersion,
  type TakeQuestions,
  type VersionSummary,
} from '@mingjian/contract/surveys';
import { Allow, CurrentPerson, scopeOf, type Person } from '@mingjian/core/identity';
import { BankService, surveyTemplates, VersionsService } from '@mingjian/core/surveys';
import { z } from 'zod';

const compared = z.object({ from: z.string(), to: z.string().optional() });

/** What was published: to look at, to compare, and to begin a survey or a question with. */
@Controller()
export class VersionsController {
  constructor(
    private readonly versions: VersionsService,
    private readonly bank: BankService,
  ) {}

  @Get('surveys/:id/versions')
  @Allow('agency', 'office', 'auditor')
  list(@CurrentPerson() person: Person, @Param('id') id: string): Promise<VersionSummary[]> {
    return this.versions.list(scopeOf(person), id);
  }

  @Get('survey-versions/:id')
  @Allow('agency', 'office', 'auditor')
  get(@CurrentPerson() person: Person, @Param('id') id: string): Promise<SurveyVersion> {
    return this.versions.get(scopeOf(person), id);
  }

  @Get('surveys/:id/diff')
  @Allow('agency', 'office', 'auditor')
  diff(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Query({ schema: compared }) query: z.infer<typeof compared>,
  ): Promise<SurveyDiff> {
    return this.versions.diff(scopeOf(person), id, query.from, query.to ?? null);
  }

  @Get('surveys/:id/indicator-changes')
  @Allow('agency', 'office', 'auditor')
  indicatorChanges(@CurrentPerson() person: Person, @Param('id') id: string): Promise<IndicatorChanges> {
    return this.versions.indicatorChanges(scopeOf(person), id);
  }

  @Get('cycles/:cycleId/earlier-versions')
  @Allow('agency', 'office', 'auditor')
  earlier(@CurrentPerson() person: Person, @Param('cycleId') cycleId: string): Promise<VersionSummary[]> {
    return this.versions.earlier(scopeOf(person), cycleId);
  }

  @Get('survey-templates')
  @Allow('agency', 'office', 'auditor')
  templates(): SurveyTemplate[] {
    return surveyTemplates();
  }

  @Post('surveys/copy')
  @Allow('agency')
  copy(
    @CurrentPerson() person: Person,
    @Body({ schema: copySurvey }) body: z.infer<typeof copySurvey>,
  ): Promise<SurveyDetail> {
    return this.versions.copy(person, body.cycleId, body.versionId);
  }

  @Post('surveys/from-template')
  @Allow('agency')
  fromTemplate(
    @CurrentPerson() person: Person,
    @Body({ schema: surveyFromTemplate }) body: z.infer<typeof surveyFromTemplate>,
  ): Promise<SurveyDetail> {
    return this.versions.fromTemplate(person, body.cycleId, body.audience);
  }

  @Get('question-bank')
  @Allow('agency', 'office', 'auditor')
  entries(@CurrentPerson() person: Person): Promise<BankEntry[]> {
    return this.bank.entries(scopeOf(person));
  }

  @Post('surveys/:id/take')
  @HttpCode(200)
  @Allow('agency')
  take(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Body({ schema: takeQuestions }) body: TakeQuestions,
  ): Promise<SurveyDetail> {
    return this.bank.take(person, id, body);
  }
}
