import { kish } from '@mingjian/statistics';
import type { WeightingReport } from '@mingjian/contract/aggregation';
import type { PlanAnswer } from './plan';
import type { RakedItem } from './raking-categories';

/** What the weights did: for the report's annex and the console's diagnostics. */
export function weightingReport(
  base: Float64Array,
  { weights, trimmed, rounds }: PlanAnswer,
  raked: readonly RakedItem[],
  totals: readonly number[][],
  collapses: WeightingReport['collapses'],
): WeightingReport {
  const { effectiveN, deff } = kish(weights, new Float64Array(weights.length).fill(1));
  return {
    base: sumOf(base),
    sum: sumOf(weights),
    min: weights.reduce((least, each) => Math.min(least, each), Infinity),
    max: weights.reduce((most, each) => Math.max(most, each), 0),
    kishDeff: deff,
    effectiveN,
    margins: raked.flatMap(({ code, categories, groups }, item) =>
      groups.map(({ name }, group) => ({
        variable: code,
        category: name,
        target: totals[item]?.[group] ?? 0,
        achieved: weights.reduce((sum, each, r) => sum + (categories[r] === name ? each : 0), 0),
      })),
    ),
    collapses,
    trimmed,
    rounds,
  };
}

export const nobodyWeighted: WeightingReport = {
  base: 0,
  sum: 0,
  min: 0,
  max: 0,
  kishDeff: 1,
  effectiveN: 0,
  margins: [],
  collapses: [],
  trimmed: 0,
  rounds: 0,
};

function sumOf(weights: Float64Array): number {
  return weights.reduce((sum, each) => sum + each, 0);
}
