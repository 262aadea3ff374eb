import type { Design } from './design';

/** Primary units minus strata, over those with a person of positive weight in the domain; R's `degf` of a subset. */
export function degreesOfFreedom(design: Design, inDomain: (record: number) => boolean): number {
  const units = new Set<number>();
  const strata = new Set<number>();
  const first = design.stages[0];
  for (let r = 0; r < design.size; r++) {
    if (!inDomain(r) || !((design.weight[r] ?? 0) > 0) || !((design.count[r] ?? 0) > 0)) continue;
    units.add(first?.unit[r] ?? r);
    strata.add(first?.stratum[r] ?? 0);
  }
  return units.size - strata.size;
}
