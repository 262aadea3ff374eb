import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileValidation } from '../compile-validation';
import { differences, keyedAnswers, keyedItems, readKeyed, type KeyedItem } from './index';

const scale = [
  { value: 5, text: { 'zh-cn': '非常满意', en: 'Very satisfied' } },
  ...[4, 3, 2, 1, 0].map((value) => ({ value, text: { 'zh-cn': `选项${value}`, en: `Choice ${value}` } })),
];
const json = {
  pages: [
    {
      name: 'p1',
      elements: [
        { type: 'html', name: 'note', html: '请如实填写' },
        { type: 'radiogroup', name: 'Q1', title: { 'zh-cn': '总体满意' }, isRequired: true, choices: scale },
        {
          type: 'dropdown',
          name: 'D1',
          choices: [
            { value: 'a', text: '城区' },
            { value: 'b', text: '乡村' },
          ],
        },
        { type: 'matrix', name: 'M1', columns: scale, rows: [{ value: 'M-1', text: '校舍' }, 'M-2'] },
        { type: 'checkbox', name: 'C1', choices: [1, 2, 3], showNoneItem: true, maxSelectedChoices: 2 },
        { type: 'ranking', name: 'R1', choices: ['x', 'y', 'z'] },
        { type: 'rating', name: 'N0', rateMin: 0, rateMax: 10 },
        { type: 'text', name: 'N1', inputType: 'number', min: 1, max: 99 },
        { type: 'text', name: 'T1', inputType: 'date' },
        { type: 'boolean', name: 'B1' },
        { type: 'comment', name: 'W1', maxLength: 20 },
      ],
    },
  ],
};
const items = keyedItems(json);
const itemOf = (code: string) => items.find((item) => item.code === code) as KeyedItem;
const read = (code: string, typed: string) => readKeyed(itemOf(code), typed);

it('every question and every row of a matrix is a line, in reading order', () => {
  expect(items.map(({ code }) => code)).toEqual([
    'Q1',
    'D1',
    'M-1',
    'M-2',
    'C1',
    'R1',
    'N0',
    'N1',
    'T1',
    'B1',
    'W1',
  ]);
  expect(itemOf('M-1')).toMatchObject({ question: 'M1', isRow: true, title: { zh: '校舍' } });
  expect(itemOf('Q1')).toMatchObject({ singleKeys: true, title: { zh: '总体满意', en: '总体满意' } });
  expect(itemOf('N0').singleKeys).toBe(false);
});

describe('what is typed is read', () => {
  it.each([
    ['Q1', '5', 5],
    ['Q1', '\uff10', 0],
    ['Q1', ' 3 ', 3],
    ['D1', '2', 'b'],
    ['M-1', '4', 4],
    ['C1', '13', [1, 3]],
    ['C1', '1，3', [1, 3]],
    ['C1', 'N', ['none']],
    ['R1', '312', ['z', 'x', 'y']],
    ['N0', '10', 10],
    ['N1', '12.5', 12.5],
    ['T1', '2021-06-01', '2021-06-01'],
    ['B1', '1', true],
    ['B1', '2', false],
    ['W1', ' 多些书。 ', '多些书。'],
    ['W1', '  ', undefined],
    ['Q1', '', undefined],
  ] as const)('%s %j as %j', (code, typed, value) => expect(read(code, typed)).toEqual({ value }));

  it.each([
    ['Q1', '6', 'choice-not-offered'],
    ['Q1', '55', 'choice-not-offered'],
    ['M-2', '9', 'choice-not-offered'],
    ['C1', '123', 'too-many'],
    ['C1', '11', 'chosen-twice'],
    ['R1', '12', 'too-few'],
    ['N1', '100', 'out-of-range'],
    ['N1', '1e2', 'wrong-type'],
    ['T1', '2021-02-30', 'wrong-type'],
    ['W1', '长'.repeat(21), 'too-long'],
  ] as const)('%s %j is refused: %s', (code, typed, rule) => expect(read(code, typed)).toEqual({ rule }));
});

describe('two keyings', () => {
  it('agree however they were typed', () => {
    const first = { Q1: '5', C1: '13', N1: '12', W1: '好' };
    const second = { Q1: '\uff15', C1: '1 3', N1: '12.0', W1: ' 好 ', D1: '' };
    expect(differences(items, first, second)).toEqual([]);
  });
  it('differ in an item left out once, another choice, another order, another character', () => {
    const first = { Q1: '5', R1: '123', W1: '很好', 'M-1': '4', D1: '1' };
    const second = { Q1: '4', R1: '132', W1: '很好！', D1: '1' };
    expect(differences(items, first, second)).toEqual(['Q1', 'M-1', 'R1', 'W1']);
  });
  it('are compared alike from either side, and never differ from themselves', () => {
    const keyed = fc.dictionary(
      fc.constantFrom(...items.map(({ code }) => code)),
      fc.oneof(fc.constantFrom('0', '1', '5', '13', '1 3', '', '9'), fc.string({ maxLength: 6 })),
    );
    fc.assert(
      fc.property(keyed, keyed, (first, second) => {
        expect(differences(items, first, first)).toEqual([]);
        expect(differences(items, first, second)).toEqual(differences(items, second, first));
      }),
    );
  });
});

describe('keyed answers', () => {
  it('are what the published version takes, rows under their matrix', () => {
    const { answers, faults } = keyedAnswers(items, { Q1: '4', 'M-1': '5', 'M-2': '0', C1: 'n', B1: '2' });
    expect(faults).toEqual([]);
    expect(answers).toEqual({ Q1: 4, M1: { 'M-1': 5, 'M-2': 0 }, C1: ['none'], B1: false });
    expect(compileValidation(json).validate(answers)).toEqual({ ok: true, answers });
  });
  it('name item, value and rule of what cannot be read, and repeat no text', () => {
    const { faults } = keyedAnswers(items, { Q1: '7', W1: '长'.repeat(21) });
    expect(faults).toEqual([
      { field: 'Q1', rule: 'choice-not-offered', value: '7' },
      { field: 'W1', rule: 'too-long' },
    ]);
  });
});
