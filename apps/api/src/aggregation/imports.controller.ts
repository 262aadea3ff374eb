import { Controller, Get, Param, Post, Req } from '@nestjs/common';
import {
  importSpec,
  type ImportColumns,
  type ImportedResult,
  type ImportSpec,
} from '@mingjian/contract/aggregation';
import { ImportsService } from '@mingjian/core/aggregation';
import { Allow, CurrentPerson, type Person } from '@mingjian/core/identity';
import { Problem } from '@mingjian/core/platform';
import type { FastifyRequest } from 'fastify';
import { fileOf, uploadOf } from '../platform';

@Controller()
export class ImportsController {
  constructor(private readonly imports: ImportsService) {}

  @Post('cycles/:cycleId/imports/columns')
  @Allow('agency')
  async columns(@Req() request: FastifyRequest): Promise<ImportColumns> {
    return this.imports.columns(fileOf(await uploadOf(request), 'file'));
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

/** The design travels as a text part of the upload. @throws Problem 400 naming the field that breaks the rule */
function specOf(text: string): ImportSpec {
  const parsed = importSpec.safeParse(parseJson(text));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const field = issue?.path.join('.') ?? 'spec';
  throw new Problem(400, 'invalid-input', {
    zh: `导入说明（spec）的“${field}”不符合要求。`,
    en: `"${field}" of the import's spec breaks its rule: ${issue?.message ?? 'not JSON'}.`,
  });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
