import { incompleteBeta } from './incomplete-beta';

/** P(T ≤ t) for Student's t with df degrees of freedom (Abramowitz & Stegun 26.7.1). */
export function tProbability(t: number, df: number): number {
  const tail = incompleteBeta(df / (df + t * t), df / 2, 0.5) / 2;
  return t > 0 ? 1 - tail : tail;
}

/**
 * Quantile of Student's t.
 * @param p probability, strictly between 0 and 1
 * @param df degrees of freedom, above 0; Infinity gives the normal quantile's limit numerically
 * @throws RangeError outside of these
 */
export function tQuantile(p: number, df: number): number {
  if (!(p > 0 && p < 1) || !(df > 0)) throw new RangeError(`t quantile of p=${p}, df=${df}`);
  if (p === 0.5) return 0;
  if (p < 0.5) return -tQuantile(1 - p, df);
  let low = 0;
  let high = 2;
  while (tProbability(high, df) < p) high *= 2;
  for (;;) {
    const middle = (low + high) / 2;
    if (middle <= low || middle >= high) return middle;
    if (tProbability(middle, df) < p) low = middle;
    else high = middle;
  }
}
