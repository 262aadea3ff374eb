import { expect, it } from 'vitest';
import { scopeOf, wholeCity, type Scope } from './scope';

const person = { agencyId: null, countyCode: null };

it('follows from the account, and is never wider than it for want of a field', () => {
  expect(scopeOf({ ...person, role: 'office' })).toBe(wholeCity);
  expect(scopeOf({ ...person, role: 'auditor' })).toBe(wholeCity);
  expect(scopeOf({ ...person, role: 'agency', agencyId: 'a1' })).toEqual({ kind: 'agency', agencyId: 'a1' });
  expect(scopeOf({ ...person, role: 'county', countyCode: '231002' })).toEqual({
    kind: 'county',
    countyCode: '231002',
  });
  expect(() => scopeOf({ ...person, role: 'agency', countyCode: '231002' })).toThrow();
  expect(() => scopeOf({ ...person, role: 'county', agencyId: 'a1' })).toThrow();
});

it('cannot be made up from what a request says', () => {
  // @ts-expect-error a literal is no Scope: only scopeOf and wholeCity make one
  const forged: Scope = { kind: 'city' };
  expect(forged.kind).toBe('city');
});
