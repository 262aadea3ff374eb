import type { ReplicateWeights } from './replicate-weights';

/** Any statistics as a function of weights per person. */
export type Statistics = (weight: Float64Array) => readonly number[];

export interface ReplicateEstimate {
  estimates: readonly number[];
  covariance: Float64Array[];
  se: Float64Array;
}

/**
 * Variance over replicates: scale · Σ_r scale_r (θ_r − θ̄)(θ_r − θ̄)' (Wolter 2007, Introduction to Variance Estimation;
 * R: svrVar).
 * @param weight per person of the full sample, by record
 * @param statistics called with the full weights and with those of each replicate, always for the same number of statistics
 */
export function estimateByReplicates(
  weight: Float64Array,
  replicates: ReplicateWeights,
  statistics: Statistics,
): ReplicateEstimate {
  const estimates = statistics(weight);
  const values = replicates.weights.map(statistics);
  const used = values.filter((_, r) => replicates.scales[r]! > 0);
  const centre = replicates.fromEstimate
    ? estimates
    : estimates.map((_, k) => used.reduce((sum, each) => sum + each[k]!, 0) / used.length);
  const covariance = estimates.map(() => new Float64Array(estimates.length));
  values.forEach((value, r) => {
    const scale = replicates.scale * replicates.scales[r]!;
    for (let a = 0; a < centre.length; a++)
      for (let b = 0; b < centre.length; b++)
        covariance[a]![b]! += scale * (value[a]! - centre[a]!) * (value[b]! - centre[b]!);
  });
  return { estimates, covariance, se: Float64Array.from(covariance, (row, k) => Math.sqrt(row[k]!)) };
}
