import { Body, Controller, Get, Headers, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import {
  moveReport,
  reportFormat,
  returnReport,
  type MoveReport,
  type ReportDetail,
  type ReportFormat,
  type ReportSummary,
  type ReturnReport,
} from '@mingjian/contract/reports';
import { Allow, CurrentPerson, type Person } from '@mingjian/core/identity';
import { ReportReview, ReportsService } from '@mingjian/core/reports';
import type { FastifyReply } from 'fastify';
import { requestedLanguage } from '../platform/requested-language';
import { contentDisposition } from '../platform/content-disposition';

const types: Record<ReportFormat, string> = {
  html: 'text/html; charset=utf-8',
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  json: 'application/json; charset=utf-8',
};

/** A report carries its styles inside and needs nothing else: it may not run, load or be framed by others. */
const reportPolicy =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";

@Controller()
export class ReportsController {
  constructor(
    private readonly reports: ReportsService,
    private readonly review: ReportReview,
  ) {}

  @Get('cycles/:cycleId/reports')
  @Allow('office', 'agency', 'county', 'auditor')
  list(@CurrentPerson() person: Person, @Param('cycleId') cycleId: string): Promise<ReportSummary[]> {
    return this.reports.list(person, cycleId);
  }

  @Get('reports/:id')
  @Allow('office', 'agency', 'county', 'auditor')
  get(@CurrentPerson() person: Person, @Param('id') id: string): Promise<ReportDetail> {
    return this.reports.get(person, id);
  }

  @Get('reports/:id/files/:format')
  @Allow('office', 'agency', 'county', 'auditor')
  async file(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Param('format', { schema: reportFormat }) format: ReportFormat,
    @Query('lang') lang: string | undefined,
    @Query('download') download: string | undefined,
    @Headers('accept-language') accepted: string | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const language = requestedLanguage(lang, accepted);
    const { bytes, county, year, version } = await this.reports.file(person, id, format, language);
    const name =
      language === 'en'
        ? `${county.nameEn} ${year} monitoring report v${version}.${format}`
        : `${county.nameZh}${year}年监测报告-第${version}版.${format}`;
    const kind = download === undefined ? 'inline' : 'attachment';
    await reply
      .header('content-type', types[format])
      .header(
        'content-disposition',
        contentDisposition(kind, name, `${county.nameEn}-${year}-v${version}.${format}`),
      )
      .header('content-security-policy', reportPolicy)
      .send(bytes);
  }

  @Post('reports/:id/submit')
  @HttpCode(200)
  @Allow('agency')
  submit(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Body({ schema: moveReport }) { revision }: MoveReport,
  ): Promise<ReportDetail> {
    return this.review.submit(person, id, revision);
  }

  @Post('reports/:id/return')
  @HttpCode(200)
  @Allow('office')
  return(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Body({ schema: returnReport }) { reason, revision }: ReturnReport,
  ): Promise<ReportDetail> {
    return this.review.returnForChanges(person, id, reason, revision);
  }

  @Post('reports/:id/accept')
  @HttpCode(200)
  @Allow('office')
  accept(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Body({ schema: moveReport }) { revision }: MoveReport,
  ): Promise<ReportDetail> {
    return this.review.accept(person, id, revision);
  }
}
