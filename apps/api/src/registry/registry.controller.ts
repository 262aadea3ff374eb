import { Controller, Get, HttpCode, Post, Query, Req } from '@nestjs/common';
import { countyCode } from '@mingjian/contract/identity';
import {
  importedTable,
  tableReading,
  type County,
  type FrameImport,
  type MarginsImport,
  type School,
  type TableColumns,
  type TableReading,
} from '@mingjian/contract/registry';
import { agencyInCharge, CyclesService } from '@mingjian/core/cycles';
import { Allow, CurrentPerson, scopeOf, wholeCity, type Person } from '@mingjian/core/identity';
import { Problem } from '@mingjian/core/platform';
import { FrameImportService, RegistryService } from '@mingjian/core/registry';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { fileOf, uploadOf, type Upload } from '../platform';

const ofCounty = z.object({ county: countyCode.optional() });
const importQuery = z.object({
  dryRun: z.enum(['true', 'false']).default('false'),
  revision: z.coerce.number().int().optional(),
});
type ImportQuery = z.infer<typeof importQuery>;
const columnsQuery = z.object({ table: importedTable, sheet: z.string().max(100).optional() });

function readingOf(upload: Upload, part: string): TableReading | undefined {
  const text = upload.fields[`reading.${part}`];
  if (text === undefined) return undefined;
  try {
    return tableReading.parse(JSON.parse(text));
  } catch {
    throw new Problem(400, 'reading-invalid', {
      zh: '列对应或取值对应的格式不正确，请重新选择。',
      en: 'The mapping of the columns or words is not valid; choose again.',
    });
  }
}

@Controller()
export class RegistryController {
  constructor(
    private readonly registry: RegistryService,
    private readonly imports: FrameImportService,
    private readonly cycles: CyclesService,
  ) {}

  @Get('counties')
  @Allow('office', 'agency', 'county', 'auditor', 'school')
  counties(): Promise<County[]> {
    return this.registry.counties();
  }

  @Get('schools')
  @Allow('office', 'agency', 'county', 'auditor')
  schools(
    @CurrentPerson() person: Person,
    @Query({ schema: ofCounty }) query: z.infer<typeof ofCounty>,
  ): Promise<School[]> {
    return this.registry.schools(scopeOf(person), query.county);
  }

  @Post('frame')
  @HttpCode(200)
  @Allow('agency')
  async importFrame(
    @CurrentPerson() person: Person,
    @Query({ schema: importQuery }) query: ImportQuery,
    @Req() request: FastifyRequest,
  ): Promise<FrameImport> {
    await this.requireCommission(person);
    const upload = await uploadOf(request);
    const files = { schools: fileOf(upload, 'schools').bytes, classes: fileOf(upload, 'classes').bytes };
    const readings = { schools: readingOf(upload, 'schools'), classes: readingOf(upload, 'classes') };
    const dryRun = query.dryRun === 'true';
    return this.imports.importFrame(person, files, { dryRun, readings, revision: query.revision });
  }

  @Post('margins')
  @HttpCode(200)
  @Allow('agency')
  async importMargins(
    @CurrentPerson() person: Person,
    @Query({ schema: importQuery }) query: ImportQuery,
    @Req() request: FastifyRequest,
  ): Promise<MarginsImport> {
    await this.requireCommission(person);
    const upload = await uploadOf(request);
    const { bytes } = fileOf(upload, 'file');
    const readings = { file: readingOf(upload, 'file') };
    return this.imports.importMargins(person, bytes, { dryRun: query.dryRun === 'true', readings });
  }

  @Post('frame/columns')
  @HttpCode(200)
  @Allow('agency')
  async columns(
    @CurrentPerson() person: Person,
    @Query({ schema: columnsQuery }) { table, sheet }: z.infer<typeof columnsQuery>,
    @Req() request: FastifyRequest,
  ): Promise<TableColumns> {
    return this.imports.columnsOf(person, table, fileOf(await uploadOf(request), 'file').bytes, sheet);
  }

  /**
   * Frame and margins are the city's, and what a sample is drawn from: only the agency that works from them now may
   * replace them, neither one without a commission nor that of an earlier year.
   */
  private async requireCommission(person: Person): Promise<void> {
    if (agencyInCharge(await this.cycles.list(wholeCity)) === person.agencyId) return;
    if ((await this.cycles.list(scopeOf(person))).length > 0)
      throw new Problem(403, 'commission-past', {
        zh: '抽样框和总体边际由最近一年受委托的机构维护；贵机构的委托属于以往年度，不能替换。',
        en: 'Frame and margins are kept by the agency commissioned for the latest year; your commission is of an earlier one.',
      });
    throw new Problem(403, 'not-commissioned', {
      zh: '贵机构尚未受委托承担任何周期，不能导入抽样框或总体边际。',
      en: 'Your agency is not commissioned for any cycle, so it cannot import the frame or the margins.',
    });
  }
}
