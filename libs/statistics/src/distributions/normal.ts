import { bisect } from './bisect';
import { incompleteGamma } from './incomplete-gamma';

/** P(Z > z) for the standard normal (Abramowitz & Stegun 26.2.30). */
export function normalUpperTail(z: number): number {
  const { lower, upper } = incompleteGamma(0.5, (z * z) / 2);
  return z > 0 ? upper / 2 : (1 + lower) / 2;
}

/** Two-sided p value of a z statistic. */
export function normalTwoSided(z: number): number {
  return incompleteGamma(0.5, (z * z) / 2).upper;
}

/** Quantile of the standard normal. @throws RangeError unless 0 < p < 1 */
export function normalQuantile(p: number): number {
  if (!(p > 0 && p < 1)) throw new RangeError(`normal quantile of p=${p}`);
  if (p === 0.5) return 0;
  return p > 0.5
    ? bisect((z) => normalUpperTail(z) > 1 - p, 0, 40)
    : -bisect((z) => normalUpperTail(z) > p, 0, 40);
}
