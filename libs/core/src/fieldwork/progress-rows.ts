import type { Progress } from '@mingjian/contract/fieldwork';
import type { SampledPlace } from '../distribution';

/** People that a shown count moves by at least, so that no single answer can be watched coming in. */
const step = 10;

type Counts = ReadonlyMap<string, { issued: number; used: number }>;

/**
 * Progress by county × audience, and by school × audience. Until a survey is closed its counts are rounded down to ten;
 * a school of twelve where seven answered would then stand at 0 %, so schools get the bound that its rate does not
 * exceed, and those that surely lag come first.
 *
 * @param closed ids of the surveys whose counts no longer move
 */
export function progressRows(
  places: readonly SampledPlace[],
  counts: Counts,
  closed: ReadonlySet<string>,
): Pick<Progress, 'rows' | 'schools'> {
  const rows = summed(places, counts, closed, (place) => `${place.countyCode} ${place.audience}`);
  const schools = summed(places, counts, closed, (place) => `${place.schoolCode} ${place.audience}`);
  return {
    rows: rows.map(({ place: { countyCode, audience }, invited, used }) => {
      return { countyCode, audience, invited, used, responseRate: invited > 0 ? used / invited : null };
    }),
    schools: schools
      .filter(({ invited }) => invited > 0)
      .map(({ place: { countyCode, audience, schoolCode, schoolName }, invited, used, usedAtMost }) => {
        const rateAtMost = Math.min(invited, usedAtMost) / invited;
        return { countyCode, audience, schoolCode, schoolName, invited, used, rateAtMost };
      })
      .sort(
        (a, b) =>
          a.rateAtMost - b.rateAtMost || b.invited - a.invited || (a.schoolCode < b.schoolCode ? -1 : 1),
      ),
  };
}

function summed(
  places: readonly SampledPlace[],
  counts: Counts,
  closed: ReadonlySet<string>,
  keyOf: (place: SampledPlace) => string,
) {
  const sums = new Map<string, { place: SampledPlace; invited: number; used: number }>();
  for (const place of places) {
    const key = keyOf(place);
    const sum = sums.get(key) ?? { place, invited: 0, used: 0 };
    sum.invited += counts.get(place.cellId)?.issued ?? 0;
    sum.used += counts.get(place.cellId)?.used ?? 0;
    sums.set(key, sum);
  }
  return [...sums.keys()].sort().flatMap((key) => {
    const sum = sums.get(key);
    if (!sum) return [];
    if (closed.has(sum.place.surveyId)) return [{ ...sum, usedAtMost: sum.used }];
    const used = Math.floor(sum.used / step) * step;
    return [{ ...sum, used, usedAtMost: used + step - 1 }];
  });
}
