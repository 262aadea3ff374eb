import { expect } from 'vitest';
import { compare, type OracleCase } from './compare';

/** Holds what we got to what a case expects. */
export function agree(one: OracleCase, got: unknown, expected: unknown = one.expected): void {
  const { faults } = compare(one, got, expected);
  expect(faults.slice(0, 12)).toEqual([]);
}
