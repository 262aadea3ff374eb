import type { Design } from './design';

/** A domain, or several that do not overlap: by record, the number of its domain from 0, or −1 outside of all. */
export interface Domains {
  codes: Int32Array;
  size: number;
}

/** One domain of several. */
export interface Member {
  codes: Int32Array;
  domain: number;
}

/** Whether a record belongs to a domain. */
export type InDomain = (record: number) => boolean;

export const everyone: InDomain = () => true;

/** One domain as codes. */
export function domainOf(design: Design, inDomain: InDomain): Domains {
  if (inDomain === everyone) return { codes: new Int32Array(design.size), size: 1 };
  const codes = new Int32Array(design.size);
  for (let r = 0; r < design.size; r++) codes[r] = inDomain(r) ? 0 : -1;
  return { codes, size: 1 };
}
