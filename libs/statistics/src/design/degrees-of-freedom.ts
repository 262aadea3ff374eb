import type { Design } from './design';
import { everyone, type Domains, type InDomain, domainOf } from './domain';
import { structureOf } from './structure';

/** Primary units minus strata, over those with a person of positive weight in the domain; R's `degf` of a subset. */
export function degreesOfFreedom(design: Design, inDomain: InDomain = everyone): number {
  return degreesOfFreedomBy(design, domainOf(design, inDomain))[0] ?? 0;
}

/** The same for each of several domains. */
export function degreesOfFreedomBy(design: Design, { codes, size }: Domains): Float64Array {
  const first = structureOf(design).stages[0];
  const result = new Float64Array(size);
  if (!first) return result;
  // By unit and by stratum: one more than the domain that saw it last; a bit table only where a unit is in several.
  const units = new Seen(first.units, size);
  const strata = new Seen(first.strata, size);
  for (let r = 0; r < design.size; r++) {
    const domain = codes[r]!;
    if (domain < 0 || !(design.weight[r]! > 0) || !(design.count[r]! > 0)) continue;
    const unit = first.unitOf[r]!;
    if (units.isNew(unit, domain)) result[domain]! += 1;
    if (strata.isNew(first.stratumOf[unit]!, domain)) result[domain]! -= 1;
  }
  return result;
}

/** Remembers pairs of a unit and a domain; most units lie in one domain only. */
class Seen {
  private readonly last: Int32Array;
  private readonly others = new Set<number>();
  constructor(
    units: number,
    private readonly domains: number,
  ) {
    this.last = new Int32Array(units);
  }

  isNew(unit: number, domain: number): boolean {
    const last = this.last[unit]!;
    if (last === domain + 1) return false;
    const pair = unit * this.domains + domain;
    if (last === 0) {
      this.last[unit] = domain + 1;
      return true;
    }
    if (this.others.has(pair)) return false;
    this.others.add(pair);
    return true;
  }
}
