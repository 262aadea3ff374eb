import {
  calibrate,
  CalibrationError,
  medianWeight,
  rakeAndTrim,
  trimWeights,
  type Design,
} from '@mingjian/statistics';
import type { EstimationPlan } from '@mingjian/contract/estimation';
import type { PlanColumns } from './columns';
import { marginOf, type NamedMargin } from './margins';
import { PlanError } from './error';

type PlannedCalibration = NonNullable<EstimationPlan['calibration']>;

/** A calibrated design and how it came about. */
export interface CalibratedDesign {
  design: Design;
  /** One for every margin that trimming missed. */
  warnings: string[];
  /** Rows whose weight was cut or raised. */
  trimmed: number;
  /** Rounds of calibrating and trimming. */
  rounds: number;
}

/**
 * Calibrates a design to the plan's margins, and trims it where the plan says so.
 * @throws PlanError for a category without a total, a total without a category, margins that disagree, bounds that cannot
 * be met, no convergence
 */
export function calibrateAsPlanned(
  plan: PlannedCalibration,
  design: Design,
  columns: PlanColumns,
): CalibratedDesign {
  if (plan.method === 'poststratify' && plan.margins.length !== 1)
    throw new PlanError({
      zh: 'calibration：poststratify 只能有一个边际',
      en: 'calibration: poststratify takes exactly one margin',
    });
  requireBounds(plan);
  const margins = plan.margins.map((margin) => marginOf(margin, columns, design.weight));
  try {
    if (plan.trim?.untilMarginsHold) return rakedAndTrimmed(plan, plan.trim, design, margins);
    const calibrated = toMargins(plan, design, margins);
    if (!plan.trim) return { design: calibrated, warnings: [], trimmed: 0, rounds: 1 };
    return trimmed(plan.trim, calibrated, margins);
  } catch (error) {
    if (error instanceof CalibrationError) throw new PlanError(faultOf(error, margins));
    throw error;
  }
}

function rakedAndTrimmed(
  { method, bounds }: PlannedCalibration,
  { lower, upper, of }: NonNullable<PlannedCalibration['trim']>,
  design: Design,
  margins: readonly NamedMargin[],
): CalibratedDesign {
  if ((method !== 'rake' && method !== 'raking') || bounds || of === 'mean')
    throw new PlanError({
      zh: 'calibration.trim：untilMarginsHold 只用于不设 bounds 的 rake，上下限为中位数的倍数',
      en: 'calibration.trim: untilMarginsHold goes with rake without bounds, its limits being multiples of the median',
    });
  const { weight, trimmed, rounds, withinBounds } = rakeAndTrim(design.weight, design.count, margins, {
    lower,
    upper,
  });
  const calibration = { designWeight: design.weight, categories: margins.map(({ category }) => category) };
  return {
    design: { ...design, weight, calibration },
    warnings: withinBounds ? [] : ['trim: margins and bounds cannot hold together; the margins hold'],
    trimmed,
    rounds,
  };
}

function requireBounds({ method, bounds }: PlannedCalibration): void {
  if (method === 'logit' && !bounds)
    throw new PlanError({
      zh: 'calibration.bounds：logit 校准必须给出 bounds',
      en: 'calibration.bounds: logit calibration needs bounds',
    });
  if (bounds && !(bounds[0] < 1 && bounds[1] > 1))
    throw new PlanError({
      zh: `calibration.bounds：权数变化倍数的范围必须包含 1，而不是 ${bounds[0]} 到 ${bounds[1]}`,
      en: `calibration.bounds: the bounds on the factor must enclose 1, not ${bounds[0]} to ${bounds[1]}`,
    });
}

function toMargins(plan: PlannedCalibration, design: Design, margins: NamedMargin[]): Design {
  const method = plan.method === 'rake' || plan.method === 'poststratify' ? 'raking' : plan.method;
  return calibrate(design, margins, {
    method,
    ...(plan.bounds ? { bounds: { lower: plan.bounds[0], upper: plan.bounds[1] } } : {}),
    ...(plan.variance === 'ten-sweeps' ? { residual: 'ten-sweeps' } : {}),
  });
}

function faultOf(
  { fault, margin, category, distance }: CalibrationError,
  margins: readonly NamedMargin[],
): { zh: string; en: string } {
  const of = margins[margin];
  const name = of?.name ?? '';
  const place = category === null ? name : `${name} = ${of?.labels[category] ?? ''}`;
  const percent = `${(100 * distance).toPrecision(3)}%`;
  switch (fault) {
    case 'margins-disagree':
      return {
        zh: `calibration：边际 ${name} 的总数之和与第一个边际（${margins[0]?.name ?? ''}）相差 ${percent}`,
        en: `calibration: the totals of margin ${name} add up to ${percent} off those of the first (${margins[0]?.name ?? ''})`,
      };
    case 'empty-category':
      return {
        zh: `calibration：边际 ${place} 有总数，样本中却没有权数大于零的人`,
        en: `calibration: margin ${place} has a total but nobody of positive weight in the sample`,
      };
    case 'out-of-bounds':
      return {
        zh: `calibration：边际 ${place} 需要权数变为 ${distance.toPrecision(6)} 倍，超出 bounds`,
        en: `calibration: margin ${place} needs a factor of ${distance.toPrecision(6)}, outside of the bounds`,
      };
    case 'negative-weight':
      return {
        zh: 'calibration：linear 校准得出负权数；请给出 bounds 或改用 raking',
        en: 'calibration: linear led to negative weights; give bounds or use raking',
      };
    case 'not-converged':
      return {
        zh: `calibration：没有收敛；离总数最远的是边际 ${place}，相差 ${percent}`,
        en: `calibration: did not converge; furthest from its total is margin ${place}, off by ${percent}`,
      };
  }
}

function trimmed(
  trim: NonNullable<PlannedCalibration['trim']>,
  design: Design,
  margins: readonly NamedMargin[],
): CalibratedDesign {
  const base = trim.of === 'mean' ? meanOf(design.weight) : medianWeight(design.weight, design.count);
  try {
    const result = trimWeights(design, trim.lower * base, trim.upper * base, trim.strict === true);
    const warnings = result.trimmed > 0 ? missed(margins, result.design) : [];
    return { design: result.design, warnings, trimmed: result.trimmed, rounds: 1 };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new PlanError({
      zh: 'calibration.trim：无法把权数修剪到这个范围',
      en: `calibration.trim: ${error.message}`,
    });
  }
}

/** A sentence for each category that trimming moved off its total. */
function missed(margins: readonly NamedMargin[], { weight }: Design): string[] {
  return margins.flatMap(({ name, labels, category, totals }) => {
    const reached = new Float64Array(totals.length);
    for (let row = 0; row < weight.length; row++) reached[category[row]!]! += weight[row]!;
    return labels.flatMap((label, index) => {
      const off = reached[index]! / totals[index]! - 1;
      return Math.abs(off) > 1e-9
        ? [`trim: margin ${name} = ${label} is ${(100 * off).toPrecision(3)}% off its total ${totals[index]}`]
        : [];
    });
  });
}

function meanOf(weight: Float64Array): number {
  return weight.reduce((sum, each) => sum + each, 0) / weight.length;
}
