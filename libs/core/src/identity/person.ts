import type { Role } from '@mingjian/contract/identity';

/** A signed-in member of staff. A respondent is never a person to this system. */
export interface Person {
  id: string;
  name: string;
  email: string;
  role: Role;
  agencyId: string | null;
  countyCode: string | null;
  /** Of a school's coordinator alone. */
  schoolCode?: string | null;
}
