import { tTwoSided } from '../distributions/t';

/** A function of estimates with its standard error. */
export interface Contrast {
  estimate: number;
  se: number;
}

/**
 * Variance of a smooth function of estimates by its gradient (delta method; R: svycontrast).
 * @param gradient by estimate; for a linear contrast its coefficients
 * @param covariance square, of the estimates
 */
export function deltaMethod(
  estimate: number,
  gradient: readonly number[],
  covariance: readonly Float64Array[],
): Contrast {
  let variance = 0;
  gradient.forEach((a, i) => gradient.forEach((b, j) => (variance += a * b * covariance[i]![j]!)));
  return { estimate, se: Math.sqrt(Math.max(0, variance)) };
}

/** Σ c_i θ_i with its standard error (R: svycontrast). @param covariance square, of the estimates */
export function linearContrast(
  coefficients: readonly number[],
  values: readonly number[],
  covariance: readonly Float64Array[],
): Contrast {
  const estimate = coefficients.reduce((sum, c, i) => sum + c * values[i]!, 0);
  return deltaMethod(estimate, coefficients, covariance);
}

/** θ_a ÷ θ_b with its standard error by the delta method (R: svycontrast). @param a, b positions in `values`; θ_b is not zero */
export function ratioContrast(
  a: number,
  b: number,
  values: readonly number[],
  covariance: readonly Float64Array[],
): Contrast {
  const ratio = values[a]! / values[b]!;
  const gradient = values.map((_, i) => (i === a ? 1 / values[b]! : i === b ? -ratio / values[b]! : 0));
  return deltaMethod(ratio, gradient, covariance);
}

/** Change between two waves drawn independently of each other: variances add. */
export function changeBetweenWaves(before: Contrast, after: Contrast): Contrast {
  return { estimate: after.estimate - before.estimate, se: Math.hypot(before.se, after.se) };
}

/** Two-sided t test of a value against zero. @param df degrees of freedom, above 0 */
export function tTest({ estimate, se }: Contrast, df: number): { t: number; df: number; p: number } {
  const t = estimate / se;
  return { t, df, p: tTwoSided(t, df) };
}
