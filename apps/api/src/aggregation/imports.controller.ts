import { Controller, Get, Param, Post, Req } from '@nestjs/common';
import {
  importSpec,
  type ImportColumns,
  type ImportedResult,
  type ImportSpec,
} from '@mingjian/contract/aggregation';
import { ImportsService } from '@mingjian/core/aggregation';
import { Allow, CurrentPerson, type Person } from '@mingjian/core/identity';
import type { FastifyRequest } from 'fastify';
import { fileOf, uploadOf } from '../platform';
import { invalidInput } from '../platform/faults';
import { parseJson } from '../platform/json-guard';

@Controller()
export class ImportsController {
  constructor(private readonly imports: ImportsService) {}

  @Post('cycles/:cycleId/imports/columns')
  @Allow('agency')
  async columns(
    @CurrentPerson() person: Person,
    @Param('cycleId') cycleId: string,
    @Req() request: FastifyRequest,
  ): Promise<ImportColumns> {
    return this.imports.columns(person, cycleId, fileOf(await uploadOf(request), 'file'));
  }

  @Post('cycles/:cycleId/imports')
  @Allow('agency')
  async import(
    @CurrentPerson() person: Person,
    @Param('cycleId') cycleId: string,
    @Req() request: FastifyRequest,
  ): Promise<ImportedResult> {
    const upload = await uploadOf(request);
    return this.imports.import(person, cycleId, specOf(upload.fields['spec'] ?? ''), fileOf(upload, 'file'));
  }

  @Get('cycles/:cycleId/imports')
  @Allow('agency', 'office')
  list(@CurrentPerson() person: Person, @Param('cycleId') cycleId: string): Promise<ImportedResult[]> {
    return this.imports.list(person, cycleId);
  }

  @Get('imports/:id')
  @Allow('agency', 'office')
  get(@CurrentPerson() person: Person, @Param('id') id: string): Promise<ImportedResult> {
    return this.imports.get(person, id);
  }
}

/** The design travels as a text part of the upload. @throws Problem 400 `invalid-input`, a fault a field */
function specOf(text: string): ImportSpec {
  const parsed = importSpec.safeParse(valueOf(text));
  if (parsed.success) return parsed.data;
  throw invalidInput(parsed.error.issues.map((issue) => ({ ...issue, path: ['spec', ...issue.path] })));
}

/** Undefined where the guard of all bodies would refuse it. */
function valueOf(text: string): unknown {
  const verdict = parseJson(Buffer.from(text));
  return 'value' in verdict ? verdict.value : undefined;
}
