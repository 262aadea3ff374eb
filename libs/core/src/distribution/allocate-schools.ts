import type { SamplingPlan } from '@mingjian/contract/distribution';
import type { School, Stage } from '@mingjian/contract/registry';

/** A stratum as the allocation sees it. */
export interface AllocatedStratum {
  countyCode: string;
  stage: Stage;
  schools: number;
  pupils: number;
}

/**
 * How many schools each stratum gives: all of a small one, never fewer than the minimum, never more than it has; beyond
 * that by the plan's rule. Proportional and Neyman allocation (Cochran 1977, sections 5.5 and 5.9) share a county's
 * schools over its strata by pupils, or by pupils × standard deviation, one school after the other to the stratum that
 * is furthest below its share (Webster's divisors).
 *
 * @returns numbers in the order of the strata; where a stratum has fewer than the minimum, the minimum all the same: a
 *   fault that `allocationFaults` names
 */
export function allocateSchools(strata: readonly AllocatedStratum[], plan: SamplingPlan): number[] {
  const { allocation } = plan;
  const taken = strata.map(({ schools }) => (schools <= plan.takeAllUpTo ? schools : plan.minimumPerStratum));
  if (allocation.rule === 'fraction')
    return strata.map(({ schools }, index) =>
      // 0.1 × 30 is a little more than 3 in binary; it must not become 4.
      Math.max(
        taken[index] ?? 0,
        schools <= plan.takeAllUpTo ? 0 : Math.ceil(plan.fraction * schools - 1e-9),
      ),
    );
  const deviations = new Map(
    allocation.rule === 'neyman' ? allocation.deviations.map(({ stage, sd }) => [stage, sd]) : [],
  );
  for (const county of new Set(strata.map(({ countyCode }) => countyCode))) {
    const own = strata.flatMap((stratum, index) =>
      stratum.countyCode === county
        ? [{ index, schools: stratum.schools, share: stratum.pupils * (deviations.get(stratum.stage) ?? 1) }]
        : [],
    );
    const count = (index: number) => taken[index] ?? 0;
    let left = allocation.schoolsPerCounty - own.reduce((sum, { index }) => sum + count(index), 0);
    for (; left > 0; left -= 1) {
      const need = ({ index, share }: (typeof own)[number]) => share / (count(index) + 0.5);
      const [next] = own
        .filter(({ index, schools }) => count(index) < schools)
        .sort((a, b) => need(b) - need(a) || a.index - b.index);
      if (!next) break;
      taken[next.index] = count(next.index) + 1;
    }
  }
  return taken;
}

export const pupilsOf = (schools: readonly School[]): number =>
  schools.reduce((sum, { pupils }) => sum + pupils, 0);
