import { symmetricEigen } from '../linear-algebra/eigenvalues';

/** One common factor of several items, by maximum likelihood. */
export interface OneFactor {
  loadings: Float64Array;
  /** Variances of what is unique to each item. */
  uniqueness: Float64Array;
  /** McDonald's ω: (Σλ)² / ((Σλ)² + Σθ). */
  omega: number;
  /** Likelihood-ratio statistic of the model. */
  chiSquared: number;
  /** Whether the fit came to rest. */
  hasConverged: boolean;
}

const STEPS = 20_000;
const REST = 1e-12;

/**
 * Lawley & Maxwell 1971, Factor Analysis as a Statistical Method, chapter 4: for given uniqueness the loadings are the first
 * eigenvector of Ψ^−½SΨ^−½, and the uniqueness is what they leave of the variances; repeated until neither moves.
 * @param covariance of the items with divisor n
 * @returns null for fewer than three items, or a uniqueness that falls to zero (Heywood case)
 */
export function oneFactor(covariance: readonly Float64Array[], n: number): OneFactor | null {
  const k = covariance.length;
  if (k < 3) return null;
  let uniqueness = Float64Array.from(covariance, (row, i) => row[i]! / 2);
  let loadings = new Float64Array(k);
  let hasConverged = false;
  for (let step = 0; step < STEPS && !hasConverged; step++) {
    const root = uniqueness.map(Math.sqrt);
    const { values, vectors } = symmetricEigen(
      covariance.map((row, i) => row.map((value, j) => value / (root[i]! * root[j]!))),
    );
    const length = Math.sqrt(Math.max(0, values[0]! - 1));
    const sign = vectors[0]!.reduce((sum, each) => sum + each, 0) < 0 ? -1 : 1;
    loadings = vectors[0]!.map((each, i) => sign * each * root[i]! * length);
    const next = uniqueness.map((_, i) => covariance[i]![i]! - loadings[i]! ** 2);
    if (next.some((each) => !(each > 1e-8))) return null;
    hasConverged = next.every((each, i) => Math.abs(each - uniqueness[i]!) <= REST * covariance[i]![i]!);
    uniqueness = next;
  }
  const common = loadings.reduce((sum, each) => sum + each, 0) ** 2;
  const unique = uniqueness.reduce((sum, each) => sum + each, 0);
  const chiSquared = n * discrepancy(covariance, loadings, uniqueness);
  return { loadings, uniqueness, omega: common / (common + unique), chiSquared, hasConverged };
}

/** ln|Σ| + tr(SΣ⁻¹) − ln|S| − k, with Σ = λλ' + Ψ; rounding below zero counts as zero. */
function discrepancy(
  covariance: readonly Float64Array[],
  loadings: Float64Array,
  unique: Float64Array,
): number {
  const scaled = loadings.map((l, i) => l / unique[i]!);
  const inner = 1 + loadings.reduce((sum, l, i) => sum + l * scaled[i]!, 0);
  let trace = 0;
  covariance.forEach((row, i) =>
    row.forEach((value, j) => {
      const inverse = (i === j ? 1 / unique[i]! : 0) - (scaled[i]! * scaled[j]!) / inner;
      trace += value * inverse;
    }),
  );
  const logModel = Math.log(inner) + unique.reduce((sum, each) => sum + Math.log(each), 0);
  const logSample = symmetricEigen(covariance).values.reduce((sum, each) => sum + Math.log(each), 0);
  const value = logModel + trace - logSample - covariance.length;
  return value < 1e-11 ? 0 : value;
}
