import type { Design, Variable } from '../design/design';
import { degreesOfFreedom } from '../design/degrees-of-freedom';
import { tQuantile } from '../distributions/t';
import { taylorVariance } from '../variance/taylor';
import { weightedInfluence } from '../variance/linearised';

/** An estimate with its uncertainty. What cannot be estimated is null, with the reason, never 0 and never NaN. */
export interface EstimateOfMean {
  /** Persons used: weight above zero and a value. */
  n: number;
  estimate: number | null;
  se: number | null;
  df: number | null;
  ci: [number, number] | null;
  /** Against simple random sampling without replacement of the same n, as svymean(deff = TRUE). */
  deff: number | null;
  reason: 'no-values' | 'no-degrees-of-freedom' | null;
}

/**
 * Weighted (Hájek) mean of a variable over a domain, with its Taylor-linearised standard error and t interval.
 * @param inDomain whether a record belongs to the domain; the whole design serves the variance.
 * @param level of the interval, between 0 and 1.
 */
export function estimateMean(
  design: Design,
  variable: Variable,
  inDomain: (record: number) => boolean = () => true,
  level = 0.95,
): EstimateOfMean {
  let n = 0;
  let population = 0;
  let total = 0;
  let totalOfSquares = 0;
  for (let r = 0; r < design.size; r++) {
    const w = design.weight[r] ?? 0;
    if (!inDomain(r) || !(w > 0)) continue;
    n += variable.n[r] ?? 0;
    population += w * (variable.n[r] ?? 0);
    total += w * (variable.sum[r] ?? 0);
    totalOfSquares += w * (variable.sumOfSquares[r] ?? 0);
  }
  if (n === 0) return { n, estimate: null, se: null, df: null, ci: null, deff: null, reason: 'no-values' };
  const mean = total / population;

  const u = { sum: new Float64Array(design.size), sumOfSquares: new Float64Array(design.size) };
  for (let r = 0; r < design.size; r++) {
    if (!inDomain(r)) continue;
    const valid = variable.n[r] ?? 0;
    const sum = variable.sum[r] ?? 0;
    u.sum[r] = (sum - valid * mean) / population;
    u.sumOfSquares[r] =
      ((variable.sumOfSquares[r] ?? 0) - 2 * mean * sum + valid * mean * mean) / population ** 2;
  }
  const variance = taylorVariance(design, weightedInfluence(design, u));
  const df = degreesOfFreedom(design, inDomain);
  const se = Math.sqrt(variance);
  const spread = n > 1 ? ((totalOfSquares / population - mean * mean) * n) / (n - 1) : 0;
  const simple = population > n ? (spread / n) * ((population - n) / population) : spread / n;
  const deff = simple > 0 ? variance / simple : null;
  if (df < 1)
    return { n, estimate: mean, se: null, df, ci: null, deff: null, reason: 'no-degrees-of-freedom' };
  const half = tQuantile(1 - (1 - level) / 2, df) * se;
  return { n, estimate: mean, se, df, ci: [mean - half, mean + half], deff, reason: null };
}

/**
 * The same for a proportion (a variable of zeros and ones), its interval taken on the logit scale so that it stays
 * between 0 and 1 (R: svyciprop(method = "logit")). Where all answers agree there is no such interval.
 */
export function estimateProportion(
  design: Design,
  variable: Variable,
  inDomain: (record: number) => boolean = () => true,
  level = 0.95,
): EstimateOfMean {
  const mean = estimateMean(design, variable, inDomain, level);
  const { estimate: p, se, df } = mean;
  if (p === null || se === null || df === null) return mean;
  if (p <= 0 || p >= 1) return { ...mean, ci: null };
  const centre = Math.log(p / (1 - p));
  const half = (tQuantile(1 - (1 - level) / 2, df) * se) / (p * (1 - p));
  return { ...mean, ci: [logistic(centre - half), logistic(centre + half)] };
}

function logistic(x: number): number {
  return 1 / (1 + Math.exp(-x));
}
