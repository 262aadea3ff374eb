import { expect, test } from 'vitest';
import { coverageOfSeed } from './coverage';

test(
  'intervals of schools drawn in proportion to size hold the truth as often as they claim',
  { timeout: 120_000 },
  () => {
    const seeds = [1, 2, 3].map((seed) => coverageOfSeed(seed, 'margins', 'pps', 2500));
    const mean = (of: (seed: (typeof seeds)[number]) => number) =>
      seeds.reduce((sum, seed) => sum + of(seed), 0) / seeds.length;
    expect(mean(({ weighted }) => weighted.share)).toBeGreaterThanOrEqual(0.93);
    expect(mean(({ weighted }) => weighted.share)).toBeLessThanOrEqual(0.97);
    // Weights of 1 do not know that large schools came more often.
    expect(mean(({ weighted }) => weighted.share)).toBeGreaterThan(
      mean(({ unweighted }) => unweighted.share) + 0.02,
    );
  },
);
