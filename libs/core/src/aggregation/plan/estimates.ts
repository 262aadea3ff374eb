import {
  estimateDifference,
  estimateMeans,
  estimateProportions,
  estimateQuantiles,
  estimateRatios,
  estimateTotals,
  pairOf,
  variableOf,
  type Design,
  type Domains,
  type Estimated,
  type EstimatedQuantile,
} from '@mingjian/statistics';
import type { EstimationReply, PlannedEstimate } from '@mingjian/contract/estimation';
import type { PlanColumns } from './columns';
import { groupsOf, rowsWhere } from './domains';
import { PlanError } from './error';

/** One planned estimate, a row of the reply for each group. */
export function answer(
  planned: PlannedEstimate,
  design: Design,
  columns: PlanColumns,
): EstimationReply['estimates'] {
  const groups = groupsOf(planned.by ?? [], columns, rowsWhere(planned.where ?? {}, columns));
  const estimates = estimate(planned, design, columns, groups);
  return estimates.map((estimated, index) => ({
    id: planned.id,
    by: groups.labels[index] ?? {},
    ...estimated,
  }));
}

function estimate(
  planned: PlannedEstimate,
  design: Design,
  columns: PlanColumns,
  domains: Domains,
): (Estimated | EstimatedQuantile)[] {
  const level = planned.level ?? 0.95;
  switch (planned.statistic) {
    case 'mean':
      return estimateMeans(design, variableOf(columns.numbers(planned.variable)), domains, level);
    case 'total':
      return estimateTotals(design, variableOf(columns.numbers(planned.variable)), domains, level);
    case 'proportion': {
      const variable = variableOf(indicatorOf(planned.variable, planned.values.map(String), columns));
      const shares = estimateProportions(design, variable, domains, level, planned.interval);
      return planned.percent ? shares.map(inPercent) : shares;
    }
    case 'ratio': {
      const pair = pairOf(columns.numbers(planned.denominator), columns.numbers(planned.numerator));
      return estimateRatios(design, pair, domains, level);
    }
    case 'quantile': {
      const values = columns.numbers(planned.variable);
      return estimateQuantiles(design, values, planned.probability, domains, { level });
    }
    case 'difference': {
      const variable = variableOf(columns.numbers(planned.variable));
      const [first, second] = planned.between.map((each) => rowsWhere(each, columns));
      const both = first!.findIndex((each, row) => each === 1 && second![row] === 1);
      if (both >= 0)
        throw new PlanError({
          zh: `估计“${planned.id}”：第 ${both + 2} 行同时属于 between 的两个域`,
          en: `estimate "${planned.id}": row ${both + 2} belongs to both domains of "between"`,
        });
      return Array.from({ length: domains.size }, (_, group) => {
        const inside = (row: number) => domains.codes[row] === group;
        return estimateDifference(
          design,
          variable,
          (row) => inside(row) && first![row] === 1,
          (row) => inside(row) && second![row] === 1,
          level,
          inside,
        );
      });
    }
  }
}

function inPercent(share: Estimated): Estimated {
  const { estimate, se, ci } = share;
  return {
    ...share,
    estimate: estimate === null ? null : 100 * estimate,
    se: se === null ? null : 100 * se,
    ci: ci && [100 * ci[0], 100 * ci[1]],
  };
}

/** By row: 1 where the value is one of those chosen, NaN where it is missing. */
function indicatorOf(name: string, chosen: readonly string[], columns: PlanColumns): Float64Array {
  const { codes, size, text } = columns.coded(name);
  const isChosen = Uint8Array.from({ length: size }, (_, code) => (chosen.includes(text(code)) ? 1 : 0));
  return Float64Array.from(codes, (code) => (code < 0 ? Number.NaN : isChosen[code]!));
}
