import type { WeightedDistribution } from './weighted-distribution';

/**
 * How a quantile is read off a weighted distribution; names as in R's svyquantile. `math` is the smallest value at which the
 * distribution function reaches the probability, `school` and `hf2` average where it does so exactly, hf4, hf6 and hf7
 * interpolate (Hyndman & Fan 1996, American Statistician 50). Below the first step R reads the second value, and so do we
 * for `math` and `school`.
 */
export type QuantileRule = 'math' | 'school' | 'hf2' | 'hf4' | 'hf6' | 'hf7';

/** The quantile of a distribution by a rule (R: svyquantile(qrule)). @param distribution of at least one value @param p probability between 0 and 1 */
export function quantileBy(rule: QuantileRule, distribution: WeightedDistribution, p: number): number {
  const { value, cumulative, weight } = distribution;
  const last = value.length - 1;
  const whole = cumulative[last]!;
  if (rule === 'hf6') {
    const beyond = whole + weight[last]!;
    return interpolate(value, (i) => cumulative[i]! / beyond, p);
  }
  if (rule === 'hf7') {
    if (last === 0) return value[0]!;
    const before = cumulative[last - 1]!;
    return interpolate(value, (i) => (i === 0 ? 0 : cumulative[i - 1]! / before), p);
  }
  const found = lastNotAbove(cumulative, p * whole);
  if (found < 0 && rule === 'hf4') return value[0]!;
  const at = Math.max(0, found);
  const next = Math.min(at + 1, last);
  const below = p - cumulative[at]! / whole;
  switch (rule) {
    case 'math':
      return below === 0 ? value[at]! : value[next]!;
    case 'school':
    case 'hf2':
      return below === 0 ? (value[at]! + value[next]!) / 2 : value[next]!;
    case 'hf4': {
      const above = cumulative[next]! / whole - p;
      const share = below + above > 0 ? below / (below + above) : 0;
      return value[at]! * (1 - share) + value[next]! * share;
    }
  }
}

/** Position of the last running sum not above a limit, −1 where there is none. */
function lastNotAbove(sums: Float64Array, limit: number): number {
  let low = -1;
  let high = sums.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (sums[middle]! <= limit) low = middle;
    else high = middle;
  }
  return low;
}

/** Linear between points (position(i), value_i), constant beyond them. */
function interpolate(value: Float64Array, position: (i: number) => number, p: number): number {
  let low = 0;
  let high = value.length - 1;
  if (p <= position(0)) return value[0]!;
  if (p >= position(high)) return value[high]!;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (position(middle) <= p) low = middle;
    else high = middle;
  }
  const from = position(low);
  const share = (p - from) / (position(high) - from);
  return value[low]! + share * (value[high]! - value[low]!);
}
