import { bisect } from './bisect';
import { chiSquaredUpperTail } from './chi-squared';
import { incompleteBeta } from './incomplete-beta';

/** P(F > f) with d1 and d2 degrees of freedom, d2 Infinity for χ²/d1 (Abramowitz & Stegun 26.6.2). */
export function fUpperTail(f: number, d1: number, d2: number): number {
  if (f <= 0) return 1;
  if (d2 === Infinity) return chiSquaredUpperTail(f * d1, d1);
  const whole = d2 + d1 * f;
  return incompleteBeta(d2 / whole, d2 / 2, d1 / 2, (d1 * f) / whole);
}

/** Quantile of F. @throws RangeError unless 0 < p < 1 and both degrees of freedom are above 0 */
export function fQuantile(p: number, d1: number, d2: number): number {
  if (!(p > 0 && p < 1) || !(d1 > 0) || !(d2 > 0))
    throw new RangeError(`F quantile of p=${p}, df=${d1}, ${d2}`);
  // Each half from its own tail, so that neither is a difference from one.
  const isBelow = (f: number) => (p < 0.5 ? fLowerTail(f, d1, d2) < p : fUpperTail(f, d1, d2) > 1 - p);
  let high = 1;
  while (isBelow(high)) high *= 2;
  return bisect(isBelow, 0, high);
}

function fLowerTail(f: number, d1: number, d2: number): number {
  const whole = d2 + d1 * f;
  return incompleteBeta((d1 * f) / whole, d1 / 2, d2 / 2, d2 / whole);
}
