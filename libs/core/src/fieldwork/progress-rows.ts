import type { Progress } from '@mingjian/contract/fieldwork';
import type { SampledPlace } from '../distribution';

/** People that a shown count moves by at least, so that no single answer can be watched coming in. */
const step = 10;

type Counts = ReadonlyMap<string, { issued: number; used: number }>;

/** Progress by county × audience, and by school × audience with the lowest rate first. */
export function progressRows(
  places: readonly SampledPlace[],
  counts: Counts,
  targets: ReadonlyMap<string, number>,
): Pick<Progress, 'rows' | 'schools'> {
  const rows = summed(places, counts, (place) => `${place.countyCode} ${place.audience}`).map(
    ({ place, ...sums }) => ({
      countyCode: place.countyCode,
      audience: place.audience,
      ...sums,
      target: targets.get(`${place.surveyId} ${place.countyCode}`) ?? null,
    }),
  );
  const schools = summed(places, counts, (place) => `${place.schoolCode} ${place.audience}`)
    .map(({ place, ...sums }) => ({
      countyCode: place.countyCode,
      audience: place.audience,
      schoolCode: place.schoolCode,
      schoolName: place.schoolName,
      ...sums,
    }))
    .filter(({ invited }) => invited > 0)
    .sort(
      (a, b) =>
        (a.responseRate ?? 0) - (b.responseRate ?? 0) ||
        b.invited - a.invited ||
        (a.schoolCode < b.schoolCode ? -1 : 1),
    );
  return { rows, schools };
}

function summed(places: readonly SampledPlace[], counts: Counts, keyOf: (place: SampledPlace) => string) {
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
    const used = Math.floor(sum.used / step) * step;
    return [{ ...sum, used, responseRate: sum.invited > 0 ? used / sum.invited : null }];
  });
}
