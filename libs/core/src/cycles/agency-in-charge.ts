import type { Cycle } from '@mingjian/contract/cycles';

/**
 * The agency that keeps the city's frame and population margins: the one commissioned for the latest year that has any.
 * Whoever was commissioned before worked from an earlier frame and must not replace this one.
 *
 * @returns its id, or null before the first commission
 */
export function agencyInCharge(cycles: readonly Pick<Cycle, 'year' | 'agency'>[]): string | null {
  const commissioned = cycles.filter(({ agency }) => agency !== null);
  return [...commissioned].sort((a, b) => b.year - a.year)[0]?.agency?.id ?? null;
}
