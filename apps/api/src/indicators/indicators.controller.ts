import { Body, Controller, Get, HttpCode, Param, Post, Put, Query, Req } from '@nestjs/common';
import { countyCode } from '@mingjian/contract/identity';
import {
  putIndicatorValue,
  type IndicatorSheet,
  type IndicatorsImport,
  type IndicatorValue,
  type PutIndicatorValue,
  type ValuesImport,
} from '@mingjian/contract/indicators';
import { Allow, CurrentPerson, scopeOf, type Person } from '@mingjian/core/identity';
import { IndicatorsService } from '@mingjian/core/indicators';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { fileOf, uploadOf } from '../platform';

const ofCounty = z.object({ county: countyCode.optional() });
const importQuery = z.object({ dryRun: z.enum(['true', 'false']).default('false') });

@Controller('cycles/:cycleId')
export class IndicatorsController {
  constructor(private readonly indicators: IndicatorsService) {}

  @Post('indicators')
  @HttpCode(200)
  @Allow('office')
  async importTree(
    @CurrentPerson() person: Person,
    @Param('cycleId') cycleId: string,
    @Req() request: FastifyRequest,
  ): Promise<IndicatorsImport> {
    const upload = await uploadOf(request);
    const files = { tree: fileOf(upload, 'file').bytes, names: upload.files.names?.bytes ?? null };
    return this.indicators.importTree(person, cycleId, files);
  }

  @Get('indicators')
  @Allow('office', 'agency', 'county', 'auditor')
  sheet(
    @CurrentPerson() person: Person,
    @Param('cycleId') cycleId: string,
    @Query({ schema: ofCounty }) query: z.infer<typeof ofCounty>,
  ): Promise<IndicatorSheet> {
    return this.indicators.sheet(scopeOf(person), cycleId, query.county);
  }

  @Put('indicator-values')
  @Allow('county', 'office')
  put(
    @CurrentPerson() person: Person,
    @Param('cycleId') cycleId: string,
    @Body({ schema: putIndicatorValue }) body: PutIndicatorValue,
  ): Promise<IndicatorValue> {
    return this.indicators.put(person, cycleId, body);
  }

  @Post('indicator-values')
  @HttpCode(200)
  @Allow('county', 'office')
  async importValues(
    @CurrentPerson() person: Person,
    @Param('cycleId') cycleId: string,
    @Query({ schema: importQuery }) query: z.infer<typeof importQuery>,
    @Req() request: FastifyRequest,
  ): Promise<ValuesImport> {
    const { bytes } = fileOf(await uploadOf(request), 'file');
    return this.indicators.importValues(person, cycleId, bytes, query.dryRun === 'true');
  }
}
