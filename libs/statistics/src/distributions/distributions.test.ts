import { describe, expect, it } from 'vitest';
import { betaQuantile } from './beta';
import { chiSquaredQuantile, chiSquaredUpperTail } from './chi-squared';
import { fQuantile, fUpperTail } from './f';
import fromR from './from-r.json';
import { normalQuantile } from './normal';
import { tProbability, tQuantile, tTwoSided } from './t';

/** Values of R 4.2.2: qt, qf (with three Newton steps on pf, since qf itself is off by 1e-9 near zero), qchisq, qbeta, qnorm, pt, pf, pchisq. */
const columns: Record<string, [Record<string, number[]>, (...args: number[]) => number]> = {
  't quantile': [fromR.t, tQuantile],
  'F quantile': [fromR.f, fQuantile],
  'χ² quantile': [fromR.chiSquared, chiSquaredQuantile],
  'beta quantile': [fromR.beta, betaQuantile],
  'normal quantile': [fromR.normal, normalQuantile],
  't two-sided': [fromR.tTwoSided, tTwoSided],
  'F tail': [fromR.fUpperTail, fUpperTail],
  'χ² tail': [fromR.chiSquaredUpperTail, chiSquaredUpperTail],
};

describe('distributions agree with R to 1e-10', () => {
  it.each(Object.entries(columns))('%s', (_, [table, own]) => {
    const values = Object.values(table);
    const expected = values[values.length - 1]!;
    expected.forEach((wanted, row) => {
      const got = own(...values.slice(0, -1).map((column) => column[row]!));
      expect(Math.abs(got - wanted), `row ${row}`).toBeLessThanOrEqual(1e-10 * Math.abs(wanted) + 1e-300);
    });
  });

  it('inverts itself', () => expect(tProbability(tQuantile(0.9, 5), 5)).toBeCloseTo(0.9, 14));
  it('refuses what has no quantile', () => {
    for (const [p, df] of [
      [0, 5],
      [1, 5],
      [0.5, 0],
      [NaN, 3],
    ] as const)
      expect(() => tQuantile(p, df)).toThrow(RangeError);
  });
});
