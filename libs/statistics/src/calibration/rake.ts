import { CalibrationError } from './calibration-error';
import { calibrate, type Margin } from './calibrate';

export type RakingMargin = Margin;

/**
 * 迭代加权: scales weights until every margin is met (Deming & Stephan 1940, Ann. Math. Stat. 11; the same weights by Newton's
 * method, which ends in a few steps). See `calibrate` for a whole design.
 * @param weight per person, by record; @param count persons, by record
 * @returns new weights per person
 * @throws CalibrationError when margins disagree in total, a category has a total but no persons, or they cannot be met together
 */
export function rake(
  weight: Float64Array,
  count: Float64Array,
  margins: readonly RakingMargin[],
): Float64Array {
  if (margins.length === 0) return Float64Array.from(weight);
  const design = { size: weight.length, weight, count, stages: [], lonelyPsu: 'adjust' } as const;
  return calibrate({ ...design, stages: [] }, margins, { method: 'raking' }).weight;
}

/**
 * Weighted persons in each category of a margin.
 * @param weight per person, by record; @param count persons, by record
 */
export function marginTotals(weight: Float64Array, count: Float64Array, margin: RakingMargin): Float64Array {
  const totals = new Float64Array(margin.totals.length);
  for (let r = 0; r < weight.length; r++) totals[margin.category[r]!]! += weight[r]! * count[r]!;
  return totals;
}

export { CalibrationError as RakingError };
