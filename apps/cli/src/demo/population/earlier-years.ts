import type { BuiltSurvey } from '@mingjian/core/surveys';
import type { Population } from '.';
import { demoCounties } from './counties';
import { demoSurveys, ratedItems } from './questions';
import { randomStream } from './random';

/** A year before the demo's own. */
export interface PlayedYear {
  yearsBack: number;
  counties: readonly { code: string }[];
  surveys: readonly BuiltSurvey[];
}

const pilots = demoCounties.filter(({ code }) => ['231002', '231025', '231084'].includes(code));

/** As a question was put in the first year; since then it is compared with itself alone. */
const firstWords = [
  ['您对学校的分布和孩子上学的路程满意吗？', '您对孩子就近入学的情况满意吗？'],
  [
    'How satisfied are you with where schools are located and the distance children travel?',
    'How satisfied are you with how near to their homes children go to school?',
  ],
] as const;

/** Two pilots in three counties, the first with one question in other words, then the whole city. */
export const earlierYears: readonly PlayedYear[] = [
  { yearsBack: 3, counties: pilots, surveys: demoSurveys.map(inFirstWords) },
  { yearsBack: 2, counties: pilots, surveys: demoSurveys },
  { yearsBack: 1, counties: demoCounties, surveys: demoSurveys },
];

function inFirstWords(survey: BuiltSurvey): BuiltSurvey {
  const words = firstWords.reduce((text, [now, then]) => text.replaceAll(now, then), JSON.stringify(survey));
  return JSON.parse(words) as BuiltSurvey;
}

/** What was rated lower a year ago, by how many of those who rated it; two and three years ago by more. */
const improved: Readonly<Record<string, number>> = { 'P-03': 0.4, 'P-09': 0.35, 'T-04': 0.4, 'S-05': 0.4 };
/** A wish for new things lets others slip: rated higher a year ago. */
const worsened: Readonly<Record<string, number>> = { 'T-09': 0.35, 'S-10': 0.35 };
const more = [0, 1, 1.4, 1.8];

/**
 * The same counties in an earlier year: the same schools, other people asked, and fewer of them; a few questions stood a step
 * lower or higher in a part of the answers, all others where they stand now.
 */
export function populationIn(
  { yearsBack, counties }: PlayedYear,
  population: Population,
): Pick<Population, 'seed' | 'invite' | 'weightingPlan' | 'samplingPlan' | 'schools' | 'margins'> {
  const seed = (population.seed + yearsBack) % 2 ** 31;
  const { samplingPlan, weightingPlan } = population;
  const isCovered = ({ countyCode }: { countyCode: string }) =>
    counties.some(({ code }) => code === countyCode);
  const by = more[yearsBack] ?? 1;
  const before = (answers: Uint8Array, number: number, audience: 'public' | 'teacher' | 'student') => {
    const random = randomStream(seed, 'last-year', number);
    return answers.map((answer, index) => {
      const code = ratedItems[audience][index]?.code ?? '';
      if (answer > 1 && random.chance(by * (improved[code] ?? 0))) return answer - 1;
      return answer > 0 && answer < 5 && random.chance(by * (worsened[code] ?? 0)) ? answer + 1 : answer;
    });
  };
  return {
    seed,
    schools: population.schools.filter(isCovered),
    margins: population.margins.filter(isCovered),
    weightingPlan,
    samplingPlan: {
      ...samplingPlan,
      seed,
      takeAllUpTo: 2,
      minimumPerStratum: 2,
      fraction: 0.1,
      classesPerGrade: Math.max(1, Math.floor(samplingPlan.classesPerGrade / 2)),
    },
    invite: (audience, schoolCode, className, count) =>
      population
        .invite(audience, schoolCode, className, count)
        .map((person) => ({ ...person, answers: before(person.answers, person.number, person.audience) })),
  };
}
