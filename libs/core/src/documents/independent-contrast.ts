import { tQuantile, tTwoSided } from '@mingjian/statistics';
import type { Estimate } from '@mingjian/contract/aggregation';

/** A linear combination of estimates from independent samples. */
export interface IndependentContrast {
  estimate: number;
  se: number;
  df: number;
  ci: readonly [number, number];
  /** Two-sided, against zero; not adjusted. */
  p: number;
}

/**
 * Σ coefficient · estimate with the variance of independent samples; degrees of freedom after Satterthwaite (1946), so
 * that a part from few schools makes the whole as uncertain as it is.
 * @returns null where some part has no estimate or no standard error that bears a verdict: none, or one without degrees of
 *   freedom
 */
export function independentContrast(
  parts: readonly { coefficient: number; of: Pick<Estimate, 'estimate' | 'se' | 'df'> }[],
): IndependentContrast | null {
  let estimate = 0;
  let variance = 0;
  let spread = 0;
  for (const { coefficient, of } of parts) {
    if (of.estimate === null || of.se === null || of.df === 0) return null;
    const own = (coefficient * of.se) ** 2;
    estimate += coefficient * of.estimate;
    variance += own;
    if (of.df !== null) spread += own ** 2 / of.df;
  }
  const se = Math.sqrt(variance);
  if (!(se > 0)) return null;
  const df = spread === 0 ? Infinity : variance ** 2 / spread;
  const half = tQuantile(0.975, df) * se;
  return { estimate, se, df, ci: [estimate - half, estimate + half], p: tTwoSided(estimate / se, df) };
}
