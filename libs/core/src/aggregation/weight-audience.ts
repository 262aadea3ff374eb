import {
  collapseCategories,
  kish,
  marginTotals,
  rakeAndTrim,
  type Calibration,
  type RakingMargin,
} from '@mingjian/statistics';
import type { WeightingPlan, WeightingReport } from '@mingjian/contract/aggregation';
import type { Margin } from '@mingjian/contract/registry';
import type { CellTable } from './cell-table';
import { rakingTargets, UNDISCLOSED } from './raking-targets';
import { responseWeights } from './response-weights';

export interface AudienceWeights {
  /** Final weight per person, by record. */
  weight: Float64Array;
  calibration: Calibration;
  report: WeightingReport;
}

/**
 * 加权: design weight, nonresponse, raking to audited totals and trimming, in the order that the plan fixes.
 * @param margins of this county × audience, complete
 * @throws RakingError when the margins cannot be met
 */
export function weightAudience(
  table: CellTable,
  plan: WeightingPlan,
  declared: WeightingPlan['margins'],
  margins: readonly Margin[],
): AudienceWeights {
  if (table.cells.length === 0) return nobodyAnswered();
  const records = table.cells.map((cell, index) => ({ cell, count: table.count[index] ?? 0 }));
  const { weight: base, merged } = responseWeights(records, table.silent, plan.nonresponseClass);
  const targets = rakingTargets(declared, margins, (variable) => undisclosedShare(table, base, variable));
  const collapses: WeightingReport['collapses'] = merged.map(({ into, from }) => ({
    variable: 'nonresponse',
    into,
    from,
  }));
  const named: { variable: string; names: string[]; margin: RakingMargin }[] = [];
  for (const { variable, categories, totals } of targets) {
    const values = table.categories.get(variable) ?? [];
    const persons = categories.map((category) =>
      values.reduce((total, value, r) => total + (value === category ? (table.count[r] ?? 0) : 0), 0),
    );
    const groups = collapseCategories(persons, plan.minimumCell).map(({ members }) =>
      members.map((m) => categories[m] ?? ''),
    );
    for (const group of groups)
      if (group.length > 1) collapses.push({ variable, into: group.join('+'), from: group });
    const undisclosed = totals.get(UNDISCLOSED);
    const all = undisclosed === undefined ? groups : [...groups, [UNDISCLOSED]];
    const position = new Map(
      all.flatMap((group, index) => group.map((category) => [category, index] as const)),
    );
    named.push({
      variable,
      names: all.map((group) => group.join('+')),
      margin: {
        category: Int32Array.from(values, (value) => position.get(value ?? UNDISCLOSED) ?? 0),
        totals: Float64Array.from(all, (group) =>
          group.reduce((total, category) => total + (totals.get(category) ?? 0), 0),
        ),
      },
    });
  }
  const raking = named.map(({ margin }) => margin);
  const { weight, trimmed, rounds } =
    raking.length === 0
      ? { weight: base, trimmed: 0, rounds: 0 }
      : rakeAndTrim(base, table.count, raking, plan.trim);
  const { effectiveN, deff } = kish(weight, table.count);
  return {
    weight,
    calibration: { designWeight: base, categories: raking.map(({ category }) => category) },
    report: {
      base: sumOf(base, table.count),
      sum: sumOf(weight, table.count),
      min: weight.reduce((least, each) => Math.min(least, each), Infinity),
      max: weight.reduce((most, each) => Math.max(most, each), 0),
      kishDeff: deff,
      effectiveN,
      margins: named.flatMap(({ variable, names, margin }) => {
        const achieved = marginTotals(weight, table.count, margin);
        return names.map((category, index) => ({
          variable,
          category,
          target: margin.totals[index] ?? 0,
          achieved: achieved[index] ?? 0,
        }));
      }),
      collapses,
      trimmed,
      rounds,
    },
  };
}

function nobodyAnswered(): AudienceWeights {
  const none = new Float64Array(0);
  const report = {
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
  return { weight: none, calibration: { designWeight: none, categories: [] }, report };
}

function undisclosedShare(table: CellTable, weight: Float64Array, variable: string): number {
  const values = table.categories.get(variable) ?? [];
  let undisclosed = 0;
  for (const [r, value] of values.entries())
    if (value === null) undisclosed += (weight[r] ?? 0) * (table.count[r] ?? 0);
  return undisclosed / sumOf(weight, table.count);
}

function sumOf(weight: Float64Array, count: Float64Array): number {
  return weight.reduce((total, each, r) => total + each * (count[r] ?? 0), 0);
}
