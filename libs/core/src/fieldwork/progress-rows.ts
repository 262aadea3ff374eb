import type { Progress } from '@mingjian/contract/fieldwork';
import type { OpenLinkTerms } from '@mingjian/contract/surveys';
import { shownCount, type SampledPlace } from '../distribution';
import type { OpenReceived } from '../responses';

/** People that a shown count moves by at least, so that no single answer can be watched coming in. */
const step = 10;

type Counts = ReadonlyMap<string, { issued: number; used: number }>;

/**
 * Progress by county × audience, and by school × audience. Until a survey is closed its counts are rounded down to ten;
 * a school of twelve where seven answered would then stand at 0 %, so schools get the bound that its rate does not
 * exceed, and those that surely lag come first.
 *
 * @param closed ids of the surveys whose counts no longer move
 * @param assumedRate response rate that the sampling plan reckons with, 0 to 1
 */
export function progressRows(
  places: readonly SampledPlace[],
  counts: Counts,
  closed: ReadonlySet<string>,
  assumedRate: number,
): Pick<Progress, 'rows' | 'schools'> {
  const rows = summed(places, counts, closed, (place) => `${place.countyCode} ${place.audience}`);
  const schools = summed(places, counts, closed, (place) => `${place.schoolCode} ${place.audience}`);
  return {
    rows: rows.map(({ place: { countyCode, audience }, invited, used, drawn }) => {
      const responseRate = invited > 0 ? used / invited : null;
      return { countyCode, audience, invited, used, responseRate, target: Math.round(drawn * assumedRate) };
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

/** What came by open links, by county × audience, against the quota that was set. */
export function openRows(
  received: readonly OpenReceived[],
  surveys: ReadonlyMap<
    string,
    Pick<Progress['open'][number], 'audience'> & { closed: boolean; quotas: OpenLinkTerms['quotas'] }
  >,
): Progress['open'] {
  return received.flatMap(({ surveyId, countyCode, received: all }) => {
    const survey = surveys.get(surveyId);
    if (!survey) return [];
    const target = survey.quotas.find((each) => each.countyCode === countyCode)?.quota ?? null;
    return [{ countyCode, audience: survey.audience, target, received: shownCount(all, survey.closed) }];
  });
}

function summed(
  places: readonly SampledPlace[],
  counts: Counts,
  closed: ReadonlySet<string>,
  keyOf: (place: SampledPlace) => string,
) {
  const sums = new Map<string, { place: SampledPlace; drawn: number; invited: number; used: number }>();
  for (const place of places) {
    const key = keyOf(place);
    const sum = sums.get(key) ?? { place, drawn: 0, invited: 0, used: 0 };
    sum.drawn += place.invited;
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
