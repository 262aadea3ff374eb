import { afterAll, beforeAll, expect, it } from 'vitest';
import { expectRefused, line, type Line } from './bad-input.refusal';
import { bootWorld, form, importSpec, valueHeader, type World } from './bad-input.world';

let world: World;
beforeAll(async () => {
  world = await bootWorld('bad-input-values', 12);
});
afterAll(() => world.app.close());

const table = '422 bad-table';
const value =
  (more: object): Line['sends'] =>
  (w) => [
    `PUT /cycles/${w.cycleId}/indicator-values`,
    {
      countyCode: '231002',
      indicatorCode: '1.3.3',
      year: 2021,
      stagePrefix: '',
      value: '46.8',
      sourceTier: 'department',
      evidence: '监测报告',
      ...more,
    },
  ];
const values =
  (...rows: string[]): Line['sends'] =>
  (w) => [
    `POST /cycles/${w.cycleId}/indicator-values`,
    form({ file: [valueHeader, '231002,1.1.1,2021,,A,部门,文件', ...rows] }),
  ];
const survey =
  (more: object | string, rows: readonly string[] = ['w,x', '1,2', '2,3']): Line['sends'] =>
  (w) => [
    `POST /cycles/${w.cycleId}/imports`,
    form({ spec: typeof more === 'string' ? more : JSON.stringify({ ...importSpec, ...more }), file: rows }),
  ];

it.each([
  line('text', 'county', value({ value: '基本达标' }), '422 bad-value', [/应填数字/, /must be a number/i], {
    field: 'value',
    value: '基本达标',
    rule: 'number',
  }),
  line(
    'text, in a table',
    'county',
    values('231002,1.1.2,2021,,很高,统计,年报'),
    table,
    [/应填数字/, /must be a number/i],
    { field: '数值', row: 3, value: '很高', rule: 'number' },
  ),
  line(
    'out of range',
    'county',
    value({ value: '146.8' }),
    '422 bad-value',
    [/0 至 100/, /between 0 and 100/],
    { field: 'value', value: '146.8', rule: 'out-of-range' },
  ),
  line(
    'out of range, in a table',
    'county',
    values('231002,1.1.2,2021,,101,统计,年报'),
    table,
    [/0 至 100/, /between 0 and 100/],
    { field: '数值', row: 3, value: '101', rule: 'out-of-range' },
  ),
  line('for another county', 'county', value({ countyCode: '231003' }), '403 other-county', [
    /只能填报本县/,
    /own county only/,
  ]),
  line(
    'for another county, in a table',
    'county',
    values('231003,1.1.2,2021,,99,统计,年报'),
    table,
    [/只能填报本县/, /own county only/],
    { field: '区划代码', row: 3, value: '231003', rule: 'other-county' },
  ),
  line(
    'for a retired county',
    'office',
    values('231071,1.1.2,2021,,99,统计,年报'),
    table,
    [/231071/, /231071/],
    { row: 3, rule: 'retired-division' },
  ),
  line(
    'of a source called constructor',
    'county',
    values('231002,1.1.2,2021,,99,constructor,年报'),
    table,
    [/来源层级应为/, /source tier is/],
    { field: '来源层级', row: 3, value: 'constructor', rule: 'source-tier' },
  ),
  line(
    'of a source called __proto__',
    'county',
    values('231002,1.1.2,2021,,99,__proto__,年报'),
    table,
    [/来源层级应为/, /source tier is/],
    { row: 3, rule: 'source-tier' },
  ),
  line('with a member too many', 'county', value({ meets: true }), '400 invalid-input', [
    /未知字段：meets/,
    /unknown fields: meets/,
  ]),
  line(
    'that is a number of JSON',
    'county',
    value({ value: 46.8 }),
    '400 invalid-input',
    [/类型应为 string/, /type string/],
    { field: 'value' },
  ),
  line(
    'whose evidence would break the audit log',
    'county',
    (w) => {
      const [door, body] = value({ evidence: '@' })(w);
      return [door, JSON.stringify(body).replace('@', '\\ud800')];
    },
    '400 not-json',
    [/不是有效的/, /not valid/],
  ),
  line('by the agency', 'agency', value({}), '403 forbidden', [/无权/, /may not/]),
])('refuses an indicator value $what', (each) => expectRefused(world, each));

it.each([
  line(
    'a kind called constructor',
    'office',
    (w) => [
      `POST /cycles/${w.cycleId}/indicators`,
      form({
        file: [
          '指标代码,一级指标,二级指标,三级指标,类型,单位,方向,目标值,数据来源,方案原文,关联问卷',
          '1,甲,,,,,,,,constructor,否',
        ],
      }),
    ],
    table,
    [/是|否/, /yes|no/],
    { row: 2, value: 'constructor', rule: 'yes-no' },
  ),
  line('text in a column of numbers', 'agency', survey({}, ['w,x', '1,abc']), '422 bad-import', [
    /第 2 行：“abc”/,
    /row 2/i,
  ]),
  line('half a file', 'agency', survey({}, ['w,x', '1,2', '1']), table, [/只传了一半/, /only half/], {
    row: 3,
    rule: 'ragged-row',
  }),
  line(
    'a retired county',
    'agency',
    survey({ countyCode: '231024' }),
    '422 bad-import',
    [/231086/, /231086/],
    { field: 'countyCode', value: '231024', rule: 'retired-division' },
  ),
  line('a spec that is not JSON', 'agency', survey('{'), '400 invalid-input', [
    /类型应为 object/,
    /of type object/,
  ]),
  line('an agency of the body’s choice', 'agency', survey({ cycleId: 'other' }), '400 invalid-input', [
    /未知字段：cycleId/,
    /unknown fields: cycleId/,
  ]),
])('refuses an import with $what', (each) => expectRefused(world, each));

it('leaves an audit log that can be verified', async () => {
  const { body } = await world.ask<{ intact: boolean }>('office', 'GET /audit/verdict');
  expect(body.intact).toBe(true);
});
