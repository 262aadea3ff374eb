import { expect, test } from 'vitest';
import { checkDefinition } from './check-definition';
import { codedItems, itemAnswers } from './item-answers';
import type { Item } from './item';

const levels = [5, 4, 3, 2, 1, 0].map((value) => ({ value, text: { 'zh-cn': `${value}`, en: `${value}` } }));
const json = {
  pages: [
    {
      name: 'p',
      elements: [
        { type: 'matrix', name: 'M1', rows: [{ value: 'P-01' }, { value: 'P-02' }], columns: levels },
        { type: 'rating', name: 'N1', rateMin: 0, rateMax: 10 },
        { type: 'checkbox', name: 'C1', choices: [1, 2] },
        { type: 'ranking', name: 'R1', choices: [1, 2] },
        { type: 'text', name: 'A1', inputType: 'number' },
        { type: 'text', name: 'D1', inputType: 'date' },
        { type: 'radiogroup', name: 'S1', choices: ['x', 'y'] },
        { type: 'imagepicker', name: 'I1', choices: [{ value: 1 }, { value: 2 }] },
      ],
    },
  ],
};
const item = (code: string, role: Item['role'] = 'descriptive'): Item => ({
  code,
  role,
  text: { zh: code, en: code },
  dimension: role === 'scored' ? 'quality' : null,
  indicatorCode: null,
  correctValue: null,
});

test('each row of a Likert matrix is an item, and its answer stands beside the others', () => {
  expect(itemAnswers({ M1: { 'P-01': 5, 'P-02': 0 }, N1: 9 })).toEqual({ 'P-01': 5, 'P-02': 0, N1: 9 });
});

test('only what is answered by one small whole number is kept a byte an item', () => {
  expect(codedItems(json)).toEqual(['P-01', 'P-02', 'N1', 'I1']);
});

test('rows of a matrix may be scored; what is not a choice from 1 to 5 may not', () => {
  const others = ['N1', 'C1', 'R1', 'A1', 'D1', 'S1', 'I1'].map((code) => item(code));
  const rules = (items: readonly Item[]) =>
    checkDefinition(json, items).faults.map(({ field, rule }) => `${field}: ${rule}`);
  const rows = [item('P-01', 'scored'), item('P-02', 'scored')];
  expect(rules([...rows, ...others])).toEqual(['I1: picture-missing']);
  expect(rules([item('M1', 'scored'), ...others])).toEqual([
    'M1: item-without-question',
    'P-01: question-without-item',
    'P-02: question-without-item',
    'I1: picture-missing',
  ]);
  for (const code of ['N1', 'C1', 'R1', 'A1', 'D1', 'S1']) {
    const scored = others.map((each) => (each.code === code ? item(code, 'scored') : each));
    expect(rules([...rows, ...scored])).toContain(`${code}: scored-values`);
  }
});
