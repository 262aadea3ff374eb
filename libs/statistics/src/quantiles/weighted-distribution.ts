import { stableOrder } from './stable-order';

/** Values in ascending order with the running sums of their weights. */
export interface WeightedDistribution {
  value: Float64Array;
  /** Running sums, the last one being the whole weight. */
  cumulative: Float64Array;
  weight: Float64Array;
}

/**
 * Sorts weighted values; equal values stay in the order in which they come.
 * @param values without NaN
 * @param weights above zero
 */
export function weightedDistribution(values: Float64Array, weights: Float64Array): WeightedDistribution {
  const order = stableOrder(values);
  const value = Float64Array.from(order, (at) => values[at]!);
  const weight = Float64Array.from(order, (at) => weights[at]!);
  return { value, weight, cumulative: runningSums(weight) };
}

/** Compensated (Neumaier 1974), because whether a step of the distribution lies at a probability is decided by equality. */
function runningSums(weight: Float64Array): Float64Array {
  const sums = new Float64Array(weight.length);
  let sum = 0;
  let rest = 0;
  for (let i = 0; i < weight.length; i++) {
    const next = sum + weight[i]!;
    rest += Math.abs(sum) >= weight[i]! ? sum - next + weight[i]! : weight[i]! - next + sum;
    sum = next;
    sums[i] = sum + rest;
  }
  return sums;
}
