import { describe, expect, it } from 'vitest';
import { coverageOf, type ComparableEstimate } from './coverage';
import type { Truth } from './population/truth';

const truth = (key: string, mean: number): Truth => ({
  countyCode: '231002',
  audience: 'public',
  scope: key === '' ? 'audience' : 'item',
  key,
  mean,
  people: 100,
});
const estimate = (key: string, value: number, ci: [number, number] | null): ComparableEstimate => ({
  countyCode: '231002',
  audience: 'public',
  scope: key === '' ? 'audience' : 'item',
  key,
  estimate: value,
  se: 1,
  ci,
});

describe('coverage', () => {
  it('is the share of intervals that hold the truth, the ends included', () => {
    const coverage = coverageOf(
      [estimate('', 70, [68, 72]), estimate('P-01', 60, [58, 62]), estimate('P-03', 50, [50, 52])],
      [truth('', 71), truth('P-01', 65), truth('P-03', 50)],
    );
    expect(coverage.share).toBeCloseTo(2 / 3);
    expect(coverage.bias).toBeCloseTo(-2);
    expect(coverage.halfWidth).toBeCloseTo(5 / 3);
  });

  it('counts an estimate without an interval apart, neither as held nor as missed', () => {
    const coverage = coverageOf([estimate('', 70, null)], [truth('', 70), truth('P-01', 60)]);
    expect(coverage).toMatchObject({ intervals: 0, without: 2, share: 0 });
  });

  it('leaves the dimensions out: they are means of the items that are counted already', () => {
    const dimension: Truth = { ...truth('equity', 50), scope: 'dimension' };
    expect(coverageOf([estimate('', 70, [60, 80])], [truth('', 70), dimension])).toMatchObject({
      intervals: 1,
      without: 0,
    });
  });
});
