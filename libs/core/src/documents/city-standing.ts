import { adjustPValues } from '@mingjian/statistics';
import type { Comparison, ReportModel } from '@mingjian/contract/reports';
import { independentContrast, type IndependentContrast } from './independent-contrast';

export interface CityStanding {
  /** null where no county has the estimate */
  whole: (IndependentContrast & { n: number }) | null;
  /** By county code: the county minus the city, p adjusted after Holm over the counties. */
  gaps: Map<string, IndependentContrast>;
}

export function comparedOf(
  { comparison }: Pick<ReportModel, 'comparison'>,
  county: string,
  audience: string,
): Comparison['counties'][number]['results'][number] | undefined {
  return comparison?.counties
    .find(({ code }) => code === county)
    ?.results.find((each) => each.audience === audience);
}

/**
 * The counties put together by the people they stand for, each sample independent of the others; and each county against
 * that whole, of which it is a part: so its own estimate counts with one minus its share. Counties whose estimate is
 * withheld stand outside of the whole, which therefore tells nothing of them.
 */
export function cityStanding(
  { comparison }: Pick<ReportModel, 'comparison'>,
  audience: string,
  id: string,
): CityStanding {
  const parts = (comparison?.counties ?? []).flatMap(({ code, results }) => {
    const own = results.find((each) => each.audience === audience);
    const of = own?.estimates.find((each) => each.id === id);
    if (!own || of?.estimate == null || of.se === null) return [];
    // A county whose own error is hardly known makes the city's less certain, not unknown.
    return [{ code, of: { ...of, df: of.df === 0 ? 1 : of.df }, population: own.population }];
  });
  const people = parts.reduce((sum, { population }) => sum + population, 0);
  const shares = parts.map((part) => ({ ...part, coefficient: part.population / people }));
  const found = independentContrast(shares);
  const whole = found && { ...found, n: parts.reduce((sum, { of }) => sum + (of.n ?? 0), 0) };
  const gaps =
    parts.length < 2
      ? []
      : shares.flatMap(({ code }) => {
          const gap = independentContrast(
            shares.map((part) => ({ ...part, coefficient: Number(part.code === code) - part.coefficient })),
          );
          return gap ? [{ code, gap }] : [];
        });
  const adjusted = adjustPValues(
    gaps.map(({ gap }) => gap.p),
    'holm',
  );
  return { whole, gaps: new Map(gaps.map(({ code, gap }, at) => [code, { ...gap, p: adjusted[at] ?? 1 }])) };
}
