import { tTwoSided } from '@mingjian/statistics';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Estimate } from '@mingjian/contract/aggregation';
import type { Comparison } from '@mingjian/contract/reports';
import { cityStanding } from './city-standing';
import { yearlyChanges } from './yearly-change';

const overall = 'index|audience|||';

function estimateOf(id: string, estimate: number | null, se: number | null, df = 30): Estimate {
  const [measure = '', scope = '', key = ''] = id.split('|');
  const place = { id, measure, scope, key, cut: '', group: '' } as Pick<
    Estimate,
    'id' | 'measure' | 'scope' | 'key' | 'cut' | 'group'
  >;
  const ci =
    estimate === null || se === null ? null : ([estimate - 2 * se, estimate + 2 * se] as [number, number]);
  const suppressed = estimate === null;
  return { ...place, estimate, se, df, ci, n: suppressed ? null : 100, deff: null, suppressed, reason: null };
}

interface Part {
  estimate: number | null;
  se: number;
  df: number;
  population: number;
}
const county = (code: string, { estimate, se, df, population }: Part): Comparison['counties'][number] => ({
  code,
  nameZh: code,
  nameEn: code,
  results: [
    {
      audience: 'public',
      resultHash: code,
      population,
      invited: 200,
      answered: 100,
      estimates: [estimateOf(overall, estimate, estimate === null ? null : se, df)],
    },
  ],
});
const standing = (counties: Comparison['counties']) =>
  cityStanding({ comparison: { counties } }, 'public', overall);

const part = fc.record({
  estimate: fc.double({ min: 1, max: 99, noNaN: true }),
  se: fc.double({ min: 0.2, max: 6, noNaN: true }),
  df: fc.integer({ min: 1, max: 60 }),
  population: fc.double({ min: 100, max: 1e5, noNaN: true }),
});
const counties = fc
  .array(part, { minLength: 2, maxLength: 10 })
  .map((parts) => parts.map((each, at) => county(String(231001 + at), each)));

describe('the city and its counties', () => {
  it('do not depend on the order in which counties come', () => {
    fc.assert(
      fc.property(counties, fc.nat(), (all, turn) => {
        const turned = [...all.slice(turn % all.length), ...all.slice(0, turn % all.length)];
        const [a, b] = [standing(all), standing(turned)];
        expect(b.whole!.estimate).toBeCloseTo(a.whole!.estimate, 9);
        expect(b.whole!.se).toBeCloseTo(a.whole!.se, 9);
        for (const [code, gap] of a.gaps) expect(b.gaps.get(code)!.p).toBeCloseTo(gap.p, 9);
      }),
    );
  });

  it('put together give the city: gaps weighed by people are nothing, and the city lies between its counties', () => {
    fc.assert(
      fc.property(counties, (all) => {
        const { whole, gaps } = standing(all);
        const sum = all.reduce(
          (total, { code, results }) => total + results[0]!.population * gaps.get(code)!.estimate,
          0,
        );
        const people = all.reduce((total, { results }) => total + results[0]!.population, 0);
        expect(sum / people).toBeCloseTo(0, 8);
        const indices = all.map(({ results }) => results[0]!.estimates[0]!.estimate!);
        expect(whole!.estimate).toBeGreaterThanOrEqual(Math.min(...indices) - 1e-9);
        expect(whole!.estimate).toBeLessThanOrEqual(Math.max(...indices) + 1e-9);
      }),
    );
  });

  it('of one index are told apart by nobody', () => {
    fc.assert(
      fc.property(counties, fc.double({ min: 1, max: 99, noNaN: true }), (all, index) => {
        for (const { results } of all) results[0]!.estimates[0]!.estimate = index;
        for (const gap of standing(all).gaps.values()) {
          expect(gap.estimate).toBeCloseTo(0, 9);
          expect(gap.p).toBeGreaterThan(0.99);
        }
      }),
    );
  });

  it('are judged among all: the adjusted p is the plain one at least, so many times it at most, and keeps its order', () => {
    fc.assert(
      fc.property(counties, (all) => {
        const found = [...standing(all).gaps.values()].map(({ estimate, se, df, p }) => ({
          plain: tTwoSided(estimate / se, df),
          p,
        }));
        for (const { plain, p } of found) {
          expect(p).toBeGreaterThanOrEqual(plain - 1e-12);
          expect(p).toBeLessThanOrEqual(Math.min(1, plain * all.length) + 1e-9);
          for (const other of found)
            if (other.plain > plain) expect(other.p).toBeGreaterThanOrEqual(p - 1e-12);
        }
      }),
    );
  });

  it('a county that is withheld stands outside: the city is what it would be without it', () => {
    fc.assert(
      fc.property(counties, part, (all, more) => {
        const withheld = county('231099', { ...more, estimate: null });
        const [without, withIt] = [standing(all), standing([...all, withheld])];
        expect(withIt).toEqual(without);
        expect(withIt.gaps.has('231099')).toBe(false);
      }),
    );
  });

  it('a county without degrees of freedom of its own makes the city less certain', () => {
    const part = { estimate: 80, se: 1, population: 500 };
    const pair = (df: number) =>
      standing([county('231002', { ...part, df: 20 }), county('231003', { ...part, df })]);
    expect(pair(0).whole).toMatchObject({ estimate: 80 });
    expect(pair(0).whole?.df).toBe(pair(1).whole?.df);
    expect(pair(0).whole?.df).toBeLessThan(pair(20).whole?.df ?? 0);
  });

  it('a single county is the city and differs from nothing', () => {
    const { whole, gaps } = standing([county('231002', { estimate: 80, se: 1, df: 20, population: 500 })]);
    expect(whole).toMatchObject({ estimate: 80, se: 1, df: 20 });
    expect(gaps.size).toBe(0);
  });
});

describe('the change on last year', () => {
  const item = (code: string) => `index|item|${code}||`;
  const years = (now: Estimate[], before: Estimate[]) =>
    yearlyChanges({
      results: [{ audience: 'public', estimates: now } as never],
      previous: {
        year: 2020,
        results: [{ audience: 'public', resultHash: 'h', estimates: before }],
        notCompared: [],
      },
    });
  const value = fc.double({ min: 1, max: 99, noNaN: true });
  const error = fc.double({ min: 0.2, max: 6, noNaN: true });

  it('is not claimed where the error of a year has no degrees of freedom', () => {
    const [change] = years([estimateOf(overall, 80, 1, 20)], [estimateOf(overall, 60, 1, 0)]);
    expect(change).toMatchObject({ before: 60, estimate: null, p: null, suppressed: false });
  });

  it('turned around is the same with the other sign', () => {
    fc.assert(
      fc.property(value, error, value, error, (a, ea, b, eb) => {
        const [there] = years([estimateOf(overall, a, ea)], [estimateOf(overall, b, eb)]);
        const [back] = years([estimateOf(overall, b, eb)], [estimateOf(overall, a, ea)]);
        expect(there!.estimate).toBeCloseTo(-back!.estimate!, 9);
        expect(there!.p).toBeCloseTo(back!.p!, 9);
        expect(there!.ci![0]).toBeCloseTo(-back!.ci![1], 9);
      }),
    );
  });

  it('of a question is judged among all questions, of the overall index by itself', () => {
    const numbers = fc.array(fc.tuple(value, error, value, error), { minLength: 2, maxLength: 8 });
    fc.assert(
      fc.property(numbers, (all) => {
        const now = all.map(([a, ea], at) => estimateOf(item(`P-${at}`), a, ea));
        const before = all.map(([, , b, eb], at) => estimateOf(item(`P-${at}`), b, eb));
        const together = years(now, before);
        all.forEach((_, at) => {
          const [alone] = years([now[at]!], [before[at]!]);
          expect(together[at]!.p!).toBeGreaterThanOrEqual(alone!.p! - 1e-12);
          expect(together[at]!.p!).toBeLessThanOrEqual(Math.min(1, alone!.p! * all.length) + 1e-9);
        });
        const [a, ea, b, eb] = all[0]!;
        const whole = (list: Estimate[], v: number, e: number) => [...list, estimateOf(overall, v, e)];
        const [only] = years([estimateOf(overall, a, ea)], [estimateOf(overall, b, eb)]);
        expect(years(whole(now, a, ea), whole(before, b, eb)).at(-1)!.p).toBeCloseTo(only!.p!, 12);
      }),
    );
  });

  it('is withheld with either year, whichever it is, and claimed only for what both have', () => {
    const shown = estimateOf(item('P-1'), 70, 1);
    const withheld = estimateOf(item('P-1'), null, null);
    for (const [now, before] of [
      [shown, withheld],
      [withheld, shown],
    ] as const)
      expect(years([now], [before])).toMatchObject([{ estimate: null, ci: null, p: null, suppressed: true }]);
    expect(years([shown], [estimateOf(item('P-2'), 70, 1)])).toEqual([]);
  });
});
