import { describe, expect, it } from 'vitest';
import type { Estimate } from '@mingjian/contract/aggregation';
import { suppressSmallCells } from './suppression';

const group = (name: string, n: number): Estimate => ({
  id: `index|audience||area|${name}`,
  measure: 'index',
  scope: 'audience',
  key: '',
  cut: 'area',
  group: name,
  estimate: 70,
  se: 1,
  ci: [68, 72],
  n,
  df: 10,
  deff: 1.2,
  suppressed: false,
  reason: null,
});
const hiddenOf = (
  estimates: Estimate[],
  persons = (_cut: string, name: string) => estimates.find((each) => each.group === name)?.n ?? 0,
) =>
  suppressSmallCells(estimates, persons, 10)
    .filter((each) => each.suppressed)
    .map((each) => each.group);

describe('small cells', () => {
  it('stay hidden together with the smallest of the others, which would give them away', () =>
    expect(hiddenOf([group('urban', 80), group('town', 9), group('rural', 40)])).toEqual(['town', 'rural']));
  it('need no further cover when two are hidden', () =>
    expect(hiddenOf([group('urban', 80), group('town', 9), group('rural', 3)])).toEqual(['town', 'rural']));
  it('leave large ones alone', () => expect(hiddenOf([group('urban', 80), group('rural', 10)])).toEqual([]));
  it('carry no number at all', () => {
    const [urban] = suppressSmallCells([group('urban', 4)], () => 4, 10);
    expect(urban).toMatchObject({
      estimate: null,
      se: null,
      ci: null,
      n: null,
      df: null,
      deff: null,
      suppressed: true,
    });
  });
});
