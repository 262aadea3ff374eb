import { Body, Controller, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import { paper, printSlips, type PrintSlips } from '@mingjian/contract/fieldwork';
import { language } from '@mingjian/contract/localized';
import { PrintsService } from '@mingjian/core/fieldwork';
import { Allow, CurrentPerson, type Person } from '@mingjian/core/identity';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { contentDisposition } from '../platform/content-disposition';

const posterChoice = z.object({
  lang: language.default('zh-CN'),
  paper: paper.default('a4'),
  kind: z.enum(['code', 'open']).default('code'),
});
const noticeChoice = z.object({ lang: language.default('zh-CN') });

@Controller('surveys/:id/prints')
@Allow('agency', 'school')
export class PrintsController {
  constructor(private readonly prints: PrintsService) {}

  /** Codes in clear come in and go out; neither is kept or logged, and no cache may hold them. */
  @Post('slips')
  @HttpCode(200)
  async slips(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Body({ schema: printSlips }) order: PrintSlips,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await send(reply, await this.prints.slips(person, id, order), '作答码纸条', 'slips');
  }

  @Get('poster')
  async poster(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Query({ schema: posterChoice }) { kind, paper, lang }: z.infer<typeof posterChoice>,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await send(reply, await this.prints.poster(person, id, kind, paper, lang), '海报', `poster-${paper}`);
  }

  @Get('notice')
  async notice(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Query({ schema: noticeChoice }) { lang }: z.infer<typeof noticeChoice>,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await send(reply, await this.prints.notice(person, id, lang), '监护人告知书', 'guardian-notice');
  }
}

async function send(reply: FastifyReply, pdf: Buffer, name: string, ascii: string): Promise<void> {
  await reply
    .header('content-type', 'application/pdf')
    .header('content-disposition', contentDisposition('attachment', `${name}.pdf`, `${ascii}.pdf`))
    .header('cache-control', 'no-store')
    .send(pdf);
}
