import type { Design } from '../design/design';
import { degreesOfFreedom } from '../design/degrees-of-freedom';
import { tQuantile, tTwoSided } from '../distributions/t';
import { completeRows } from '../estimators/variance-of-variable';
import { covarianceOf, influenceOfRows } from '../estimators/influence-estimate';
import { multiply, symmetricInverse } from '../linear-algebra/symmetric-inverse';

/** A fitted regression. Columns in the order given, the intercept being a column of ones. */
export interface FittedModel {
  n: number;
  coefficients: Float64Array;
  covariance: Float64Array[];
  se: Float64Array;
  /** Degrees of freedom of the design + 1 − coefficients. */
  df: number;
  t: Float64Array;
  p: Float64Array;
  /** By row: observed minus fitted, 0 for rows not used. */
  residuals: Float64Array;
}

/** Columns that depend on one another linearly, or too few rows. */
export class SingularModelError extends Error {
  constructor() {
    super('the columns of the model depend on one another');
    this.name = 'SingularModelError';
  }
}

/**
 * Weighted least squares with the design's covariance of the coefficients (Binder 1983, Int. Stat. Review 51; R: svyglm).
 * @param outcome, columns by row, NaN where missing; rows with a missing value are not used. Every record is one row.
 * @throws SingularModelError
 */
export function fitLinear(
  design: Design,
  outcome: Float64Array,
  columns: readonly Float64Array[],
): FittedModel {
  const { complete, n } = completeRows(design, [outcome, ...columns]);
  const weight = design.weight.map((w, r) => (complete[r] ? w : 0));
  const inverse = informationInverse(weight, columns);
  const right = Float64Array.from(columns, (column) => dot(weight, column, outcome));
  const coefficients = multiply(inverse, right);
  const residuals = outcome.map((y, r) => (complete[r] ? y - predict(columns, coefficients, r) : 0));
  return withCovariance(design, complete, n, coefficients, inverse, columns, residuals);
}

const STEPS = 50;

/**
 * Logistic regression by iterated weighted least squares (R: svyglm(family = quasibinomial)).
 * @param outcome zeros and ones by row, NaN where missing
 * @throws SingularModelError, also where groups separate perfectly
 */
export function fitLogistic(
  design: Design,
  outcome: Float64Array,
  columns: readonly Float64Array[],
): FittedModel {
  const { complete, n } = completeRows(design, [outcome, ...columns]);
  let coefficients = new Float64Array(columns.length);
  let inverse: Float64Array[] = [];
  let residuals = new Float64Array(design.size);
  for (let step = 0; step < STEPS; step++) {
    const fitted = outcome.map((_, r) =>
      complete[r] ? 1 / (1 + Math.exp(-predict(columns, coefficients, r))) : 0,
    );
    const curvature = design.weight.map((w, r) => (complete[r] ? w * fitted[r]! * (1 - fitted[r]!) : 0));
    residuals = outcome.map((y, r) => (complete[r] ? y - fitted[r]! : 0));
    inverse = informationInverse(curvature, columns);
    const score = Float64Array.from(columns, (column) => dot(design.weight, column, residuals));
    const move = multiply(inverse, score);
    coefficients = coefficients.map((value, k) => value + move[k]!);
    if (move.every((each, k) => Math.abs(each) <= 1e-13 * (1 + Math.abs(coefficients[k]!)))) break;
  }
  return withCovariance(design, complete, n, coefficients, inverse, columns, residuals);
}

/** Interval of each coefficient, [low, high], on t with the model's degrees of freedom (R: confint). @param level between 0 and 1 */
export function coefficientIntervals(
  { coefficients, se, df }: FittedModel,
  level = 0.95,
): [number, number][] {
  const t = tQuantile(1 - (1 - level) / 2, df);
  return Array.from(coefficients, (value, k) => [value - t * se[k]!, value + t * se[k]!]);
}

function withCovariance(
  design: Design,
  complete: Uint8Array,
  n: number,
  coefficients: Float64Array,
  inverse: readonly Float64Array[],
  columns: readonly Float64Array[],
  residuals: Float64Array,
): FittedModel {
  const influences = inverse.map((row, k) => {
    const u = residuals.map((residual, r) => {
      if (!complete[r]) return 0;
      let sum = 0;
      for (let j = 0; j < columns.length; j++) sum += row[j]! * columns[j]![r]!;
      return sum * residual;
    });
    return { n, value: coefficients[k]!, influence: influenceOfRows(u) };
  });
  const covariance = covarianceOf(design, influences);
  const se = Float64Array.from(covariance, (row, k) => Math.sqrt(row[k]!));
  const df = degreesOfFreedom(design, (r) => complete[r] === 1) + 1 - columns.length;
  const t = coefficients.map((value, k) => value / se[k]!);
  const p = t.map((each) => (df > 0 ? tTwoSided(each, df) : Number.NaN));
  return { n, coefficients, covariance, se, df, t, p, residuals };
}

function informationInverse(weight: Float64Array, columns: readonly Float64Array[]): Float64Array[] {
  const information = columns.map((a) => Float64Array.from(columns, (b) => dot(weight, a, b)));
  const { inverse, rank } = symmetricInverse(information);
  if (rank < columns.length) throw new SingularModelError();
  return inverse;
}

/** Σ w a b over the rows of positive weight. */
function dot(weight: Float64Array, a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let r = 0; r < weight.length; r++) if (weight[r]! > 0) sum += weight[r]! * guarded(a[r]! * b[r]!);
  return sum;
}

/** Rows that are not used keep weights in some sums; their missing values count as nothing. */
function guarded(product: number): number {
  return Number.isNaN(product) ? 0 : product;
}

function predict(columns: readonly Float64Array[], coefficients: Float64Array, r: number): number {
  let sum = 0;
  for (let k = 0; k < columns.length; k++) sum += coefficients[k]! * columns[k]![r]!;
  return sum;
}
