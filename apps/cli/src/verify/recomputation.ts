import type { Estimate } from '@mingjian/contract/aggregation';
import type { Localized } from '@mingjian/contract/localized';

/** Of the value, or of one where that is larger. */
const TOLERANCE = 1e-9;

export interface Recomputation {
  /** Estimates, or rows of the city's report, of which every number was compared. */
  compared: number;
  /** Among them numbers of open links, which are no estimates of the sample. */
  openLink: number;
  /** Numbers of open links that are told and cannot be recomputed. */
  unchecked: string[];
  /** Suppressed estimates, which have no number to compare. */
  hidden: number;
  /** The largest difference found, relative where the value is above one. */
  largest: number;
  /** Each with both values. */
  differences: Localized[];
}

export const nothingFound = (): Recomputation => ({
  compared: 0,
  openLink: 0,
  unchecked: [],
  hidden: 0,
  largest: 0,
  differences: [],
});

/** Notes a number that is not what it should be, with its place and both values. */
export function compare(
  what: string,
  published: number | null,
  recomputed: number | null,
  found: Recomputation,
): void {
  if (published === null && recomputed === null) return;
  const distance =
    published === null || recomputed === null
      ? Infinity
      : Math.abs(published - recomputed) / Math.max(1, Math.abs(recomputed));
  if (Number.isFinite(distance)) found.largest = Math.max(found.largest, distance);
  if (distance <= TOLERANCE) return;
  found.differences.push({
    zh: `不符 ${what}：报告为 ${String(published)}，重算为 ${String(recomputed)}`,
    en: `differs ${what}: the report has ${String(published)}, recomputed ${String(recomputed)}`,
  });
}

const numbersOf = ['estimate', 'se', 'n', 'df', 'deff'] as const;

/** Every number of a printed estimate against the one that it was taken from; what both withhold has none. */
export function compareEstimate(
  place: string,
  printed: Estimate,
  own: Estimate | undefined,
  found: Recomputation,
): void {
  if (printed.suppressed && own?.suppressed) {
    found.hidden += 1;
    return;
  }
  found.compared += 1;
  for (const field of numbersOf) compare(`${place} ${field}`, printed[field], own?.[field] ?? null, found);
  for (const end of [0, 1] as const)
    compare(`${place} ci[${end}]`, printed.ci?.[end] ?? null, own?.ci?.[end] ?? null, found);
}
