import type { Design } from '../design/design';
import type { Domains } from '../design/domain';
import { tQuantile } from '../distributions/t';
import { notEstimable, type Estimated } from '../estimators/estimate';
import { influenceOfMean } from '../estimators/mean';
import { proportionInterval } from '../estimators/proportion-interval';
import { settingsOf, uncertaintyOf } from '../estimators/uncertainty';
import { quantileBy, type QuantileRule } from './quantile-rules';
import { weightedDistribution } from './weighted-distribution';

export interface QuantileOptions {
  level?: number;
  rule?: QuantileRule;
  /** Scale of the interval for the share at or below the quantile. */
  interval?: 'mean' | 'beta' | 'xlogit' | 'asin';
}

/** A share whose standard error is below this is known up to rounding. */
const SETTLED = 1e-12;

/** An end of the interval is null where its share lies beyond 0 or 1, outside of what was observed. */
export interface EstimatedQuantile extends Omit<Estimated, 'ci'> {
  ci: [number | null, number | null] | null;
}

/**
 * Quantile of a variable in each of several domains, with Woodruff's interval: the interval of the share at or below the
 * estimate, read back through the distribution (Woodruff 1952, JASA 47; R: svyquantile). The standard error is the
 * interval's length over twice the t quantile.
 * @param values by record, NaN where missing; a record's persons share its value
 * @param probability between 0 and 1
 */
export function estimateQuantiles(
  design: Design,
  values: Float64Array,
  probability: number,
  domains: Domains,
  options: QuantileOptions = {},
): EstimatedQuantile[] {
  const { level = 0.95, rule = 'math', interval = 'mean' } = options;
  const valued = values.map((value, r) => (Number.isNaN(value) ? 0 : design.count[r]!));
  return settingsOf(design, domains, valued).map((setting, d) => {
    const isUsed = (r: number) => domains.codes[r] === d && design.weight[r]! * valued[r]! > 0;
    let records = 0;
    for (let r = 0; r < design.size; r++) if (isUsed(r)) records += 1;
    if (records === 0) return notEstimable('no-values');
    const used = new Int32Array(records);
    let n = 0;
    for (let r = 0, at = 0; r < design.size; r++) {
      if (!isUsed(r)) continue;
      used[at++] = r;
      n += design.count[r]!;
    }
    const distribution = weightedDistribution(
      Float64Array.from(used, (r) => values[r]!),
      Float64Array.from(used, (r) => design.weight[r]! * design.count[r]!),
    );
    const estimate = quantileBy(rule, distribution, probability);
    const share = shareUpTo(design, values, used, estimate);
    const influence = influenceOfMean(design, share.variable, share.value, share.population, setting);
    const { se, df, ci, reason } = uncertaintyOf(design, share.value, influence, setting, level);
    if (se === null || ci === null) return { ...notEstimable(reason ?? 'no-variance', n), estimate, df };
    // Everybody was asked: reading the share back would fall to one side or the other of the step that it lies on.
    if (se < SETTLED) return { n, estimate, se: 0, df, ci: [estimate, estimate], deff: null, reason: null };
    const scaled =
      interval === 'mean'
        ? ci
        : proportionInterval(share.value, se, { df, level, method: interval, n, rows: n });
    const [low, high] = scaled;
    const lower = low >= 0 ? quantileBy(rule, distribution, low) : null;
    const upper = high <= 1 ? quantileBy(rule, distribution, high) : null;
    if (lower === null || upper === null)
      return { n, estimate, se: null, df, ci: [lower, upper], deff: null, reason: 'interval-open' };
    const t = tQuantile(1 - (1 - level) / 2, df);
    return { n, estimate, se: (upper - lower) / (2 * t), df, ci: [lower, upper], deff: null, reason: null };
  });
}

/** The share of persons at or below a value, as a variable of zeros and ones. */
function shareUpTo(design: Design, values: Float64Array, used: Int32Array, limit: number) {
  const n = new Float64Array(design.size);
  const sum = new Float64Array(design.size);
  let population = 0;
  let below = 0;
  for (const r of used) {
    const mass = design.weight[r]! * design.count[r]!;
    n[r] = design.count[r]!;
    population += mass;
    if (values[r]! > limit) continue;
    sum[r] = design.count[r]!;
    below += mass;
  }
  return { variable: { n, sum, sumOfSquares: sum }, value: below / population, population };
}
