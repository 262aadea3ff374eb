import type { Design } from '../design/design';
import { everyone, notEstimable, type Estimated } from './estimate';
import { uncertaintyOf } from './from-influence';

/** Two variables over the persons who have both: n, sums, sums of squares and of products, by record. */
export interface VariablePair {
  n: Float64Array;
  sumX: Float64Array;
  sumY: Float64Array;
  sumXX: Float64Array;
  sumXY: Float64Array;
  sumYY: Float64Array;
}

/** Ratio of two weighted totals, y over x (Särndal, Swensson & Wretman 1992, section 5.6; R: svyratio). No design effect. */
export function estimateRatio(
  design: Design,
  pair: VariablePair,
  inDomain: (record: number) => boolean = everyone,
  level = 0.95,
): Estimated {
  let n = 0;
  let x = 0;
  let y = 0;
  for (let r = 0; r < design.size; r++) {
    const w = design.weight[r] ?? 0;
    if (!(w > 0) || !inDomain(r)) continue;
    n += pair.n[r] ?? 0;
    x += w * (pair.sumX[r] ?? 0);
    y += w * (pair.sumY[r] ?? 0);
  }
  if (n === 0) return notEstimable('no-values');
  if (x === 0) return notEstimable('zero-denominator', n);
  const ratio = y / x;
  const influence = {
    sum: pair.sumY.map((each, r) => (inDomain(r) ? (each - ratio * (pair.sumX[r] ?? 0)) / x : 0)),
    sumOfSquares: pair.sumYY.map((each, r) =>
      inDomain(r)
        ? (each - 2 * ratio * (pair.sumXY[r] ?? 0) + ratio ** 2 * (pair.sumXX[r] ?? 0)) / x ** 2
        : 0,
    ),
  };
  const { se, df, ci } = uncertaintyOf(design, ratio, influence, inDomain, level);
  return { n, estimate: ratio, se, df, ci, deff: null, reason: se === null ? 'no-degrees-of-freedom' : null };
}
