import {
  estimateDifference,
  estimateMean,
  estimateProportion,
  estimateRatio,
  estimateTotal,
  LonelyPsuError,
  type Design,
  type Estimated,
  type Variable,
  type VariablePair,
} from '@mingjian/statistics';
import type { EstimationPlan, EstimationReply, PlannedEstimate } from '@mingjian/contract/estimation';
import { calibrate } from './plan-calibration';
import { columnOf, isMissing, numbersOf, type TextColumns } from './plan-columns';
import { designOf } from './plan-design';
import { PlanError } from './plan-error';

type Condition = NonNullable<PlannedEstimate['where']>;
type InDomain = (row: number) => boolean;

/**
 * Answers an estimation plan from the columns of its file: the one way from a plan to the kernel, for the `estimate`
 * command and for surveys done elsewhere.
 * @returns the reply and the final weight of every row
 * @throws PlanError naming what is wrong
 */
export function runPlan(
  plan: EstimationPlan,
  columns: TextColumns,
): { reply: EstimationReply; weights: Float64Array } {
  const rows = [...columns.values()][0]?.length ?? 0;
  if (rows === 0) throw new PlanError({ zh: '文件没有数据行', en: 'the file has no rows' });
  const sampled = designOf(plan.design, columns, rows);
  const design = plan.calibration ? calibrate(plan.calibration, sampled, columns) : sampled;
  try {
    const estimates = plan.estimates.flatMap((planned) => answer(planned, design, columns));
    return {
      reply: { n: rows, weights: summaryOf(design.weight), estimates, warnings: [] },
      weights: design.weight,
    };
  } catch (error) {
    if (error instanceof LonelyPsuError)
      throw new PlanError({
        zh: `第 ${error.stage + 1} 阶段有一个层只有一个抽样单元；请选择 "fail" 以外的 lonelyPsu 规则`,
        en: `${error.message}; choose a lonelyPsu policy other than "fail"`,
      });
    throw error;
  }
}

function answer(
  planned: PlannedEstimate,
  design: Design,
  columns: TextColumns,
): EstimationReply['estimates'] {
  const inWhere = matcher(planned.where ?? {}, columns);
  const level = planned.level ?? 0.95;
  if (planned.statistic === 'difference') {
    const variable = variableOf(numbersOf(columns, planned.variable));
    const [first, second] = planned.between.map((condition) => matcher(condition, columns)) as [
      InDomain,
      InDomain,
    ];
    const both =
      (in1: InDomain): InDomain =>
      (row) =>
        inWhere(row) && in1(row);
    return [rowOf(planned.id, {}, estimateDifference(design, variable, both(first), both(second), level))];
  }
  const estimate = estimatorOf(planned, columns);
  return groupsOf(planned.by ?? [], columns, inWhere).map((group) => {
    const inGroup = matcher(group, columns);
    return rowOf(
      planned.id,
      group,
      estimate(design, (row) => inWhere(row) && inGroup(row), level),
    );
  });
}

function estimatorOf(
  planned: Exclude<PlannedEstimate, { statistic: 'difference' }>,
  columns: TextColumns,
): (design: Design, inDomain: InDomain, level: number) => Estimated {
  switch (planned.statistic) {
    case 'mean': {
      const variable = variableOf(numbersOf(columns, planned.variable));
      return (design, inDomain, level) => estimateMean(design, variable, inDomain, level);
    }
    case 'total': {
      const variable = variableOf(numbersOf(columns, planned.variable));
      return (design, inDomain, level) => estimateTotal(design, variable, inDomain, level);
    }
    case 'proportion': {
      const chosen = new Set(planned.values.map(String));
      const texts = columnOf(columns, planned.variable);
      const variable = variableOf(
        Float64Array.from(texts, (text) => (isMissing(text) ? Number.NaN : chosen.has(text) ? 1 : 0)),
      );
      const proportion = planned.interval === 'mean' ? estimateMean : estimateProportion;
      return (design, inDomain, level) => proportion(design, variable, inDomain, level);
    }
    case 'ratio': {
      const pair = pairOf(numbersOf(columns, planned.denominator), numbersOf(columns, planned.numerator));
      return (design, inDomain, level) => estimateRatio(design, pair, inDomain, level);
    }
  }
}

/** The groups of `by` that occur, sorted by value: numbers as numbers, texts as texts. */
function groupsOf(by: readonly string[], columns: TextColumns, inWhere: InDomain): Record<string, string>[] {
  if (by.length === 0) return [{}];
  const texts = by.map((name) => columnOf(columns, name));
  const groups = new Map<string, string[]>();
  texts[0]?.forEach((_, row) => {
    const values = texts.map((column) => column[row] ?? '');
    if (inWhere(row) && !values.some(isMissing)) groups.set(JSON.stringify(values), values);
  });
  const sorted = [...groups.values()].sort((a, b) => {
    for (const [index, left] of a.entries()) {
      const order = compareValues(left, b[index] ?? '');
      if (order !== 0) return order;
    }
    return 0;
  });
  return sorted.map((values) => Object.fromEntries(by.map((name, index) => [name, values[index] ?? ''])));
}

function compareValues(a: string, b: string): number {
  const difference = Number(a) - Number(b);
  if (!Number.isNaN(difference)) return difference;
  return a < b ? -1 : a > b ? 1 : 0;
}

function matcher(condition: Condition, columns: TextColumns): InDomain {
  const tests = Object.entries(condition).map(([name, wanted]) => {
    const texts = columnOf(columns, name);
    const values = new Set((Array.isArray(wanted) ? wanted : [wanted]).map(String));
    return (row: number) => !isMissing(texts[row] ?? '') && values.has(texts[row] ?? '');
  });
  return (row) => tests.every((test) => test(row));
}

function variableOf(values: Float64Array): Variable {
  const valid = (value: number, then: number) => (Number.isNaN(value) ? 0 : then);
  return {
    n: values.map((value) => valid(value, 1)),
    sum: values.map((value) => valid(value, value)),
    sumOfSquares: values.map((value) => valid(value, value * value)),
  };
}

function pairOf(x: Float64Array, y: Float64Array): VariablePair {
  const both = (of: (x: number, y: number) => number) =>
    Float64Array.from(x, (each, row) => {
      const other = y[row] ?? Number.NaN;
      return Number.isNaN(each) || Number.isNaN(other) ? 0 : of(each, other);
    });
  return {
    n: both(() => 1),
    sumX: both((a) => a),
    sumY: both((_, b) => b),
    sumXX: both((a) => a * a),
    sumXY: both((a, b) => a * b),
    sumYY: both((_, b) => b * b),
  };
}

function rowOf(
  id: string,
  by: Record<string, string>,
  estimated: Estimated,
): EstimationReply['estimates'][number] {
  const { n, estimate, se, df, ci, deff, reason } = estimated;
  return { id, by, n, estimate, se, df, ci, deff, reason };
}

function summaryOf(weights: Float64Array): EstimationReply['weights'] {
  let sum = 0;
  let sumOfSquares = 0;
  let min = Infinity;
  let max = -Infinity;
  for (const weight of weights) {
    sum += weight;
    sumOfSquares += weight * weight;
    min = Math.min(min, weight);
    max = Math.max(max, weight);
  }
  return { sum, sumOfSquares, min, max };
}
