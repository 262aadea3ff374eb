import type { Person } from './person';

declare const scoped: unique symbol;

/**
 * What part of the city a person may see or change: the whole city (office, auditor), the cycles an agency is
 * commissioned for, one county, or one school. Only `scopeOf` and `wholeCity` make one, so a service that asks for a Scope
 * cannot be called with what came in a request, and forgetting it does not compile.
 */
export type Scope = (
  | { readonly kind: 'city' }
  | { readonly kind: 'agency'; readonly agencyId: string }
  | { readonly kind: 'county'; readonly countyCode: string }
  | { readonly kind: 'school'; readonly schoolCode: string }
) & { readonly [scoped]: true };

/** The scope of work that no single person asked for: workers and commands. */
export const wholeCity = { kind: 'city' } as Scope;

/**
 * The scope of a signed-in person.
 *
 * @throws Error when an agency, county or school account lacks its agency, county or school, rather than widening the scope
 */
export function scopeOf(person: Pick<Person, 'role' | 'agencyId' | 'countyCode' | 'schoolCode'>): Scope {
  switch (person.role) {
    case 'office':
    case 'auditor':
      return wholeCity;
    case 'agency':
      if (person.agencyId === null) throw new Error('an agency account without agency has no scope');
      return { kind: 'agency', agencyId: person.agencyId } as Scope;
    case 'county':
      if (person.countyCode === null) throw new Error('a county account without county has no scope');
      return { kind: 'county', countyCode: person.countyCode } as Scope;
    case 'school':
      if (person.schoolCode == null) throw new Error('a school account without school has no scope');
      return { kind: 'school', schoolCode: person.schoolCode } as Scope;
  }
}
