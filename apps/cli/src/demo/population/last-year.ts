import type { Population } from '.';
import { ratedItems } from './questions';
import { randomStream } from './random';

/** What was rated lower a year ago, by how many of those who rated it. */
const improved: Readonly<Record<string, number>> = { 'P-03': 0.4, 'P-09': 0.35, 'T-04': 0.4, 'S-05': 0.4 };
/** A wish for new things lets others slip: rated higher a year ago. */
const worsened: Readonly<Record<string, number>> = { 'T-09': 0.35, 'S-10': 0.35 };

/**
 * The same city a year ago: the same schools, other people asked, and fewer of them; a few questions stood a step lower or
 * higher in a part of the answers, all others where they stand now.
 */
export function lastYearOf(
  population: Population,
): Pick<Population, 'seed' | 'invite' | 'weightingPlan' | 'samplingPlan'> {
  const seed = (population.seed + 1) % 2 ** 31;
  const { samplingPlan, weightingPlan } = population;
  const before = (answers: Uint8Array, number: number, audience: 'public' | 'teacher' | 'student') => {
    const random = randomStream(seed, 'last-year', number);
    return answers.map((answer, index) => {
      const code = ratedItems[audience][index]?.code ?? '';
      if (answer > 1 && random.chance(improved[code] ?? 0)) return answer - 1;
      return answer > 0 && answer < 5 && random.chance(worsened[code] ?? 0) ? answer + 1 : answer;
    });
  };
  return {
    seed,
    weightingPlan,
    samplingPlan: {
      ...samplingPlan,
      seed,
      takeAllUpTo: 2,
      minimumPerStratum: 2,
      fraction: 0.1,
      classesPerGrade: Math.max(1, Math.floor(samplingPlan.classesPerGrade / 2)),
      teachersPerSchool: Math.max(2, Math.ceil(samplingPlan.teachersPerSchool / 2)),
    },
    invite: (audience, schoolCode, className, count) =>
      population
        .invite(audience, schoolCode, className, count)
        .map((person) => ({ ...person, answers: before(person.answers, person.number, person.audience) })),
  };
}
