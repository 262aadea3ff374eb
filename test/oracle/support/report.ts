import { afterAll, expect } from 'vitest';
import { compare, type OracleCase } from './compare';

/** What this file's cases came to. */
const family = { cases: new Set<string>(), numbers: 0, largest: 0 };

afterAll(() => {
  const { cases, numbers, largest } = family;
  const [first = '?'] = cases;
  console.log(
    `oracle ${first[0]}: ${cases.size} cases, ${numbers} numbers, largest relative difference ${largest.toExponential(1)}`,
  );
});

/** Holds what we got to what a case expects. */
export function agree(one: OracleCase, got: unknown, expected: unknown = one.expected): void {
  const { faults, compared, largest } = compare(one, got, expected);
  family.cases.add(one.id);
  family.numbers += compared;
  family.largest = Math.max(family.largest, largest);
  expect(faults.slice(0, 12)).toEqual([]);
}
