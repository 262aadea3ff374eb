import { bisect } from './bisect';
import { incompleteGamma } from './incomplete-gamma';

/** P(X > x) for χ² with df degrees of freedom (Abramowitz & Stegun 26.4.19). */
export function chiSquaredUpperTail(x: number, df: number): number {
  return incompleteGamma(df / 2, x / 2).upper;
}

/** Quantile of χ². @throws RangeError unless 0 < p < 1 and df > 0 */
export function chiSquaredQuantile(p: number, df: number): number {
  if (!(p > 0 && p < 1) || !(df > 0)) throw new RangeError(`χ² quantile of p=${p}, df=${df}`);
  const isBelow = (x: number) => {
    const { lower, upper } = incompleteGamma(df / 2, x / 2);
    return p < 0.5 ? lower < p : upper > 1 - p;
  };
  let high = 1;
  while (isBelow(high)) high *= 2;
  return bisect(isBelow, 0, high);
}
