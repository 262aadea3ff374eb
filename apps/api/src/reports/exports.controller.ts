import { Controller, Get, Headers, Param, Query, Res } from '@nestjs/common';
import { exportFormat, type ExportFormat } from '@mingjian/contract/aggregation';
import { Allow, CurrentPerson, type Person } from '@mingjian/core/identity';
import { ExportsService, type ExportKind } from '@mingjian/core/reports';
import type { FastifyReply } from 'fastify';
import type { Readable } from 'node:stream';
import { requestedLanguage } from '../platform/requested-language';
import { contentDisposition } from '../platform/content-disposition';

const names: Record<ExportKind, string> = {
  results: '监测结果',
  public: '公开微观数据',
  restricted: '内部微观数据-不得外传',
  replay: '重算文件-不得外传',
};

/** Results for all who see them; answers one by one for those who check, and coarsened for everyone. */
@Controller()
export class ExportsController {
  constructor(private readonly exports: ExportsService) {}

  @Get('runs/:id/exports/results/:format')
  @Allow('agency', 'office', 'auditor')
  results(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Param('format', { schema: exportFormat }) format: ExportFormat,
    @Query('lang') lang: string | undefined,
    @Headers('accept-language') accepted: string | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.send(reply, person, id, 'results', format, requestedLanguage(lang, accepted));
  }

  @Get('runs/:id/exports/public/:format')
  @Allow('agency', 'office', 'auditor')
  public(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Param('format', { schema: exportFormat }) format: ExportFormat,
    @Query('lang') lang: string | undefined,
    @Headers('accept-language') accepted: string | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.send(reply, person, id, 'public', format, requestedLanguage(lang, accepted));
  }

  @Get('runs/:id/exports/restricted/:format')
  @Allow('agency', 'auditor')
  restricted(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Param('format', { schema: exportFormat }) format: ExportFormat,
    @Query('lang') lang: string | undefined,
    @Headers('accept-language') accepted: string | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.send(reply, person, id, 'restricted', format, requestedLanguage(lang, accepted));
  }

  @Get('runs/:id/exports/replay')
  @Allow('agency', 'auditor')
  async replay(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await attach(reply, 'replay', 'zip', await this.exports.replayFiles(person, id));
  }

  private async send(
    reply: FastifyReply,
    person: Person,
    id: string,
    kind: Exclude<ExportKind, 'replay'>,
    format: ExportFormat,
    language: ReturnType<typeof requestedLanguage>,
  ): Promise<void> {
    const stream = await this.exports.export(person, id, kind, format, language);
    await attach(reply, kind, format === 'xlsx' ? 'xlsx' : `${format}.zip`, stream);
  }
}

/** The body is made while it is read. */
async function attach(
  reply: FastifyReply,
  kind: ExportKind,
  ending: string,
  stream: Readable,
): Promise<void> {
  const type = ending.endsWith('zip')
    ? 'application/zip'
    : 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
  await reply
    .header('content-type', type)
    .header(
      'content-disposition',
      contentDisposition('attachment', `${names[kind]}.${ending}`, `${kind}.${ending}`),
    )
    .header('cache-control', 'no-store')
    .send(stream);
}
