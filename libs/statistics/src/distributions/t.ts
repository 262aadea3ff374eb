import { bisect } from './bisect';
import { incompleteBeta } from './incomplete-beta';
import { normalQuantile, normalUpperTail } from './normal';

/** P(T > t) for Student's t with df degrees of freedom, Infinity for the normal (Abramowitz & Stegun 26.7.1). */
function tUpperTail(t: number, df: number): number {
  if (df === Infinity) return normalUpperTail(t);
  const whole = df + t * t;
  const tail = incompleteBeta(df / whole, df / 2, 0.5, (t * t) / whole) / 2;
  return t > 0 ? tail : 1 - tail;
}

/** P(T ≤ t). */
export function tProbability(t: number, df: number): number {
  return tUpperTail(-t, df);
}

/** Two-sided p value of a t statistic. */
export function tTwoSided(t: number, df: number): number {
  return 2 * tUpperTail(Math.abs(t), df);
}

/** The quantile asked for last: intervals of one design ask for the same one again and again. */
let last = { p: 0.5, df: 1, quantile: 0 };

/**
 * Quantile of Student's t.
 * @param p probability, strictly between 0 and 1
 * @param df degrees of freedom, above 0; Infinity for the normal
 * @throws RangeError outside of these
 */
export function tQuantile(p: number, df: number): number {
  if (!(p > 0 && p < 1) || !(df > 0)) throw new RangeError(`t quantile of p=${p}, df=${df}`);
  if (df === Infinity) return normalQuantile(p);
  if (p === 0.5) return 0;
  if (p < 0.5) return -tQuantile(1 - p, df);
  if (last.p !== p || last.df !== df) {
    const tail = 1 - p;
    let high = 2;
    while (tUpperTail(high, df) > tail) high *= 2;
    last = { p, df, quantile: bisect((t) => tUpperTail(t, df) > tail, 0, high) };
  }
  return last.quantile;
}
