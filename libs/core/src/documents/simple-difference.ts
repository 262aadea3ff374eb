import type { Estimate } from '@mingjian/contract/aggregation';

/** z of the 95% level. */
const z = 1.959964;

/**
 * a − b with a normal interval, the groups taken as independent: what reports from before group gaps print. Kept so that
 * they go on printing what was accepted.
 */
export function simpleDifference(a: Estimate | undefined, b: Estimate | undefined) {
  if (a?.estimate == null || b?.estimate == null) return undefined;
  const estimate = a.estimate - b.estimate;
  const half = a.se === null || b.se === null ? null : z * Math.hypot(a.se, b.se);
  return { estimate, ci: half === null ? null : ([estimate - half, estimate + half] as const), p: null };
}
