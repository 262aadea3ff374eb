import type { SamplingPlan } from '@mingjian/contract/distribution';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { allocateSchools, type AllocatedStratum } from './allocate-schools';
import { samplingPlan } from './field.fixture';

const strata = fc.array(
  fc.record({
    countyCode: fc.constantFrom('231002', '231003'),
    stage: fc.constantFrom('primary' as const, 'junior' as const),
    schools: fc.integer({ min: 1, max: 60 }),
    pupils: fc.integer({ min: 0, max: 40_000 }),
  }),
  { minLength: 1, maxLength: 12 },
);
const proportional = (schoolsPerCounty: number): SamplingPlan => ({
  ...samplingPlan,
  takeAllUpTo: 3,
  minimumPerStratum: 2,
  allocation: { rule: 'proportional', schoolsPerCounty },
});

test('a county gets its number of schools, no stratum more than it has or fewer than the minimum, small ones whole', () => {
  fc.assert(
    fc.property(strata, fc.integer({ min: 1, max: 200 }), (all, target) => {
      const plan = proportional(target);
      const taken = allocateSchools(all, plan);
      all.forEach(({ schools }, index) => {
        const count = taken[index] ?? -1;
        if (schools <= plan.takeAllUpTo) expect(count).toBe(schools);
        else expect(count).toBeGreaterThanOrEqual(plan.minimumPerStratum);
        expect(count).toBeLessThanOrEqual(Math.max(schools, plan.minimumPerStratum));
      });
      for (const county of new Set(all.map(({ countyCode }) => countyCode))) {
        const own = all.flatMap((stratum, index) => (stratum.countyCode === county ? [index] : []));
        const sum = own.reduce((total, index) => total + (taken[index] ?? 0), 0);
        const most = own.reduce((total, index) => total + (all[index]?.schools ?? 0), 0);
        const least = sum > target ? sum : target;
        expect(sum).toBe(Math.min(least, most));
      }
    }),
  );
});

const stratum = (stage: AllocatedStratum['stage'], pupils: number): AllocatedStratum => ({
  countyCode: '231002',
  stage,
  schools: 50,
  pupils,
});

test('proportional allocation follows the pupils, Neyman allocation pupils times deviation', () => {
  const two = [stratum('primary', 6000), stratum('junior', 3000)];
  expect(allocateSchools(two, proportional(30))).toEqual([20, 10]);
  const neyman: SamplingPlan = {
    ...proportional(30),
    allocation: {
      rule: 'neyman',
      schoolsPerCounty: 30,
      deviations: [
        { stage: 'primary', sd: 10 },
        { stage: 'junior', sd: 20 },
      ],
    },
  };
  expect(allocateSchools(two, neyman)).toEqual([15, 15]);
});
