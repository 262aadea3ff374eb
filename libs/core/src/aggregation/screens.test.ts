import { describe, expect, it } from 'vitest';
import type { ItemMapping } from '@mingjian/contract/surveys';
import { isExcluded, screenAnswers, type AnswerRow } from './screens';

const text = { zh: '', en: '' };
const scored = Array.from({ length: 10 }, (_, index) => `T-${index + 1}`);
const items: ItemMapping[] = [
  ...scored.map((code): ItemMapping => ({
    code,
    role: 'scored',
    text,
    dimension: 'quality',
    indicatorCode: null,
    correctValue: null,
  })),
  { code: 'T-A1', role: 'attention', text, dimension: null, indicatorCode: null, correctValue: 4 },
];
const screens = { attention: true, millisecondsPerItem: 2000, straightLining: true, notApplicableShare: 0.5 };

function answer(values: number[], attention = 4, milliseconds: number | null = 60_000): AnswerRow {
  return {
    cellId: 'c',
    answers: Object.fromEntries([
      ...scored.map((code, index) => [code, values[index % values.length]]),
      ['T-A1', attention],
    ]),
    durations: milliseconds === null ? null : { all: milliseconds },
  };
}

describe('screens flag an answer', () => {
  const careful = [answer([3, 4, 5]), answer([2, 4]), answer([5, 1])];
  const flagsOf = (row: AnswerRow) => screenAnswers([...careful, row], items, screens)[3];

  it('that missed the attention item', () => expect(flagsOf(answer([3, 4], 2))).toEqual(['attention']));
  it('given in under two seconds an item', () =>
    expect(flagsOf(answer([3, 4], 4, 21_000))).toEqual(['speeding']));
  it('given in under a third of the median time', () =>
    expect(
      screenAnswers(
        [answer([1, 2], 4, 90_000), answer([1, 2], 4, 90_000), answer([1, 2], 4, 29_000)],
        items,
        screens,
      )[2],
    ).toEqual(['speeding']));
  it('that ticks one column only', () => expect(flagsOf(answer([3]))).toEqual(['straight-lining']));
  it('that is mostly not applicable', () =>
    expect(flagsOf(answer([0, 0, 3, 0, 5]))).toEqual(['not-applicable']));
  it('but not for its time when it came on paper, where nobody timed it', () =>
    expect(flagsOf(answer([3, 5, 4], 4, null))).toEqual([]));
  it('on paper for all that has nothing to do with time', () =>
    expect(flagsOf(answer([3], 2, null))).toEqual(['attention', 'straight-lining']));
  it('by the median of those that were timed, however many came on paper', () => {
    const paper = Array.from({ length: 9 }, () => answer([3, 4], 4, null));
    const timed = [answer([1, 2], 4, 90_000), answer([1, 2], 4, 90_000), answer([1, 2], 4, 29_000)];
    const flags = screenAnswers([...paper, ...timed], items, screens);
    expect(flags.map((reasons) => reasons.length)).toEqual([...paper.map(() => 0), 0, 0, 1]);
  });
  it('but not a careful one', () => expect(flagsOf(answer([3, 5, 4]))).toEqual([]));
});

it('an exclusion asks for all of its reasons at once', () => {
  expect(isExcluded(['attention'], [['attention', 'speeding']])).toBe(false);
  expect(isExcluded(['attention', 'speeding'], [['attention', 'speeding']])).toBe(true);
  expect(isExcluded(['attention', 'speeding'], [])).toBe(false);
});
