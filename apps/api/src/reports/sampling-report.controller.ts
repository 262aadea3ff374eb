import { Controller, Get, Headers, Param, Query, Res } from '@nestjs/common';
import { Allow, CurrentPerson, type Person } from '@mingjian/core/identity';
import { SamplingReports } from '@mingjian/core/reports';
import type { FastifyReply } from 'fastify';
import { requestedLanguage } from '../platform/requested-language';
import { contentDisposition } from '../platform/content-disposition';

@Controller('cycles/:cycleId/sample')
export class SamplingReportController {
  constructor(private readonly reports: SamplingReports) {}

  @Get('report.pdf')
  @Allow('agency', 'office', 'auditor')
  async pdf(
    @CurrentPerson() person: Person,
    @Param('cycleId') cycleId: string,
    @Query('lang') lang: string | undefined,
    @Headers('accept-language') accepted: string | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const language = requestedLanguage(lang, accepted);
    const bytes = await this.reports.pdf(person, cycleId, language);
    const name = language === 'en' ? 'Sampling report.pdf' : '抽样报告.pdf';
    await reply
      .header('content-type', 'application/pdf')
      .header('content-disposition', contentDisposition('attachment', name, 'sampling-report.pdf'))
      .send(bytes);
  }
}
