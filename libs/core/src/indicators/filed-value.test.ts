import type { Indicator } from '@mingjian/contract/indicators';
import { describe, expect, test } from 'vitest';
import { readValue, type FiledValue, type FilingRules } from './filed-value';

const leaf = (code: string, more: Partial<Indicator> = {}): Indicator => ({
  code,
  level: 3,
  nameZh: '覆盖率',
  nameEn: '',
  kind: 'quantitative',
  unit: '%',
  direction: 'higher',
  threshold: '>=85',
  source: '',
  fromPlan: false,
  surveyLinked: false,
  ...more,
});
const indicators = [
  leaf('1.1', { level: 2, kind: null, threshold: '' }),
  leaf('1.1.1'),
  leaf('1.1.2', { kind: 'qualitative', unit: '等级(A-D)', threshold: '' }),
  leaf('1.1.3', { nameZh: '支出增长率', threshold: '幼儿园>=0;小学>=0' }),
  leaf('1.1.4', { nameZh: '工资收入水平之比', threshold: '>=100' }),
  leaf('1.1.5', { unit: '件', direction: 'lower', threshold: '<=0' }),
  leaf('1.1.6', { unit: '分(0-100)', threshold: '' }),
];
const rules: FilingRules = {
  indicators: new Map(indicators.map((each) => [each.code, each])),
  year: 2021,
  ownCounty: '231002',
  countyFault: () => null,
};
const filed: FiledValue = {
  countyCode: '231002',
  indicatorCode: '1.1.1',
  year: '2021',
  stagePrefix: '',
  value: '92.5',
  sourceTier: '统计',
  evidence: '统计台账',
};
const read = (more: Partial<FiledValue>, other: Partial<FilingRules> = {}) =>
  readValue({ ...filed, ...more }, { ...rules, ...other });

test('a value is read with its tier, of this year or the last', () => {
  expect(read({})).toEqual({
    value: { ...filed, year: 2021, value: 92.5, grade: null, sourceTier: 'statistics' },
    faults: [],
  });
  expect(read({ year: '2020' }).faults).toEqual([]);
});

test.each([
  ['a grade', { indicatorCode: '1.1.2', value: 'B' }],
  ['a negative rate of growth, by stage', { indicatorCode: '1.1.3', stagePrefix: '小学', value: '-3.1' }],
  ['a ratio above 100', { indicatorCode: '1.1.4', value: '104.2' }],
  ['a count', { indicatorCode: '1.1.5', value: '3' }],
])('%s is fine', (_what, more) => {
  expect(read(more).faults).toEqual([]);
});

describe('refused', () => {
  test.each([
    ['text instead of a number', { value: '达标' }, 'value', 'number'],
    ['a per cent sign', { value: '92.5%' }, 'value', 'number'],
    ['nothing', { value: '' }, 'value', 'number'],
    ['a formula', { value: '=1+1' }, 'value', 'number'],
    ['a percentage above 100', { value: '100.1' }, 'value', 'out-of-range'],
    ['a negative percentage', { value: '-1' }, 'value', 'out-of-range'],
    ['a negative count', { indicatorCode: '1.1.5', value: '-1' }, 'value', 'out-of-range'],
    ['points above 100', { indicatorCode: '1.1.6', value: '101' }, 'value', 'out-of-range'],
    ['a grade beyond D', { indicatorCode: '1.1.2', value: 'E' }, 'value', 'grade'],
    ['a number for a grade', { indicatorCode: '1.1.2', value: '90' }, 'value', 'grade'],
    ['another county', { countyCode: '231003' }, 'countyCode', 'other-county'],
    ['an unknown code', { indicatorCode: '9.9.9' }, 'indicatorCode', 'unknown-indicator'],
    ['a level-2 code', { indicatorCode: '1.1' }, 'indicatorCode', 'not-a-leaf'],
    ['an old year', { year: '2018' }, 'year', 'year'],
    ['a stage the threshold does not name', { stagePrefix: '小学' }, 'stagePrefix', 'stage'],
    ['a missing stage', { indicatorCode: '1.1.3', value: '1' }, 'stagePrefix', 'stage'],
    ['an unknown tier', { sourceTier: '听说' }, 'sourceTier', 'source-tier'],
    ['no evidence', { evidence: '' }, 'evidence', 'evidence'],
  ])('%s', (_what, more, field, rule) => {
    expect(read(more).faults).toMatchObject([{ field, rule }]);
  });

  test('a county code that the registry does not take, for those who may file for all', () => {
    const countyFault = () => ({ rule: 'retired-division', message: { zh: '停用', en: 'retired' } });
    expect(read({ countyCode: '231024' }, { ownCounty: null, countyFault }).faults).toMatchObject([
      { field: 'countyCode', rule: 'retired-division' },
    ]);
  });
});
