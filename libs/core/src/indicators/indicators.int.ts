import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import { Module, type INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { getConnectionToken } from '@nestjs/mongoose';
import type { PutIndicatorValue } from '@mingjian/contract/indicators';
import iconv from 'iconv-lite';
import type { Connection } from 'mongoose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CyclesService } from '../cycles';
import { newCycle } from '../cycles/new-cycle.fixture';
import { AuditService, IdentityModule, scopeOf, wholeCity, type Person } from '../identity';
import { clerk, office } from '../identity/people.fixture';
import { PlatformModule } from '../platform';
import { problemOf } from '../platform/refusal.fixture';
import { useServers } from '../platform/servers.fixture';
import { IndicatorsModule, IndicatorsService } from './index';

@Module({ imports: [PlatformModule, IdentityModule, IndicatorsModule] })
class Root {}

/** The city's own tree of 2021, as the demo imports it. */
const data = (name: string) =>
  readFileSync(new URL(`../../../../apps/cli/src/demo/data/${name}`, import.meta.url));
const tree = data('indicators.csv');

let app: INestApplicationContext;
let indicators: IndicatorsService;
let connection: Connection;
let cycleId: string;

beforeAll(async () => {
  useServers('indicators-int');
  app = await NestFactory.createApplicationContext(Root, { logger: ['error'], abortOnError: false });
  indicators = app.get(IndicatorsService);
  connection = app.get(getConnectionToken());
  cycleId = (await app.get(CyclesService).open(office, newCycle(2021))).id;
});
afterAll(() => app.close());

async function stored(): Promise<[indicators: number, values: number, deeds: number]> {
  return [
    await connection.collection('indicators').countDocuments(),
    await connection.collection('indicatorValues').countDocuments(),
    (await app.get(AuditService).page(1)).total,
  ];
}
const value: PutIndicatorValue = {
  countyCode: '231002',
  indicatorCode: '1.3.3',
  year: 2021,
  stagePrefix: '',
  value: '46.8',
  sourceTier: 'department',
  evidence: '监测报告',
};
const header = '区划代码,指标代码,年度,学段,数值,来源层级,佐证材料';
const importValues = (who: Person, rows: readonly string[], dryRun = false) =>
  indicators.importValues(who, cycleId, Buffer.from([header, ...rows].join('\r\n')), dryRun);

describe('the tree', () => {
  it('has to be there before values', async () => {
    expect((await problemOf(indicators.put(clerk, cycleId, value))).code).toBe('no-indicators');
  });

  it.each([
    ['a threshold beyond the grammar', tree.toString().replace('>=85', '大于85'), 'threshold'],
    ['an indicator without parent', tree.toString().replace(/^1\.1,[^\n]*\n/mu, ''), 'no-parent'],
    ['a code twice', tree.toString().replace(/^1\.1\.2,/mu, '1.1.1,'), 'duplicate-indicator'],
    [
      'half a file',
      tree
        .toString()
        .slice(0, 3000)
        .replace(/,[^,]*,[^,]*$/u, ''),
      'ragged-row',
    ],
  ])('is refused with %s, and nothing is written', async (_what, text, rule) => {
    const before = await stored();
    const work = indicators.importTree(office, cycleId, { tree: Buffer.from(text), names: null });
    const problem = await problemOf(work);
    expect(problem).toMatchObject({ status: 422, code: 'bad-table' });
    expect(problem.faults.map((fault) => fault.rule)).toContain(rule);
    expect(await stored()).toEqual(before);
  });

  it('of the city is 6, 24 and 69, and comes with English names', async () => {
    const names = data('indicators_en.csv');
    const counts = { level1: 6, level2: 24, level3: 69, quantitative: 59, qualitative: 10, fromPlan: 30 };
    expect(await indicators.importTree(office, cycleId, { tree, names })).toEqual({
      encoding: 'UTF-8',
      ...counts,
      withoutEnglishName: 0,
      planShape: true,
    });
    const sheet = await indicators.sheet(wholeCity, cycleId);
    expect(sheet.indicators).toHaveLength(99);
    expect(sheet.indicators[2]).toMatchObject({ code: '1.1.1', level: 3, kind: 'qualitative' });
    expect(await indicators.codesOf(cycleId)).toContain('6.2.3');
  });
});

describe('a value', () => {
  it('is judged against the threshold, last year included', async () => {
    expect((await indicators.put(clerk, cycleId, value)).meets).toBeNull();
    await indicators.put(clerk, cycleId, { ...value, year: 2020, value: '47.3' });
    const { values } = await indicators.sheet(scopeOf(clerk), cycleId, '231003');
    expect(values.map(({ year, value: number, meets }) => [year, number, meets])).toEqual([
      [2020, 47.3, null],
      [2021, 46.8, true],
    ]);
    expect((await indicators.put(clerk, cycleId, { ...value, value: '46.9' })).meets).toBe(false);
    const { entries } = await app.get(AuditService).page(1);
    expect(entries[0]).toMatchObject({
      action: 'indicator-value.put',
      detail: { value: 46.9, before: { value: 46.8 } },
    });
  });

  it.each([
    ['text', { value: '基本达标' }, 'bad-value', 'number'],
    ['a percentage out of range', { value: '146.8' }, 'bad-value', 'out-of-range'],
    ['an unknown code', { indicatorCode: '7.1.1' }, 'bad-value', 'unknown-indicator'],
    ['a code that is no leaf', { indicatorCode: '1.3' }, 'bad-value', 'not-a-leaf'],
    ['a grade beyond D', { indicatorCode: '1.1.1', value: 'F' }, 'bad-value', 'grade'],
    ['another county', { countyCode: '231003' }, 'other-county', undefined],
    ['an old year', { year: 2019 }, 'bad-value', 'year'],
  ] as const)('that is %s is refused, and nothing is written', async (_what, more, code, rule) => {
    const before = await stored();
    const problem = await problemOf(indicators.put(clerk, cycleId, { ...value, ...more }));
    expect(problem.code).toBe(code);
    expect(problem.faults[0]?.rule).toBe(rule);
    expect(await stored()).toEqual(before);
  });
});

describe('a table of values', () => {
  const rows = [
    '231002,3.2.4,2021,小学,0.48,统计,年报',
    '231002,3.2.4,2021,初中,0.47,statistics,年报',
    '231002,1.1.1,2021,,A,部门,文件',
  ];

  it('is stored whole, in GBK as well, and replaces what was filed before', async () => {
    const [, before] = await stored();
    expect(await importValues(clerk, rows, true)).toMatchObject({ dryRun: true, values: 3, counties: 1 });
    expect((await stored())[1]).toBe(before);
    await importValues(clerk, rows);
    await indicators.importValues(clerk, cycleId, iconv.encode([header, ...rows].join('\n'), 'gbk'), false);
    expect((await stored())[1]).toBe(before + 3);
    const { values } = await indicators.sheetOf(cycleId, '231002');
    const judged = values.filter((each) => each.indicatorCode === '3.2.4');
    expect(judged.map(({ stagePrefix, meets }) => [stagePrefix, meets])).toEqual([
      ['初中', false],
      ['小学', true],
    ]);
  });

  it.each([
    ['text instead of a number', '231002,1.1.2,2021,,很高,统计,年报', 'number'],
    ['a percentage out of range', '231002,1.1.2,2021,,101,统计,年报', 'out-of-range'],
    ['another county', '231003,1.1.2,2021,,99,统计,年报', 'other-county'],
    ['a value twice', '231002,1.1.1,2021,,B,部门,文件', 'duplicate-value'],
  ])('with %s is refused by row, and nothing is written', async (_what, row, rule) => {
    const before = await stored();
    const problem = await problemOf(importValues(clerk, [...rows, row]));
    expect(problem).toMatchObject({ status: 422, code: 'bad-table' });
    expect(problem.faults[0]).toMatchObject({ rule, row: 5 });
    expect(await stored()).toEqual(before);
  });

  it('with a retired division code is refused to the office too', async () => {
    const problem = await problemOf(importValues(office, ['231024,1.1.2,2021,,99,统计,年报']));
    expect(problem.faults[0]).toMatchObject({ rule: 'retired-division' });
  });
});

it('the tree cannot be replaced under filed values', async () => {
  const before = await stored();
  const without = Buffer.from(tree.toString().replace(/^1\.1\.1,[^\n]*\n/mu, ''));
  const problem = await problemOf(indicators.importTree(office, cycleId, { tree: without, names: null }));
  expect(problem.code).toBe('indicators-in-use');
  expect(problem.text.zh).toContain('1.1.1');
  expect(await stored()).toEqual(before);
});
