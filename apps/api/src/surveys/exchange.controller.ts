import { Controller, Get, HttpCode, Param, Post, Query, Req, Res } from '@nestjs/common';
import { exchangeFormat, type CarriedSurvey, type Loss } from '@mingjian/contract/surveys';
import { Allow, CurrentPerson, scopeOf, type Person } from '@mingjian/core/identity';
import { ExchangeService } from '@mingjian/core/surveys';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { fileOf, uploadOf } from '../platform';

const wanted = z.object({ format: exchangeFormat, version: z.string().optional() });
type Wanted = z.infer<typeof wanted>;

/** Questionnaires from and for XLSForm, LimeSurvey and SurveyJS. */
@Controller()
export class ExchangeController {
  constructor(private readonly exchange: ExchangeService) {}

  @Post('cycles/:cycleId/questionnaire-file')
  @HttpCode(200)
  @Allow('agency')
  async read(
    @CurrentPerson() person: Person,
    @Param('cycleId') cycleId: string,
    @Req() request: FastifyRequest,
  ): Promise<CarriedSurvey> {
    return this.exchange.read(person, cycleId, fileOf(await uploadOf(request), 'file'));
  }

  @Get('surveys/:id/export')
  @Allow('agency', 'office', 'auditor')
  async write(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Query({ schema: wanted }) { format, version }: Wanted,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const file = await this.exchange.write(scopeOf(person), id, format, version ?? null);
    await reply
      .header('content-type', file.mediaType)
      .header('content-disposition', `attachment; filename="${file.fileName}"`)
      .send(Buffer.from(file.bytes));
  }

  @Get('surveys/:id/export-losses')
  @Allow('agency', 'office', 'auditor')
  losses(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Query({ schema: wanted }) { format, version }: Wanted,
  ): Promise<Loss[]> {
    return this.exchange.losses(scopeOf(person), id, format, version ?? null);
  }
}
