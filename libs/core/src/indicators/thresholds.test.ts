import { describe, expect, test } from 'vitest';
import { attainment, parseThreshold, stagesOf } from './thresholds';

describe('the grammar', () => {
  test.each([
    ['', []],
    ['>=85', [{ stage: '', bound: { kind: 'limit', sign: '>=', number: 85 } }]],
    ['<=-0.5', [{ stage: '', bound: { kind: 'limit', sign: '<=', number: -0.5 } }]],
    ['<=prev_year', [{ stage: '', bound: { kind: 'previous', sign: '<=', offset: 0 } }]],
    ['<=prev_year-0.5', [{ stage: '', bound: { kind: 'previous', sign: '<=', offset: -0.5 } }]],
    ['>= prev_year + 2', [{ stage: '', bound: { kind: 'previous', sign: '>=', offset: 2 } }]],
    ['40..60', [{ stage: '', bound: { kind: 'range', low: 40, high: 60 } }]],
    [
      '小学<=0.50;初中<=0.45',
      [
        { stage: '小学', bound: { kind: 'limit', sign: '<=', number: 0.5 } },
        { stage: '初中', bound: { kind: 'limit', sign: '<=', number: 0.45 } },
      ],
    ],
  ])('%j', (text, parts) => {
    expect(parseThreshold(text)).toEqual(parts);
  });

  test.each([
    '85',
    '=85',
    '>85',
    '>=',
    '>=abc',
    '60..40',
    '>=1;',
    '小学>=1;小学>=2',
    '>=prev_year*2',
    'primary>=1',
  ])('%j breaks it', (text) => {
    expect(parseThreshold(text)).toBeNull();
  });
});

const judged = (text: string, stage: string, value: number | null, previous: number | null = null) =>
  attainment(parseThreshold(text) ?? [], stage, value, previous);

test('full-width signs are read like their narrow ones', () => {
  expect(parseThreshold('小学≤0.50\uff1b初中\uff1c\uff1d0.45')).toEqual(
    parseThreshold('小学<=0.50;初中<=0.45'),
  );
});

describe('attainment', () => {
  test('limits hold at the limit itself', () => {
    expect(judged('>=85', '', 85)).toBe('meets');
    expect(judged('>=85', '', 84.99)).toBe('below');
    expect(judged('<=0', '', 0)).toBe('meets');
    expect(judged('<=0', '', 1)).toBe('below');
  });
  test('ranges hold at both ends', () => {
    expect([39.9, 40, 60, 60.1].map((value) => judged('40..60', '', value))).toEqual([
      'below',
      'meets',
      'meets',
      'below',
    ]);
  });
  test('last year is the limit, with its offset, decimals and all', () => {
    expect(judged('<=prev_year-0.5', '', 46.8, 47.3)).toBe('meets');
    expect(judged('<=prev_year-0.5', '', 46.9, 47.3)).toBe('below');
    expect(judged('<=prev_year', '', 3, null)).toBe('none');
  });
  test('each stage has its own, and other stages none', () => {
    expect(judged('小学<=0.50;初中<=0.45', '小学', 0.48)).toBe('meets');
    expect(judged('小学<=0.50;初中<=0.45', '初中', 0.48)).toBe('below');
    expect(judged('小学<=0.50;初中<=0.45', '高中', 0.48)).toBe('none');
  });
  test('no threshold or no value, no verdict', () => {
    expect(judged('', '', 3)).toBe('none');
    expect(judged('>=1', '', null)).toBe('none');
  });
});

test('values are filed for the stages of the threshold, or for the county', () => {
  expect(stagesOf(parseThreshold('小学>=650;初中>=850') ?? [])).toEqual(['小学', '初中']);
  expect(stagesOf([])).toEqual(['']);
  expect(stagesOf(parseThreshold('>=85') ?? [])).toEqual(['']);
});
