import { Body, Controller, Get, HttpCode, Param, Post, Req } from '@nestjs/common';
import {
  askChallenge,
  checkCode,
  coachingReport,
  sealedResponse,
  openCredential,
  submitResponse,
  tradeCode,
  type CodeVerdict,
  type KeyList,
  type OpenChallenge,
  type OpenCredential,
  type OpenForm,
  type SealedResponse,
  type Submitted,
  type SubmitResponse,
  type TradeCode,
  type TradedCode,
} from '@mingjian/contract/responses';
import { Everyone } from '@mingjian/core/identity';
import { CoachingReportsService, OpenLinkService, ResponsesService } from '@mingjian/core/responses';
import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';

/** For everyone: a respondent has no account and no session, only a one-time code and what it is traded for. */
@Controller('respond/:surveyId')
@Everyone()
export class ResponsesController {
  constructor(
    private readonly responses: ResponsesService,
    private readonly coaching: CoachingReportsService,
    private readonly openLink: OpenLinkService,
  ) {}

  @Get()
  form(@Param('surveyId') surveyId: string): Promise<OpenForm> {
    return this.responses.form(surveyId);
  }

  @Get('keys')
  keyList(@Param('surveyId') surveyId: string): Promise<KeyList> {
    return this.responses.keyList(surveyId);
  }

  @Post('code')
  @HttpCode(200)
  checkCode(
    @Param('surveyId') surveyId: string,
    @Body({ schema: checkCode }) body: z.infer<typeof checkCode>,
    @Req() request: FastifyRequest,
  ): Promise<CodeVerdict> {
    return this.responses.checkCode(surveyId, body.code, request.ip);
  }

  @Post('credential')
  @HttpCode(200)
  trade(
    @Param('surveyId') surveyId: string,
    @Body({ schema: tradeCode }) body: TradeCode,
    @Req() request: FastifyRequest,
  ): Promise<TradedCode> {
    return this.responses.trade(surveyId, body, request.ip);
  }

  @Post('open-challenge')
  @HttpCode(200)
  challenge(
    @Param('surveyId') surveyId: string,
    @Body({ schema: askChallenge }) body: z.infer<typeof askChallenge>,
  ): Promise<OpenChallenge> {
    return this.openLink.challenge(surveyId, body.countyCode);
  }

  @Post('open-credential')
  @HttpCode(200)
  openCredential(
    @Param('surveyId') surveyId: string,
    @Body({ schema: openCredential }) body: OpenCredential,
    @Req() request: FastifyRequest,
  ): Promise<TradedCode> {
    return this.openLink.credential(surveyId, body, request.ip);
  }

  @Post('responses')
  @HttpCode(201)
  submit(
    @Param('surveyId') surveyId: string,
    @Body({ schema: submitResponse }) body: SubmitResponse,
  ): Promise<Submitted> {
    return this.responses.submit(surveyId, body);
  }

  @Post('sealed')
  @HttpCode(201)
  submitSealed(
    @Param('surveyId') surveyId: string,
    @Body({ schema: sealedResponse }) body: SealedResponse,
  ): Promise<Submitted> {
    return this.responses.submitSealed(surveyId, body);
  }

  @Post('coaching')
  @HttpCode(201)
  async reportCoaching(
    @Param('surveyId') surveyId: string,
    @Body({ schema: coachingReport }) body: z.infer<typeof coachingReport>,
    @Req() request: FastifyRequest,
  ): Promise<{ received: true }> {
    await this.coaching.report(surveyId, body.text, request.ip);
    return { received: true };
  }
}
