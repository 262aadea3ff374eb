import { describe, expect, it } from 'vitest';
import { exclusionReasons } from './exclusion-reasons';
import { buildPopulation } from './population';
import { itemsByAudience } from './population/questions';
import { answersOf } from './population/submission';
import { unweightedEstimates } from './unweighted';

const population = buildPopulation({ seed: 5, responses: 600 });
const county = '231025';
const answered = population.people
  .filter((person) => person.countyCode === county && person.audience === 'teacher' && person.responds)
  .map((person) => ({ person, cellId: person.school.code, sent: answersOf(5, person) }));
const estimates = unweightedEstimates(answered, itemsByAudience, population.weightingPlan.screens, [
  exclusionReasons,
]);
const of = (key: string) => estimates.find((each) => each.key === key);

describe('the unweighted comparison', () => {
  it('is the plain mean of the answers that the exclusion leaves', () => {
    const careful = answered.filter(({ sent }) => sent.answers['T-A1'] === 3);
    expect(careful.length).toBeLessThan(answered.length);
    const scores = careful.map(({ sent }) => Number(sent.answers['T-04'])).filter((value) => value > 0);
    const mean = scores.reduce((sum, value) => sum + 25 * (value - 1), 0) / scores.length;
    expect(of('T-04')?.estimate).toBeCloseTo(mean, 9);
  });

  it('gives every scored item and the index an interval, and leaves expectations out', () => {
    expect(estimates).toHaveLength(16);
    expect(estimates.every((each) => each.ci !== null)).toBe(true);
    expect(of('')).toMatchObject({ scope: 'audience', audience: 'teacher', countyCode: county });
    expect(of('T-02')).toBeUndefined();
  });
});
