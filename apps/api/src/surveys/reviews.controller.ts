import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import {
  askChanges,
  openThread,
  replyToThread,
  reviewStep,
  setThreadState,
  type AskChanges,
  type OpenThread,
  type ReviewThread,
  type SurveyDetail,
} from '@mingjian/contract/surveys';
import { Allow, CurrentPerson, scopeOf, type Person } from '@mingjian/core/identity';
import { PublicationService, ReviewThreadsService } from '@mingjian/core/surveys';
import type { z } from 'zod';

/** Two people of the agency bring a survey to publication; the office and the auditor may look on. */
@Controller('surveys/:id')
export class ReviewsController {
  constructor(
    private readonly publication: PublicationService,
    private readonly threads: ReviewThreadsService,
  ) {}

  @Post('submit')
  @HttpCode(200)
  @Allow('agency')
  submit(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Body({ schema: reviewStep }) body: z.infer<typeof reviewStep>,
  ): Promise<SurveyDetail> {
    return this.publication.submit(person, id, body.revision);
  }

  @Post('ask-changes')
  @HttpCode(200)
  @Allow('agency')
  askChanges(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Body({ schema: askChanges }) body: AskChanges,
  ): Promise<SurveyDetail> {
    return this.publication.askChanges(person, id, body);
  }

  @Post('approve')
  @HttpCode(200)
  @Allow('agency')
  approve(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Body({ schema: reviewStep }) body: z.infer<typeof reviewStep>,
  ): Promise<SurveyDetail> {
    return this.publication.approve(person, id, body.revision);
  }

  @Post('publish')
  @HttpCode(200)
  @Allow('agency')
  publish(@CurrentPerson() person: Person, @Param('id') id: string): Promise<SurveyDetail> {
    return this.publication.publish(person, id);
  }

  @Get('threads')
  @Allow('agency', 'office', 'auditor')
  list(@CurrentPerson() person: Person, @Param('id') id: string): Promise<ReviewThread[]> {
    return this.threads.list(scopeOf(person), id);
  }

  @Post('threads')
  @Allow('agency')
  open(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Body({ schema: openThread }) body: OpenThread,
  ): Promise<ReviewThread> {
    return this.threads.open(person, id, body);
  }

  @Post('threads/:threadId/comments')
  @Allow('agency')
  reply(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Param('threadId') threadId: string,
    @Body({ schema: replyToThread }) body: z.infer<typeof replyToThread>,
  ): Promise<ReviewThread> {
    return this.threads.reply(person, id, threadId, body.text);
  }

  @Post('threads/:threadId/state')
  @HttpCode(200)
  @Allow('agency')
  setState(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Param('threadId') threadId: string,
    @Body({ schema: setThreadState }) body: z.infer<typeof setThreadState>,
  ): Promise<ReviewThread> {
    return this.threads.setResolved(person, id, threadId, body.resolved);
  }
}
