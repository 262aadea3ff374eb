import type { Design, Variable } from '../design/design';
import { tQuantile } from '../distributions/t';
import type { Linearised } from '../variance/linearised';
import { everyone, notEstimable, type Estimated } from './estimate';
import { uncertaintyOf } from './from-influence';
import { simpleVarianceOfMean, weightedSums } from './weighted-sums';

/**
 * Weighted (Hájek) mean of a variable over a domain, with its Taylor-linearised standard error and t interval
 * (Särndal, Swensson & Wretman 1992, section 5.7; R: svymean).
 * @param inDomain whether a record belongs to the domain; the whole design serves the variance.
 * @param level of the interval, between 0 and 1.
 */
export function estimateMean(
  design: Design,
  variable: Variable,
  inDomain: (record: number) => boolean = everyone,
  level = 0.95,
): Estimated {
  const sums = weightedSums(design, variable, inDomain);
  if (sums.n === 0) return notEstimable('no-values');
  const mean = sums.total / sums.population;
  const influence = influenceOfMean(design, variable, mean, sums.population, inDomain);
  const { se, df, ci, variance } = uncertaintyOf(design, mean, influence, inDomain, level);
  const simple = simpleVarianceOfMean(sums);
  const reason = se === null ? 'no-degrees-of-freedom' : null;
  return { n: sums.n, estimate: mean, se, df, ci, deff: simple > 0 ? variance / simple : null, reason };
}

/**
 * The same for a proportion (a variable of zeros and ones), its interval taken on the logit scale so that it stays
 * between 0 and 1 (R: svyciprop(method = "logit")). Where all answers agree there is no such interval.
 */
export function estimateProportion(
  design: Design,
  variable: Variable,
  inDomain: (record: number) => boolean = everyone,
  level = 0.95,
): Estimated {
  const mean = estimateMean(design, variable, inDomain, level);
  const { estimate: p, se, df } = mean;
  if (p === null || se === null || df === null) return mean;
  if (p <= 0 || p >= 1) return { ...mean, ci: null };
  const centre = Math.log(p / (1 - p));
  const half = (tQuantile(1 - (1 - level) / 2, df) * se) / (p * (1 - p));
  return { ...mean, ci: [logistic(centre - half), logistic(centre + half)] };
}

/** u = (y − ȳ)/N̂ over the persons of the domain who have a value. */
export function influenceOfMean(
  design: Design,
  variable: Variable,
  mean: number,
  population: number,
  inDomain: (record: number) => boolean,
): Linearised {
  const sum = new Float64Array(design.size);
  const sumOfSquares = new Float64Array(design.size);
  for (let r = 0; r < design.size; r++) {
    if (!inDomain(r)) continue;
    const n = variable.n[r] ?? 0;
    const first = variable.sum[r] ?? 0;
    sum[r] = (first - n * mean) / population;
    sumOfSquares[r] =
      ((variable.sumOfSquares[r] ?? 0) - 2 * mean * first + n * mean * mean) / population ** 2;
  }
  return { sum, sumOfSquares };
}

function logistic(x: number): number {
  return 1 / (1 + Math.exp(-x));
}
