import { calibrate, type CalibrationOptions, type Margin } from '../calibration/calibrate';
import type { Design } from '../design/design';
import { structureOf } from '../design/structure';

/** Replicate analysis weights, and how squared distances over them add up to a variance. */
export interface ReplicateWeights {
  /** By replicate, by record: weight per person. */
  weights: Float64Array[];
  scale: number;
  /** By replicate. */
  scales: Float64Array;
  /** Distances from the full-sample estimate instead of from the replicates' mean. */
  fromEstimate: boolean;
}

/**
 * Delete-one jackknife over the primary units: JK1 for one stratum, JKn for several (Wolter 2007, Introduction to Variance
 * Estimation, chapter 4; R: as.svrepdesign). The first stage's population sizes enter the scales, later stages do
 * not. Replicates stand stratum by stratum.
 * @throws RangeError for a stratum with a single unit that is not taken whole
 */
export function jackknifeWeights(design: Design): ReplicateWeights {
  const first = structureOf(design).stages[0];
  if (!first) throw new RangeError('a jackknife needs primary sampling units');
  const weights: Float64Array[] = [];
  const scales: number[] = [];
  const byStratum = Array.from(first.stratumOf.keys()).sort(
    (a, b) => first.stratumOf[a]! - first.stratumOf[b]! || a - b,
  );
  for (const unit of byStratum) {
    const h = first.stratumOf[unit]!;
    const n = first.sampled[h]!;
    if (n < 2) {
      if (first.open[h] === 0) continue;
      throw new RangeError('a stratum has a single sampled unit');
    }
    const factor = n / (n - 1);
    weights.push(
      design.weight.map((w, r) => {
        const own = first.unitOf[r]!;
        return own === unit ? 0 : first.stratumOf[own] === h ? w * factor : w;
      }),
    );
    scales.push((first.open[h]! * (n - 1)) / n);
  }
  return { weights, scale: 1, scales: Float64Array.from(scales), fromEstimate: false };
}

/**
 * Scales of balanced half-samples whose weights are given; with Fay's method the other half keeps `rho` of its weight
 * (Judkins 1990, Journal of Official Statistics 6; R: svrepdesign(type = "Fay")).
 * @param weights per person, by replicate, by record; @param rho from 0 up to 1
 */
export function balancedReplicates(weights: Float64Array[], rho = 0, fromEstimate = false): ReplicateWeights {
  const scales = new Float64Array(weights.length).fill(1);
  return { weights, scale: 1 / (weights.length * (1 - rho) ** 2), scales, fromEstimate };
}

/**
 * Scales of bootstrap replicates whose weights are given: 1/(B−1) around their mean, 1/B around the estimate
 * (Rao, Wu & Yue 1992, Survey Methodology 18; R: svrepdesign(type = "bootstrap")).
 * @param weights per person, by replicate, by record
 */
export function bootstrapReplicates(weights: Float64Array[], fromEstimate = false): ReplicateWeights {
  const scales = new Float64Array(weights.length).fill(1);
  return { weights, scale: 1 / (fromEstimate ? weights.length : weights.length - 1), scales, fromEstimate };
}

/** Calibrates every replicate to the same totals as the sample itself (R: calibrate of a svyrepdesign). @throws CalibrationError as `calibrate` */
export function calibrateReplicates(
  design: Design,
  replicates: ReplicateWeights,
  margins: readonly Margin[],
  options: CalibrationOptions,
): ReplicateWeights {
  const weights = replicates.weights.map(
    (weight) => calibrate({ ...design, weight }, margins, options).weight,
  );
  return { ...replicates, weights };
}
