import type { Estimate } from '@mingjian/contract/aggregation';

type Known = Pick<Estimate, 'estimate' | 'se' | 'ci' | 'suppressed'>;

/** z of the 95% level at which the platform's intervals stand. */
const z = 1.959964;

/**
 * How a stands to b, both taken as independent: the verb of a sentence follows from this and from nothing else.
 *
 * @returns null when either is suppressed or has no interval: a standard error without degrees of freedom bears no verdict
 */
export function compare(
  a: Known | undefined,
  b: Known | undefined,
): 'higher' | 'lower' | 'indistinct' | null {
  if (!a || !b || a.suppressed || b.suppressed) return null;
  if (a.estimate === null || b.estimate === null || a.se === null || b.se === null || !a.ci || !b.ci)
    return null;
  const difference = a.estimate - b.estimate;
  if (Math.abs(difference) <= z * Math.hypot(a.se, b.se)) return 'indistinct';
  return difference > 0 ? 'higher' : 'lower';
}

/**
 * Whether a whole interval lies below another. Used for estimates of the same people, whose difference would need
 * their covariance: intervals that do not touch are the stricter demand.
 */
export function clearlyBelow(a: Known | undefined, b: Known | undefined): boolean {
  return !!a?.ci && !!b?.ci && !a.suppressed && !b.suppressed && a.ci[1] < b.ci[0];
}

/** Whether a difference is more than chance, after adjustment for how many are looked at. */
export function isClear({ p }: { p: number | null }): boolean {
  return p !== null && p < 0.05;
}

export type ThresholdVerdict = 'met' | 'missed' | 'cannot-tell' | 'unknown';

/**
 * Holds an estimate against a threshold of the form `>=85` or `<=5`: only when the whole interval lies on one side is
 * the question answered.
 */
export function againstThreshold(estimate: Known | undefined, threshold: string): ThresholdVerdict {
  const [, sign, bound] = /^(>=|<=)(\d+(?:\.\d+)?)$/u.exec(threshold.trim()) ?? [];
  if (!sign || bound === undefined || !estimate?.ci || estimate.suppressed) return 'unknown';
  const [lower, upper] = estimate.ci;
  const limit = Number(bound);
  const [wholly, against] = sign === '>=' ? [lower >= limit, upper < limit] : [upper <= limit, lower > limit];
  if (wholly) return 'met';
  return against ? 'missed' : 'cannot-tell';
}
