import type { Design } from '../design/design';
import { degreesOfFreedom } from '../design/degrees-of-freedom';
import { tQuantile } from '../distributions/t';
import { weightedInfluence, type Linearised } from '../variance/linearised';
import { taylorVariance } from '../variance/taylor';

/** Standard error, degrees of freedom and t interval of an estimate. */
export interface Uncertainty {
  se: number | null;
  df: number;
  ci: [number, number] | null;
  variance: number;
}

/**
 * The uncertainty of any smooth estimate from its influence values.
 * @param influence sums of u and u² over the persons of each record, zero outside of the domain
 * @param inDomain the records whose primary units give the degrees of freedom
 */
export function uncertaintyOf(
  design: Design,
  estimate: number,
  influence: Linearised,
  inDomain: (record: number) => boolean,
  level: number,
): Uncertainty {
  const variance = taylorVariance(design, weightedInfluence(design, influence));
  const df = degreesOfFreedom(design, inDomain);
  if (df < 1) return { se: null, df, ci: null, variance };
  const se = Math.sqrt(variance);
  const half = tQuantile(1 - (1 - level) / 2, df) * se;
  return { se, df, ci: [estimate - half, estimate + half], variance };
}
