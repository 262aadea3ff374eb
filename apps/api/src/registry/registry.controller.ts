import { Controller, Get, HttpCode, Post, Query, Req } from '@nestjs/common';
import { countyCode } from '@mingjian/contract/identity';
import {
  columnMapping,
  importedTable,
  type ColumnMapping,
  type County,
  type FrameImport,
  type ImportedTable,
  type MarginsImport,
  type School,
  type TableColumns,
} from '@mingjian/contract/registry';
import { agencyInCharge, CyclesService } from '@mingjian/core/cycles';
import { Allow, CurrentPerson, scopeOf, wholeCity, type Person } from '@mingjian/core/identity';
import { Problem } from '@mingjian/core/platform';
import { RegistryService } from '@mingjian/core/registry';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { fileOf, uploadOf, type Upload } from '../platform';

const ofCounty = z.object({ county: countyCode.optional() });
const importQuery = z.object({
  dryRun: z.enum(['true', 'false']).default('false'),
});
type ImportQuery = z.infer<typeof importQuery>;
const columnsQuery = z.object({ table: importedTable });

/** The field `mapping.<part>` of an upload: JSON, which header stands for which column. */
function mappingOf(upload: Upload, part: string): ColumnMapping | undefined {
  const text = upload.fields[`mapping.${part}`];
  if (text === undefined) return undefined;
  try {
    return columnMapping.parse(JSON.parse(text));
  } catch {
    throw new Problem(400, 'mapping-invalid', {
      zh: '列对应的格式不正确，请重新选择各列。',
      en: 'The mapping of the columns is not valid; choose the columns again.',
    });
  }
}

@Controller()
export class RegistryController {
  constructor(
    private readonly registry: RegistryService,
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
    const mapping = { schools: mappingOf(upload, 'schools'), classes: mappingOf(upload, 'classes') };
    return this.registry.importFrame(person, files, query.dryRun === 'true', mapping);
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
    return this.registry.importMargins(person, bytes, query.dryRun === 'true', mappingOf(upload, 'file'));
  }

  @Post('frame/columns')
  @HttpCode(200)
  @Allow('agency')
  async columns(
    @Query({ schema: columnsQuery }) { table }: { table: ImportedTable },
    @Req() request: FastifyRequest,
  ): Promise<TableColumns> {
    return this.registry.columnsOf(table, fileOf(await uploadOf(request), 'file').bytes);
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
