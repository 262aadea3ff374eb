import { join } from 'node:path';
import { ESLint } from 'eslint';
import { describe, expect, test } from 'vitest';

const root = join(import.meta.dirname, '..', '..');
const eslint = new ESLint({ cwd: root });

/** The lint rules that the one line breaks when it stands in the file. */
async function brokenBy(file: string, line: string): Promise<string[]> {
  const [result] = await eslint.lintText(`${line}\n`, { filePath: join(root, file), warnIgnored: true });
  if (!result || result.messages.some((message) => message.fatal || message.ruleId === null))
    throw new Error(`${file} was not linted: ${JSON.stringify(result?.messages)}`);
  return result.messages.map((message) => message.ruleId ?? '');
}

describe('an import that the house does not allow fails lint', () => {
  test.each([
    ['respond uses the console', 'apps/respond/src/bad.ts', "export * from '../../console/src/wire';"],
    ['respond uses core', 'apps/respond/src/bad.ts', "export * from '@mingjian/core/surveys';"],
    [
      'respond uses core by a path',
      'apps/respond/src/bad.ts',
      "export * from '../../../libs/core/src/platform';",
    ],
    ['console uses core', 'apps/console/src/runs/bad.ts', "export * from '@mingjian/core/platform';"],
    ['api uses statistics', 'apps/api/src/runs/bad.ts', "export * from '@mingjian/statistics';"],
    ['worker uses api', 'apps/worker/src/bad.ts', "export * from '../../api/src/app.module';"],
    [
      'a lib uses an app',
      'libs/core/src/cycles/bad.ts',
      "export * from '../../../../apps/api/src/app.module';",
    ],
    ['contract uses core', 'libs/contract/src/cycles/bad.ts', "export * from '@mingjian/core/platform';"],
    ['contract uses Nest', 'libs/contract/src/cycles/bad.ts', "export * from '@nestjs/common';"],
    ['contract uses Node', 'libs/contract/src/cycles/bad.ts', "export * from 'node:fs';"],
    [
      'statistics uses contract',
      'libs/statistics/src/means/bad.ts',
      "export * from '@mingjian/contract/surveys';",
    ],
    ['statistics uses zod', 'libs/statistics/src/means/bad.ts', "export * from 'zod';"],
    ['questionnaire uses React', 'libs/questionnaire/src/bad.ts', "export * from 'react';"],
    ['figures uses contract', 'libs/figures/src/bad.ts', "export * from '@mingjian/contract/aggregation';"],
    ['a domain looks up', 'libs/core/src/identity/bad.ts', "export * from '../aggregation';"],
    [
      'a domain looks up by name',
      'libs/core/src/identity/bad.ts',
      "export * from '@mingjian/core/aggregation';",
    ],
    ['a domain looks up for a type', 'libs/core/src/platform/bad.ts', "export type * from '../identity';"],
    [
      'a domain looks up when it runs',
      'libs/core/src/platform/bad.ts',
      "export const late = () => import('../identity');",
    ],
    ['a test of a domain looks up', 'libs/core/src/identity/bad.test.ts', "export * from '../aggregation';"],
    ['documents uses aggregation', 'libs/core/src/documents/bad.ts', "export * from '../aggregation';"],
    ['aggregation uses documents', 'libs/core/src/aggregation/bad.ts', "export * from '../documents';"],
    ['distribution uses documents', 'libs/core/src/distribution/bad.ts', "export * from '../documents';"],
    ['responses uses fieldwork', 'libs/core/src/responses/bad.ts', "export * from '../fieldwork';"],
  ])('%s', async (_, file, line) => {
    expect(await brokenBy(file, line)).toEqual(['boundaries/dependencies']);
  });

  test('a rule file uses Nest or Mongoose', async () => {
    const file = 'libs/core/src/distribution/allocation.ts';
    expect(await brokenBy(file, "export * from '@nestjs/common';")).toEqual(['no-restricted-imports']);
    expect(await brokenBy(file, "export * from 'mongoose';")).toEqual(['no-restricted-imports']);
  });

  test('forwardRef, by whatever way it comes', async () => {
    const file = 'libs/core/src/cycles/cycles.module.ts';
    expect(await brokenBy(file, "export { forwardRef } from '@nestjs/common';")).toContain(
      'no-restricted-syntax',
    );
    const call =
      "import * as nest from '@nestjs/common';\nexport const late = nest.forwardRef(() => String);";
    expect(await brokenBy(file, call)).toContain('no-restricted-syntax');
  });

  test('any', async () => {
    expect(await brokenBy('libs/core/src/cycles/x.ts', 'export const x: any = 1;')).toEqual([
      '@typescript-eslint/no-explicit-any',
    ]);
  });
});

describe('an import that the house allows passes', () => {
  test.each([
    ['respond', 'apps/respond/src/good.ts', "export * from '@mingjian/contract/responses';"],
    [
      'console',
      'apps/console/src/good.ts',
      "export * from '@mingjian/contract/surveys';\nexport * from 'react';",
    ],
    [
      'api',
      'apps/api/src/runs/good.ts',
      "export * from '@mingjian/core/platform';\nexport * from '@nestjs/common';",
    ],
    ['cli', 'apps/cli/src/good.ts', "export * from '@mingjian/contract/surveys';\nexport * from 'node:fs';"],
    ['contract', 'libs/contract/src/cycles/good.ts', "export * from 'zod';\nexport * from '../localized';"],
    ['a test', 'libs/contract/src/cycles/good.test.ts', "export * from 'vitest';\nexport * from './index';"],
    ['questionnaire', 'libs/questionnaire/src/good.ts', "export * from 'survey-core';"],
    ['fieldwork prints', 'libs/core/src/fieldwork/good.ts', "export * from '../documents';"],
    ['a domain looks down', 'libs/core/src/aggregation/good.ts', "export * from '../platform';"],
    ['core uses contract', 'libs/core/src/cycles/good.ts', "export * from '@mingjian/contract/cycles';"],
    ['a service uses Nest', 'libs/core/src/cycles/good.service.ts', "export * from '@nestjs/common';"],
  ])('%s', async (_, file, line) => {
    expect(await brokenBy(file, line)).toEqual([]);
  });
});
