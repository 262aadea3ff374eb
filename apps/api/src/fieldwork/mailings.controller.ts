import { Body, Controller, Get, HttpCode, Param, Post, Query, Req } from '@nestjs/common';
import {
  startMailing,
  type ContactsImport,
  type Mailing,
  type Mailings,
  type StartMailing,
} from '@mingjian/contract/fieldwork';
import { MailingsService } from '@mingjian/core/fieldwork';
import { Allow, CurrentPerson, scopeOf, type Person } from '@mingjian/core/identity';
import type { FastifyRequest } from 'fastify';
import { fileOf, uploadOf } from '../platform/upload';

/** The agency's alone: no coordinator, county or office sees who can be written to. */
@Controller('surveys/:id')
@Allow('agency')
export class MailingsController {
  constructor(private readonly mailings: MailingsService) {}

  @Get('mailings')
  overview(@CurrentPerson() person: Person, @Param('id') id: string): Promise<Mailings> {
    return this.mailings.overview(scopeOf(person), id);
  }

  @Post('contacts')
  @HttpCode(200)
  async importContacts(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Query('dryRun') dryRun: string | undefined,
    @Req() request: FastifyRequest,
  ): Promise<ContactsImport> {
    const { bytes } = fileOf(await uploadOf(request), 'file');
    return this.mailings.importContacts(person, id, bytes, dryRun === 'true');
  }

  @Post('mailings')
  start(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Body({ schema: startMailing }) body: StartMailing,
  ): Promise<Mailing> {
    return this.mailings.start(person, id, body);
  }

  @Post('mailings/:mailingId/go-on')
  @HttpCode(200)
  goOn(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Param('mailingId') mailingId: string,
  ): Promise<Mailing> {
    return this.mailings.goOn(person, id, mailingId);
  }
}
