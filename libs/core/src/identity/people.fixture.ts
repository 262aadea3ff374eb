import type { Person } from './index';

const person = { id: 'p1', name: '王工', email: 'p@x.cn', agencyId: null, countyCode: null };

/** Of the office, of an agency and of a county. A test that tells people apart spreads another name or scope over one. */
export const office: Person = { ...person, role: 'office' };
export const analyst: Person = { ...person, role: 'agency', agencyId: 'a1' };
export const clerk: Person = { ...person, role: 'county', countyCode: '231002' };
