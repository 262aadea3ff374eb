import type { Scope } from '../identity';

/** The filter that keeps a person's cycles: an agency sees those it is commissioned for, everybody else sees all. */
export function cyclesWithin(scope: Scope): { agencyId?: string } {
  return scope.kind === 'agency' ? { agencyId: scope.agencyId } : {};
}

/** Of rows that belong to counties, those a person may see; a county sees only its own, a school none. */
export function countiesWithin<Row>(scope: Scope, rows: readonly Row[], codeOf: (row: Row) => string): Row[] {
  if (scope.kind === 'school') return [];
  return scope.kind === 'county' ? rows.filter((row) => codeOf(row) === scope.countyCode) : [...rows];
}
