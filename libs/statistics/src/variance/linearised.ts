import type { Calibration, Design } from '../design/design';

/** Linearised values summed over the persons of each record, and their squares. */
export interface Linearised {
  sum: Float64Array;
  sumOfSquares: Float64Array;
}

/**
 * Turns influence values u into weighted linearised values z = w·u, or, after calibration, z = w·(u − x'B), where B is the
 * regression of u on the calibration categories with the weights before calibration (Deville & Särndal 1992, JASA 87;
 * R: calibrate(calfun = "raking")).
 * @param u sums of u and u² over the persons of each record; persons outside of the domain have u = 0.
 */
export function weightedInfluence(design: Design, u: Linearised): Linearised {
  const { size, weight, count, calibration } = design;
  const sum = new Float64Array(size);
  const sumOfSquares = new Float64Array(size);
  const fitted = calibration ? regressOnCategories(calibration, count, u.sum) : null;
  for (let r = 0; r < size; r++) {
    const w = weight[r] ?? 0;
    const fit = fitted?.[r] ?? 0;
    const n = count[r] ?? 0;
    const first = u.sum[r] ?? 0;
    sum[r] = w * (first - n * fit);
    sumOfSquares[r] = w * w * ((u.sumOfSquares[r] ?? 0) - 2 * fit * first + n * fit * fit);
  }
  return { sum, sumOfSquares };
}

/** Fitted value of u for each record: weighted least squares on the indicator columns of all categories. */
function regressOnCategories(
  calibration: Calibration,
  count: Float64Array,
  uSum: Float64Array,
): Float64Array {
  const { designWeight, categories } = calibration;
  const offsets: number[] = [];
  let columns = 0;
  for (const variable of categories) {
    offsets.push(columns);
    columns += variable.reduce((largest, category) => Math.max(largest, category + 1), 0);
  }
  const normal = Array.from({ length: columns }, () => new Float64Array(columns));
  const right = new Float64Array(columns);
  const columnsOf = (r: number) => categories.map((variable, v) => (offsets[v] ?? 0) + (variable[r] ?? 0));
  for (let r = 0; r < count.length; r++) {
    const w = designWeight[r] ?? 0;
    const own = columnsOf(r);
    for (const i of own) {
      right[i] = (right[i] ?? 0) + w * (uSum[r] ?? 0);
      const line = normal[i];
      if (line) for (const j of own) line[j] = (line[j] ?? 0) + w * (count[r] ?? 0);
    }
  }
  const coefficients = solveSymmetric(normal, right);
  return Float64Array.from(count, (_, r) =>
    columnsOf(r).reduce((fit, column) => fit + (coefficients[column] ?? 0), 0),
  );
}

/** Pivots smaller than this share of the largest diagonal belong to redundant columns and get coefficient 0. */
const SINGULAR = 1e-10;

/**
 * Solves a symmetric positive semidefinite system by Gauss–Jordan with diagonal pivots. The indicator columns of several
 * variables are linearly dependent; which solution is found does not matter, the fitted values are the same.
 */
function solveSymmetric(matrix: Float64Array[], right: Float64Array): Float64Array {
  const size = right.length;
  const a = matrix.map((line) => Float64Array.from(line));
  const b = Float64Array.from(right);
  const limit = SINGULAR * a.reduce((largest, line, i) => Math.max(largest, line[i] ?? 0), 0);
  const used = new Array<boolean>(size).fill(false);
  for (let step = 0; step < size; step++) {
    let pivot = -1;
    for (let i = 0; i < size; i++) {
      if (!used[i] && (pivot < 0 || (a[i]?.[i] ?? 0) > (a[pivot]?.[pivot] ?? 0))) pivot = i;
    }
    const pivotLine = a[pivot];
    const value = pivotLine?.[pivot] ?? 0;
    if (!pivotLine || value <= limit) break;
    used[pivot] = true;
    for (let i = 0; i < size; i++) {
      const line = a[i];
      if (!line || i === pivot) continue;
      const factor = (line[pivot] ?? 0) / value;
      if (factor === 0) continue;
      for (let j = 0; j < size; j++) line[j] = (line[j] ?? 0) - factor * (pivotLine[j] ?? 0);
      b[i] = (b[i] ?? 0) - factor * (b[pivot] ?? 0);
    }
  }
  return Float64Array.from(b, (value, i) => (used[i] ? value / (a[i]?.[i] ?? 1) : 0));
}
