import { expect, test } from 'vitest';
import type { Indicator, IndicatorSheet, IndicatorValue } from '@mingjian/contract/indicators';
import { leavesOf, parentCode, verdictOf } from './leaves';

const indicator = (code: string, threshold: string): Indicator => ({
  code,
  level: 3,
  nameZh: code,
  nameEn: code,
  kind: 'quantitative',
  unit: '%',
  direction: 'higher',
  threshold,
  source: '',
  fromPlan: false,
  surveyLinked: false,
});
const value = (
  indicatorCode: string,
  year: number,
  stagePrefix: string,
  meets: boolean | null,
): IndicatorValue => ({
  id: `${indicatorCode}-${year}-${stagePrefix}`,
  countyCode: '231002',
  indicatorCode,
  year,
  stagePrefix,
  value: 1,
  grade: null,
  sourceTier: 'statistics',
  evidence: 'x',
  meets,
});
const sheet: IndicatorSheet = {
  year: 2021,
  indicators: [indicator('3.10.1', ''), indicator('3.2.1', '小学>=1;初中>=2'), indicator('3.2.2', '>=1')],
  values: [
    value('3.2.1', 2021, '小学', true),
    value('3.2.1', 2020, '小学', true),
    value('3.2.1', 2021, '初中', false),
    value('3.10.1', 2021, '', null),
  ],
};

test('a staged indicator has a line per stage, an unfiled one still has a line, codes count as numbers', () => {
  const leaves = leavesOf(sheet, '231002');
  expect(leaves.map((leaf) => [leaf.indicator.code, leaf.stagePrefix, verdictOf(leaf)])).toEqual([
    ['3.2.1', '小学', 'yes'],
    ['3.2.1', '初中', 'no'],
    ['3.2.2', '', 'missing'],
    ['3.10.1', '', 'none'],
  ]);
  expect(leaves[0]?.before?.year).toBe(2020);
});

test('another county’s values are not shown', () => {
  expect(leavesOf(sheet, '231003').every((leaf) => leaf.now === null)).toBe(true);
});

test('the parent of a code', () => {
  expect(parentCode('3.10.1')).toBe('3.10');
});
