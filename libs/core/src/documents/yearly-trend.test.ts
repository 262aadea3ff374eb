import { adjustPValues } from '@mingjian/statistics';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Estimate } from '@mingjian/contract/aggregation';
import type { ReportModel } from '@mingjian/contract/reports';
import { resolverOf } from './resolve-value';
import { yearlyTrends } from './yearly-trend';

const overall = 'index|audience|||';
const item = (code: string) => `index|item|${code}||`;

function estimateOf(id: string, estimate: number | null, se: number | null = 1, df = 30): Estimate {
  const [measure = '', scope = '', key = ''] = id.split('|');
  const place = { id, measure, scope, key, cut: '', group: '' } as unknown as Estimate;
  const suppressed = estimate === null;
  return {
    ...place,
    estimate,
    se: suppressed ? null : se,
    df,
    ci: null,
    n: null,
    deff: null,
    suppressed,
    reason: null,
  };
}

/** One audience's estimates by year; the latest year is the report's own. */
function modelOf(years: Record<string, Estimate[]>) {
  const known = Object.keys(years)
    .map(Number)
    .sort((a, b) => b - a);
  const [now = 0] = known;
  const earlier = known.slice(1).map((year) => ({
    year,
    results: [
      { audience: 'public' as const, resultHash: String(year), estimates: years[String(year)] ?? [] },
    ],
    notCompared: [],
  }));
  return {
    year: now,
    results: [
      { audience: 'public', estimates: years[String(now)] } as unknown as ReportModel['results'][number],
    ],
    previous: earlier.find(({ year }) => year === now - 1) ?? null,
    earlier: earlier.filter(({ year }) => year < now - 1),
  };
}
const trendOf = (years: Record<string, Estimate[]>, id = overall) =>
  yearlyTrends(modelOf(years)).find((each) => each.id === id);
const one = (values: Record<number, number | null>, se = 1) =>
  Object.fromEntries(Object.entries(values).map(([year, value]) => [year, [estimateOf(overall, value, se)]]));

describe('the trend over the years', () => {
  it('of three years in a row is half of the difference between the outer two, with the error of these', () => {
    const trend = trendOf({
      2019: [estimateOf(overall, 70, 1.5, 20)],
      2020: [estimateOf(overall, 78, 4, 20)],
      2021: [estimateOf(overall, 74, 2, 20)],
    });
    expect(trend).toMatchObject({ since: 2019 });
    expect(trend?.estimate).toBeCloseTo(2, 12);
    const [low = NaN, high = NaN] = trend?.ci ?? [];
    // se² = (1.5² + 2²)/4; df by Satterthwaite: 1.5625² / ((0.5625² + 1²)/20) = 37.09; t(0.975) = 2.0260.
    expect((high - low) / 2).toBeCloseTo(2.026 * 1.25, 2);
    expect(trend?.p).toBeGreaterThan(0.1);
  });

  it('of values on a line is the slope of the line, whichever years are missing', () => {
    const line = fc.record({
      level: fc.double({ min: 20, max: 70, noNaN: true }),
      slope: fc.double({ min: -4, max: 4, noNaN: true }),
      missing: fc.subarray([2017, 2018, 2019, 2020], { maxLength: 2 }),
      se: fc.double({ min: 0.2, max: 6, noNaN: true }),
    });
    fc.assert(
      fc.property(line, ({ level, slope, missing, se }) => {
        const years = [2017, 2018, 2019, 2020, 2021].filter((year) => !missing.includes(year));
        const trend = trendOf(
          one(Object.fromEntries(years.map((year) => [year, level + slope * (year - 2017)])), se),
        );
        expect(trend?.estimate).toBeCloseTo(slope, 9);
        expect(trend?.since).toBe(years[0]);
      }),
    );
  });

  it('needs three years that tell a number, this one among them', () => {
    expect(trendOf(one({ 2020: 70, 2021: 74 }))).toMatchObject({ estimate: null, p: null });
    expect(trendOf(one({ 2018: 70, 2019: null, 2020: 71, 2021: 72 }))?.estimate).toBeGreaterThan(0);
    expect(trendOf(one({ 2019: null, 2020: 70, 2021: 74 }))).toMatchObject({ estimate: null });
    expect(trendOf(one({ 2018: 60, 2019: 65, 2020: 70, 2021: null }))).toMatchObject({ estimate: null });
  });

  it('takes no year whose error has no degrees of freedom, however small it looks', () => {
    const years = (df: number) => ({
      2019: [estimateOf(overall, 60, 0.5, df)],
      2020: [estimateOf(overall, 65, 0.5)],
      2021: [estimateOf(overall, 70, 0.5)],
    });
    expect(trendOf(years(1))?.p).toBeLessThan(0.05);
    expect(trendOf(years(0))).toMatchObject({ estimate: null, p: null });
    expect(trendOf({ ...years(0), 2018: [estimateOf(overall, 55, 0.5)] })).toMatchObject({ since: 2018 });
  });

  it('does not depend on what is withheld: a year without number is as if it were not there', () => {
    const value = fc.double({ min: 1, max: 99, noNaN: true });
    fc.assert(
      fc.property(value, value, value, (a, b, c) => {
        const without = trendOf(one({ 2017: a, 2019: b, 2021: c }));
        expect(trendOf(one({ 2017: a, 2018: null, 2019: b, 2021: c }))).toEqual(without);
      }),
    );
  });

  it('of a question is judged among all questions, of the overall index by itself', () => {
    const values = (shift: number) => [
      estimateOf(overall, 60 + shift),
      estimateOf(item('P-01'), 60 + shift),
      estimateOf(item('P-02'), 60 + 0.8 * shift),
      estimateOf(item('P-03'), 60),
    ];
    const years = { 2019: values(0), 2020: values(1.5), 2021: values(3) };
    const alone = (at: number) =>
      trendOf(
        Object.fromEntries(Object.entries(years).map(([year, all]) => [year, [all[at]!]])),
        values(0)[at]!.id,
      )?.p ?? NaN;
    const together = yearlyTrends(modelOf(years));
    expect(together[0]?.p).toBeCloseTo(alone(0), 12);
    const adjusted = adjustPValues([1, 2, 3].map(alone), 'holm');
    together.slice(1).forEach(({ p }, at) => expect(p).toBeCloseTo(adjusted[at] ?? NaN, 12));
  });
});

describe('a year in a report', () => {
  const model = {
    ...modelOf({ 2019: [], 2020: [estimateOf(overall, null)], 2021: [estimateOf(overall, 74)] }),
    ...{ items: [], indicators: [], indicatorValues: [], weightingPlan: null },
  } as unknown as ReportModel;
  const resolve = resolverOf(model, 'zh-CN');
  const inYear = (offset: number) =>
    resolve({ of: 'year-estimate', offset, audience: 'public', id: overall, decimals: 1 });

  it('is told, withheld or not compared, and these are kept apart', () => {
    expect([0, -1, -2, -3].map((offset) => inYear(offset).state)).toEqual([
      'known',
      'suppressed',
      'incomparable',
      'incomparable',
    ]);
    expect([0, -1, -2].map((offset) => inYear(offset).text)).toEqual(['74.0', '—', '/']);
  });

  it('makes no trend with two others that tell nothing', () =>
    expect(
      resolve({ of: 'trend', audience: 'public', id: overall, show: 'interval', decimals: 1 }).text,
    ).toBe('/'));
});
