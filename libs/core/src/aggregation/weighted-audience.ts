import type { WeightingPlan, WeightingReport } from '@mingjian/contract/aggregation';
import type { EstimationPlan, PlannedEstimate } from '@mingjian/contract/estimation';
import type { Margin } from '@mingjian/contract/registry';
import type { Audience, ItemMapping } from '@mingjian/contract/surveys';
import type { CellFrame } from '../distribution';
import { audiencePlan } from './audience-plan';
import { inCanonicalOrder } from './canonical-order';
import type { MeasuredScale } from './measures';
import { runPlan, type PlanAnswer } from './plan';
import { collapsesOf, rakedItem, rakingTotals } from './raking-categories';
import { ReplayTable } from './replay-table';
import { responseWeights } from './response-weights';
import type { AnswerRow } from './screens';
import { nobodyWeighted, weightingReport } from './weighting-report';

/** What the table and the plan of one county × audience are made of. */
export interface SampledAnswers {
  audience: Audience;
  items: readonly ItemMapping[];
  cells: readonly CellFrame[];
  answers: readonly AnswerRow[];
  plan: WeightingPlan;
}

/** The replay table with what went into it. */
export interface PreparedTable {
  table: ReplayTable;
  base: Float64Array;
  raked: ReturnType<typeof rakedItem>[];
  collapses: WeightingReport['collapses'];
}

/** Base weights adjusted for nonresponse, and raking categories, for every answer. Needs no totals. */
export function prepareTable(
  { audience, items, cells, answers, plan }: SampledAnswers,
  scales: readonly MeasuredScale[],
): PreparedTable {
  const codes = items.filter((item) => item.role !== 'open').map((item) => item.code);
  const { placed, silent } = inCanonicalOrder(cells, answers, codes);
  const counts = new Map<CellFrame, number>();
  for (const { cell } of placed) counts.set(cell, (counts.get(cell) ?? 0) + 1);
  const records = [...counts].map(([cell, count]) => ({ cell, count }));
  const { weight, merged } = responseWeights(records, silent, plan.nonresponseClass);
  const weightOf = new Map(records.map(({ cell }, index) => [cell, weight[index] ?? 0]));
  const base = Float64Array.from(placed, ({ cell }) => weightOf.get(cell) ?? 0);
  const raked =
    placed.length === 0
      ? []
      : plan.margins
          .filter((margin) => margin.audience === audience)
          .map((margin) =>
            rakedItem(
              margin,
              placed.map((each) => String(each.answers[margin.variable] ?? '')),
              plan.minimumCell,
            ),
          );
  return {
    table: new ReplayTable(placed, base, raked, codes, scales),
    base,
    raked,
    collapses: [
      ...merged.map(({ into, from }) => ({ variable: 'nonresponse', into, from })),
      ...raked.flatMap(collapsesOf),
    ],
  };
}

export interface EstimatedTable extends PreparedTable {
  /** Null where nobody answered: there is nothing to estimate from. */
  plan: EstimationPlan | null;
  answer: PlanAnswer | null;
  report: WeightingReport;
}

/**
 * 加权与估计: makes the plan of a county × audience and answers it.
 * @param margins of this county × audience, complete (see missingMargins)
 * @throws PlanError when the margins cannot be met
 */
export function estimateTable(
  prepared: PreparedTable,
  { plan: { trim } }: Pick<SampledAnswers, 'plan'>,
  margins: readonly Margin[],
  scales: readonly MeasuredScale[],
  cuts: WeightingPlan['cuts'],
  details: readonly PlannedEstimate[] = [],
): EstimatedTable {
  const { table, base, raked, collapses } = prepared;
  if (table.rows === 0) return { ...prepared, plan: null, answer: null, report: nobodyWeighted };
  const totals = rakingTotals(raked, margins, base);
  const hasClasses = table.columns.some(({ name }) => name === 'class');
  const plan = audiencePlan({ hasClasses, raked, totals, trim, scales, cuts, details });
  const answer = runPlan(plan, table);
  return { ...prepared, plan, answer, report: weightingReport(base, answer, raked, totals, collapses) };
}
