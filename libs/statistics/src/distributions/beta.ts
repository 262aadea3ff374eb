import { bisect } from './bisect';
import { incompleteBeta } from './incomplete-beta';

/** Quantile of the beta distribution. @throws RangeError unless 0 < p < 1, a > 0 and b > 0 */
export function betaQuantile(p: number, a: number, b: number): number {
  if (!(p > 0 && p < 1) || !(a > 0) || !(b > 0)) throw new RangeError(`beta quantile of p=${p}, ${a}, ${b}`);
  return bisect((x) => incompleteBeta(x, a, b) < p, 0, 1);
}
