import type { Person } from './person';

declare const scoped: unique symbol;

/**
 * What part of the city a person may see or change: the whole city (office, auditor), the cycles an agency is
 * commissioned for, or one county. Only `scopeOf` and `wholeCity` make one, so a service that asks for a Scope
 * cannot be called with what came in a request, and forgetting it does not compile.
 */
export type Scope = (
  | { readonly kind: 'city' }
  | { readonly kind: 'agency'; readonly agencyId: string }
  | { readonly kind: 'county'; readonly countyCode: string }
) & { readonly [scoped]: true };

/** The scope of work that no single person asked for: workers and commands. */
export const wholeCity = { kind: 'city' } as Scope;

/**
 * The scope of a signed-in person.
 *
 * @throws Error when an agency or county account lacks its agency or county, rather than widening the scope
 */
export function scopeOf(person: Pick<Person, 'role' | 'agencyId' | 'countyCode'>): Scope {
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
  }
}
