import type { ValueRef } from '@mingjian/contract/reports';

/** A county's own number. */
export const ofCounty = (
  county: string,
  audience: string,
  id: string,
  what: 'estimate' | 'interval' | 'n',
): ValueRef => ({
  of: 'county-estimate',
  county,
  audience,
  id,
  show: what,
  decimals: 1,
});
/** The city's, put together from its counties. */
export const ofCity = (audience: string, id: string, what: 'estimate' | 'interval' | 'n'): ValueRef => ({
  of: 'city',
  audience,
  id,
  show: what,
  decimals: 1,
});
/** A county's gap to the city. */
export const againstCity = (
  county: string,
  audience: string,
  id: string,
  what: 'estimate' | 'interval',
): ValueRef => ({
  of: 'against-city',
  county,
  audience,
  id,
  show: what,
  decimals: 1,
});
/** People; '' for all counties, or all audiences. */
export const peopleOf = (
  county: string,
  audience: string,
  field: 'invited' | 'answered' | 'responseRate',
): ValueRef => ({ of: 'county-count', county, audience, field });
