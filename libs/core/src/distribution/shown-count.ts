import { leastCodes } from './key-groups';

/**
 * A count of used codes as it is shown while people answer: in steps of ten, so that watching it tells nobody that one
 * more person has just begun. Once the survey is closed, the count itself.
 */
export function shownCount(used: number, closed: boolean): number {
  return closed ? used : used - (used % leastCodes);
}
