import type { Estimate } from '@mingjian/contract/aggregation';

/**
 * Hides what could speak of few people. Primary: a group under the threshold. Complementary: where one group of a cut is
 * hidden, the smallest of the others is hidden with it, because the whole and the rest would give the one away. A group
 * counts by the persons in it, so an item that few people rated hides as much as a small school.
 * @param persons of a cut's group, all items together; the audience as a whole has cut '' and group ''.
 * @returns the estimates in the same order; hidden ones carry neither n nor any number.
 */
export function suppressSmallCells(
  estimates: readonly Estimate[],
  persons: (cut: Estimate['cut'], group: string) => number,
  threshold: number,
): Estimate[] {
  const hidden = new Set<Estimate>();
  const families = new Map<string, Estimate[]>();
  for (const estimate of estimates) {
    const key = [estimate.measure, estimate.scope, estimate.key, estimate.cut].join('|');
    families.set(key, [...(families.get(key) ?? []), estimate]);
  }
  for (const family of families.values()) {
    const size = (estimate: Estimate) => Math.min(estimate.n ?? 0, persons(estimate.cut, estimate.group));
    const small = family.filter((estimate) => size(estimate) < threshold);
    small.forEach((estimate) => hidden.add(estimate));
    const rest = family.filter((estimate) => !hidden.has(estimate)).sort((a, b) => size(a) - size(b));
    if (small.length === 1 && rest[0]) hidden.add(rest[0]);
  }
  return estimates.map((estimate) =>
    hidden.has(estimate)
      ? {
          ...estimate,
          estimate: null,
          se: null,
          ci: null,
          n: null,
          df: null,
          deff: null,
          suppressed: true,
          reason: null,
        }
      : estimate,
  );
}
