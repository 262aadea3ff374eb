import { Controller, Get, HttpCode, Post, Query, Req } from '@nestjs/common';
import { countyCode } from '@mingjian/contract/identity';
import type { County, FrameImport, MarginsImport, School } from '@mingjian/contract/registry';
import { CyclesService } from '@mingjian/core/cycles';
import { Allow, CurrentPerson, scopeOf, type Person } from '@mingjian/core/identity';
import { Problem } from '@mingjian/core/platform';
import { RegistryService } from '@mingjian/core/registry';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { fileOf, uploadOf } from '../platform';

const ofCounty = z.object({ county: countyCode.optional() });
const importQuery = z.object({
  dryRun: z.enum(['true', 'false']).default('false'),
});
type ImportQuery = z.infer<typeof importQuery>;

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
    return this.registry.importFrame(person, files, query.dryRun === 'true');
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
    return this.registry.importMargins(person, fileOf(upload, 'file').bytes, query.dryRun === 'true');
  }

  /** Frame and margins are the city's: an agency without a commission must not touch what another one works from. */
  private async requireCommission(person: Person): Promise<void> {
    if ((await this.cycles.list(scopeOf(person))).length > 0) return;
    throw new Problem(403, 'not-commissioned', {
      zh: '贵机构尚未受委托承担任何周期，不能导入抽样框或总体边际。',
      en: 'Your agency is not commissioned for any cycle, so it cannot import the frame or the margins.',
    });
  }
}
