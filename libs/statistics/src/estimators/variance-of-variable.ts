import type { Design } from '../design/design';
import { covarianceOf, influenceOfRows } from './influence-estimate';

/** Weighted covariances of several variables over the rows that have all of them. */
export interface CovarianceEstimate {
  n: number;
  means: Float64Array;
  covariance: Float64Array[];
  /** Standard error of each covariance, the means taken as known (R: svyvar). */
  se: Float64Array[];
}

/**
 * Population covariances Σ w (x − x̄)(y − ȳ) / Σ w · n/(n−1) (R: svyvar).
 * @param columns by variable, by row; NaN where missing. Every record is one row.
 */
export function estimateCovariance(design: Design, columns: readonly Float64Array[]): CovarianceEstimate {
  const { complete, n, population } = completeRows(design, columns);
  const means = Float64Array.from(columns, (column) => {
    let sum = 0;
    for (let r = 0; r < design.size; r++) if (complete[r]) sum += design.weight[r]! * column[r]!;
    return sum / population;
  });
  const scale = n / (n - 1);
  const covariance = columns.map(() => new Float64Array(columns.length));
  const se = columns.map(() => new Float64Array(columns.length));
  for (let a = 0; a < columns.length; a++)
    for (let b = 0; b <= a; b++) {
      const product = new Float64Array(design.size);
      let sum = 0;
      for (let r = 0; r < design.size; r++) {
        if (!complete[r]) continue;
        product[r] = scale * (columns[a]![r]! - means[a]!) * (columns[b]![r]! - means[b]!);
        sum += design.weight[r]! * product[r]!;
      }
      const value = sum / population;
      const u = product.map((each, r) => (complete[r] ? (each - value) / population : 0));
      const [row] = covarianceOf(design, [{ n, value, influence: influenceOfRows(u) }]);
      covariance[a]![b] = covariance[b]![a] = value;
      se[a]![b] = se[b]![a] = Math.sqrt(row![0]!);
    }
  return { n, means, covariance, se };
}

/** Rows of positive weight in which no variable is missing. */
export function completeRows(
  design: Design,
  columns: readonly Float64Array[],
): { complete: Uint8Array; n: number; population: number } {
  const complete = new Uint8Array(design.size);
  let n = 0;
  let population = 0;
  for (let r = 0; r < design.size; r++) {
    if (!(design.weight[r]! > 0) || columns.some((column) => Number.isNaN(column[r]!))) continue;
    complete[r] = 1;
    n += 1;
    population += design.weight[r]!;
  }
  return { complete, n, population };
}

/** Correlations from covariances, square in the same order; NaN where a variance is zero. */
export function correlationOf(covariance: readonly Float64Array[]): Float64Array[] {
  return covariance.map((row, i) =>
    row.map((value, j) => value / Math.sqrt(covariance[i]![i]! * covariance[j]![j]!)),
  );
}
