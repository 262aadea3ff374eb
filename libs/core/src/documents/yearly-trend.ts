import type { Estimate } from '@mingjian/contract/aggregation';
import { yearsBefore, type ReportModel } from '@mingjian/contract/reports';
import { withItemsAdjusted } from './adjusted-items';
import { independentContrast } from './independent-contrast';

/** 历年走势 of one index: its comparable years, and the straight line through them. */
export interface YearlyTrend {
  audience: string;
  id: string;
  key: string;
  scope: Estimate['scope'];
  /** The first year of the line; that of the report where there is no line. */
  since: number;
  /** Points a year: the slope of the line, null with fewer than three years. */
  estimate: number | null;
  ci: readonly [number, number] | null;
  /** Against no slope. Adjusted after Holm over the items of the audience; of an overall index as it is. */
  p: number | null;
}

/** Fewer years make a difference, which is the change on last year, and no trend. */
export const TREND_YEARS = 3;

/** What the years of a report are told from. */
export type Trended = Pick<ReportModel, 'year' | 'results' | 'previous' | 'earlier'>;

/** All years that have results, in the order of time; the last is the report's own. */
export const yearsOf = (model: Trended): number[] => [
  ...yearsBefore(model)
    .map(({ year }) => year)
    .toReversed(),
  model.year,
];

/** An estimate as it was in a year: undefined where the year has none that can be compared. */
export function estimateInYear(
  model: Trended,
  year: number,
  audience: string,
  id: string,
): Estimate | undefined {
  const results =
    year === model.year
      ? model.results
      : (yearsBefore(model).find((each) => each.year === year)?.results ?? []);
  return results.find((each) => each.audience === audience)?.estimates.find((estimate) => estimate.id === id);
}

/**
 * The trend of every index of this year that an earlier year can be held against. The slope is that of ordinary least
 * squares on the years, a linear combination of independent samples: every year counts the same, so that the line does not
 * follow the year with most answers. Years that tell no number, or one whose error is not known, are no part of it.
 */
export function yearlyTrends(model: Trended): YearlyTrend[] {
  const years = yearsOf(model);
  const earlier = years.slice(0, -1);
  return model.results.flatMap(({ audience, estimates }) => {
    const own = estimates
      .filter(({ id }) => earlier.some((year) => estimateInYear(model, year, audience, id)))
      .map(({ id, key, scope }): YearlyTrend => {
        const points = years.flatMap((year) => {
          const of = estimateInYear(model, year, audience, id);
          return of && of.estimate !== null && of.se !== null && of.df !== 0 ? [{ year, of }] : [];
        });
        return { audience, id, key, scope, ...lineThrough(points, model.year) };
      });
    return withItemsAdjusted(own);
  });
}

function lineThrough(
  points: readonly { year: number; of: Estimate }[],
  now: number,
): Pick<YearlyTrend, 'since' | 'estimate' | 'ci' | 'p'> {
  const none = { since: now, estimate: null, ci: null, p: null };
  const [first] = points;
  if (!first || points.length < TREND_YEARS || points.at(-1)?.year !== now) return none;
  const middle = points.reduce((sum, { year }) => sum + year, 0) / points.length;
  const spread = points.reduce((sum, { year }) => sum + (year - middle) ** 2, 0);
  const line = independentContrast(
    points.map(({ year, of }) => ({ coefficient: (year - middle) / spread, of })),
  );
  return line === null ? none : { since: first.year, estimate: line.estimate, ci: line.ci, p: line.p };
}
