import type { Design } from '../design/design';
import type { Calibration } from './calibration';
import { CalibrationError } from './calibration-error';
import { distanceOf, type CalibrationMethod, type FactorBounds } from './distances';
import { columnSums, massOf, pointsOf, type Points } from './points';
import { solveCalibration } from './solve';

/** A margin to meet: each record's category and the population total of every category. */
export interface Margin {
  /** By record: number of the category, from 0. */
  category: Int32Array;
  /** By category: population total; all margins add up to the same total. */
  totals: Float64Array;
}

/** A numeric variable whose population total is to be met. */
export interface NumericTotal {
  /** By record: value of each person in it. */
  values: Float64Array;
  total: number;
}

export interface CalibrationOptions {
  method: CalibrationMethod;
  /** On the factor; needed for logit. */
  bounds?: FactorBounds;
  numeric?: readonly NumericTotal[];
  /** See Calibration. */
  residual?: Calibration['residual'];
}

/** Margins that differ by less are the same up to rounding, and are brought to the total of the first. */
const SAME_TOTAL = 1e-6;
/** A calibration counts as met from here on; it usually gets to 1e-13. */
const MET = 1e-8;

/**
 * 校准: changes the weights as little as the method's distance allows so that all totals are met
 * (Deville & Särndal 1992, JASA 87; R: calibrate). Raking and post-stratification are the method `raking`.
 * @returns the design with its new weights and what the variance needs to know
 * @throws CalibrationError; RangeError for bounds that do not enclose 1
 */
export function calibrate(design: Design, margins: readonly Margin[], options: CalibrationOptions): Design {
  const numeric = options.numeric ?? [];
  const totals = agreedTotals(margins);
  const points = pointsOf(
    design.size,
    margins.map((margin) => margin.category),
    margins.map((margin) => margin.totals.length),
    numeric.map(({ values }) => values),
  );
  const mass = massOf(points, design.weight, design.count);
  const wanted = Float64Array.from([...totals, ...numeric.map(({ total }) => total)]);
  requireReachable(points, mass, wanted, margins, options.bounds);
  const distance = distanceOf(options.method, options.bounds);
  const solution = solveCalibration(points, mass, wanted, distance);
  if (!(solution.distance <= MET))
    throw new CalibrationError('not-converged', ...placeOf(solution.worst, margins), solution.distance);
  const weight = new Float64Array(design.size);
  for (let r = 0; r < design.size; r++) {
    const factor = solution.factor[points.pointOf[r]!]!;
    if (factor < 0 && design.weight[r]! > 0) throw new CalibrationError('negative-weight', 0, null, factor);
    weight[r] = design.weight[r]! * factor;
  }
  return {
    ...design,
    weight,
    calibration: {
      designWeight: design.weight,
      categories: margins.map((margin) => margin.category),
      ...(numeric.length > 0 ? { numeric: numeric.map(({ values }) => values) } : {}),
      ...(options.residual ? { residual: options.residual } : {}),
    },
  };
}

/** The totals of all categories, margin by margin, adding up to the total of the first margin. */
function agreedTotals(margins: readonly Margin[]): number[] {
  const sums = margins.map((margin) => margin.totals.reduce((sum, total) => sum + total, 0));
  return margins.flatMap((margin, index) => {
    const distance = Math.abs(sums[index]! / sums[0]! - 1);
    if (!(distance <= SAME_TOTAL)) throw new CalibrationError('margins-disagree', index, null, distance);
    return Array.from(margin.totals, (total) => total * (sums[0]! / sums[index]!));
  });
}

/** Looks at each category alone: without anybody, or with too narrow bounds, no solver needs to try. */
function requireReachable(
  points: Points,
  mass: Float64Array,
  wanted: Float64Array,
  margins: readonly Margin[],
  bounds: FactorBounds | undefined,
): void {
  const has = columnSums(points, mass);
  const categories = points.columns - points.numeric.length;
  for (let column = 0; column < categories; column++) {
    if (wanted[column]! > 0 && !(has[column]! > 0))
      throw new CalibrationError('empty-category', ...placeOf(column, margins), Infinity);
    const factor = wanted[column]! / has[column]!;
    if (bounds && (factor < bounds.lower || factor > bounds.upper))
      throw new CalibrationError('out-of-bounds', ...placeOf(column, margins), factor);
  }
}

function placeOf(column: number, margins: readonly Margin[]): [number, number | null] {
  let left = column;
  for (const [index, margin] of margins.entries()) {
    if (left < margin.totals.length) return [index, left];
    left -= margin.totals.length;
  }
  return [margins.length + left, null];
}
