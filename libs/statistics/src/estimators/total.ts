import type { Design, Variable } from '../design/design';
import { everyone, notEstimable, type Estimated } from './estimate';
import { uncertaintyOf } from './from-influence';
import { simpleVarianceOfMean, weightedSums } from './weighted-sums';

/** Weighted (Horvitz–Thompson) total of a variable over a domain (Särndal, Swensson & Wretman 1992, section 2.8; R: svytotal). */
export function estimateTotal(
  design: Design,
  variable: Variable,
  inDomain: (record: number) => boolean = everyone,
  level = 0.95,
): Estimated {
  const sums = weightedSums(design, variable, inDomain);
  if (sums.n === 0) return notEstimable('no-values');
  const influence = {
    sum: variable.sum.map((each, r) => (inDomain(r) ? each : 0)),
    sumOfSquares: variable.sumOfSquares.map((each, r) => (inDomain(r) ? each : 0)),
  };
  const { se, df, ci, variance } = uncertaintyOf(design, sums.total, influence, inDomain, level);
  const simple = simpleVarianceOfMean(sums) * sums.population ** 2;
  return {
    n: sums.n,
    estimate: sums.total,
    se,
    df,
    ci,
    deff: simple > 0 ? variance / simple : null,
    reason: se === null ? 'no-degrees-of-freedom' : null,
  };
}
