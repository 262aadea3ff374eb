import type { Design, Variable } from '../design/design';
import { everyone, notEstimable, type Estimated } from './estimate';
import { uncertaintyOf } from './from-influence';
import { influenceOfMean } from './mean';
import { weightedSums } from './weighted-sums';

/**
 * Difference of two domain means, first minus second, their covariance included. The degrees of freedom are the whole
 * design's. The domains do not overlap. No design effect.
 */
export function estimateDifference(
  design: Design,
  variable: Variable,
  first: (record: number) => boolean,
  second: (record: number) => boolean,
  level = 0.95,
): Estimated {
  const a = weightedSums(design, variable, first);
  const b = weightedSums(design, variable, second);
  if (a.n === 0 || b.n === 0) return notEstimable('no-values', a.n + b.n);
  const meanA = a.total / a.population;
  const meanB = b.total / b.population;
  const ofA = influenceOfMean(design, variable, meanA, a.population, first);
  const ofB = influenceOfMean(design, variable, meanB, b.population, second);
  const influence = {
    sum: ofA.sum.map((each, r) => each - (ofB.sum[r] ?? 0)),
    sumOfSquares: ofA.sumOfSquares.map((each, r) => each + (ofB.sumOfSquares[r] ?? 0)),
  };
  const difference = meanA - meanB;
  const { se, df, ci } = uncertaintyOf(design, difference, influence, everyone, level);
  return {
    n: a.n + b.n,
    estimate: difference,
    se,
    df,
    ci,
    deff: null,
    reason: se === null ? 'no-degrees-of-freedom' : null,
  };
}
