import type { Result } from '@mingjian/contract/aggregation';
import type { ReportModel, ValueRef } from '@mingjian/contract/reports';
import type { Standing } from './indicator-standing';
import { known, missing, suppressed, type Printer, type ResolvedValue } from './printed-value';

/** People of the counties that an overview compares; '' stands for all of them. */
export function ofComparedCount(
  model: ReportModel,
  { county, audience, field }: Extract<ValueRef, { of: 'county-count' }>,
  print: Printer,
): ResolvedValue {
  const results = (model.comparison?.counties ?? [])
    .filter(({ code }) => county === '' || code === county)
    .flatMap((each) => each.results)
    .filter((each) => audience === '' || each.audience === audience);
  if (results.length === 0) return missing;
  const sum = (of: 'invited' | 'answered') => results.reduce((total, each) => total + each[of], 0);
  if (field !== 'responseRate') return print.count(sum(field));
  const rate = (100 * sum('answered')) / sum('invited');
  return sum('invited') === 0 ? missing : known(`${print.digits(rate, 1)}%`, rate);
}

type CountField = Extract<ValueRef, { of: 'count' }>['field'];

/** What a result says of how it came about; only sums of people go over several of them. */
export function ofCount(results: readonly Result[], field: CountField, print: Printer): ResolvedValue {
  if (results.length === 0) return missing;
  const sum = (of: 'invited' | 'eligible' | 'answered' | 'excluded') =>
    results.reduce((total, result) => total + (result[of] ?? 0), 0);
  if (field === 'excluded' && results.some(({ excluded }) => excluded === null)) return suppressed;
  if (field === 'invited' || field === 'eligible' || field === 'answered' || field === 'excluded')
    return print.count(sum(field));
  if (field === 'responseRate') {
    const invited = sum('invited');
    if (invited === 0) return missing;
    return known(`${print.digits((100 * sum('answered')) / invited, 1)}%`, (100 * sum('answered')) / invited);
  }
  const [only] = results;
  if (!only || results.length > 1) return missing;
  const { weighting } = only;
  switch (field) {
    case 'effectiveN':
      return print.count(Math.round(weighting.effectiveN));
    case 'kishDeff':
      return print.fixed(weighting.kishDeff, 2);
    case 'weightBase':
      return print.count(Math.round(weighting.base));
    case 'weightSum':
      return print.count(Math.round(weighting.sum));
    case 'weightMin':
      return print.fixed(weighting.min, 2);
    case 'weightMax':
      return print.fixed(weighting.max, 2);
    case 'trimmed':
      return weighting.trimmed === null ? suppressed : print.count(weighting.trimmed);
    case 'rounds':
      return print.count(weighting.rounds);
  }
}

/** Which leaves each tally of indicators counts. */
const tallied: Record<Extract<ValueRef, { of: 'tally' }>['what'], (standing: Standing) => boolean> = {
  all: () => true,
  filed: (standing) => standing.filed,
  meets: (standing) => standing.meets === true,
  below: (standing) => standing.meets === false,
  unjudged: (standing) => standing.meets === null,
  'without-threshold': (standing) => !standing.hasThreshold,
  improved: (standing) => standing.progress === 'improved',
  worsened: (standing) => standing.progress === 'worsened',
};
const isWithin = (standing: Standing, within: string) =>
  within === '' || standing.code === within || standing.code.startsWith(`${within}.`);

/** How many leaves an indicator tally counts. @param county '*' for the sum over all that are compared */
export function ofTally(
  model: ReportModel,
  { what, within, county }: Extract<ValueRef, { of: 'tally' }>,
  standings: (county?: string) => readonly Standing[],
  print: Printer,
): ResolvedValue {
  const places = county === '*' ? (model.comparison?.counties ?? []).map(({ code }) => code) : [county];
  const found = places.flatMap((place) => standings(place));
  return print.count(found.filter((each) => isWithin(each, within) && tallied[what](each)).length);
}
