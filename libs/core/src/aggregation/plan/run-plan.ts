import { LonelyPsuError, type Design } from '@mingjian/statistics';
import type { EstimationPlan, EstimationReply } from '@mingjian/contract/estimation';
import { calibrateAsPlanned } from './calibration';
import { columnsOfTexts, type PlanColumns, type TextColumns } from './columns';
import { designOf, stratumName } from './design';
import { PlanError } from './error';
import { answer } from './estimates';

/** A plan's reply, the final weight of every row, and what calibration took. */
export interface PlanAnswer {
  reply: EstimationReply;
  weights: Float64Array;
  trimmed: number;
  rounds: number;
}

/**
 * Answers an estimation plan from the columns of its file: the one way from a plan to the kernel, for the `estimate`
 * command, for the platform's own surveys and for those done elsewhere.
 * @throws PlanError naming what is wrong
 */
export function runPlan(plan: EstimationPlan, file: PlanColumns | TextColumns): PlanAnswer {
  const columns = 'rows' in file ? file : columnsOfTexts(plan, file);
  if (columns.rows === 0) throw new PlanError({ zh: '文件没有数据行', en: 'the file has no rows' });
  const sampled = designOf(plan.design, columns);
  const { design, warnings, trimmed, rounds } = plan.calibration
    ? calibrateAsPlanned(plan.calibration, sampled, columns)
    : { design: sampled, warnings: [], trimmed: 0, rounds: 0 };
  try {
    const estimates = plan.estimates.flatMap((planned) => answer(planned, design, columns));
    requireFinite(estimates);
    return {
      reply: { n: columns.rows, weights: summaryOf(design), estimates, warnings },
      weights: design.weight,
      trimmed,
      rounds,
    };
  } catch (error) {
    if (!(error instanceof LonelyPsuError)) throw error;
    const name = stratumName(plan.design, columns, error.stage, error.record);
    const stage = error.stage + 1;
    throw new PlanError({
      zh: `第 ${stage} 阶段${name ? `的层（${name}）` : ''}只有一个抽样单元；请合并层，或选择 "fail" 以外的 lonelyPsu 规则`,
      en: `${name ? `stratum (${name}) of stage ${stage}` : `stage ${stage}`} has a single sampled unit; merge strata or choose a lonelyPsu policy other than "fail"`,
    });
  }
}

/** Values so large that sums overflow give no numbers; better to say so than to print null as if nobody had answered. */
function requireFinite(estimates: EstimationReply['estimates']): void {
  for (const { id, estimate, se, ci } of estimates)
    if ([estimate, se, ...(ci ?? [])].some((value) => value !== null && !Number.isFinite(value)))
      throw new PlanError({
        zh: `估计“${id}”：数值太大，计算溢出`,
        en: `estimate "${id}": the values are so large that sums overflow`,
      });
}

function summaryOf({ weight }: Design): EstimationReply['weights'] {
  let sum = 0;
  let sumOfSquares = 0;
  let min = Infinity;
  let max = -Infinity;
  for (const each of weight) {
    sum += each;
    sumOfSquares += each * each;
    min = Math.min(min, each);
    max = Math.max(max, each);
  }
  return { sum, sumOfSquares, min, max };
}
