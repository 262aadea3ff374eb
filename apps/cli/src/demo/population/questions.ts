import type { Audience, Dimension, ItemMapping } from '@mingjian/contract/surveys';
import { templateOf, type BuiltSurvey } from '@mingjian/core/surveys';
import { randomStream } from './random';

const audiences: readonly Audience[] = ['public', 'teacher', 'student'];

/** The three surveys as the agency creates them. */
export const demoSurveys: readonly BuiltSurvey[] = audiences.map(templateOf);

/** What each question measures, by audience. */
export const itemsByAudience = Object.fromEntries(
  demoSurveys.map((survey) => [survey.audience, survey.items]),
) as Record<Audience, ItemMapping[]>;

/** A rated item as the population model knows it. */
export interface RatedItem {
  code: string;
  role: 'scored' | 'expectation';
  dimension: Dimension;
  /** Subtracted from satisfaction: what is hard to please with. */
  difficulty: number;
  /** Share of people who cannot judge it. */
  notApplicable: number;
}

/** What most people cannot judge, because it concerns few: vocational and senior schools, special needs, aid. */
const rarelyKnown: ReadonlySet<string> = new Set(['P-05', 'P-06', 'P-07', 'P-15', 'T-15', 'S-13', 'S-14']);

/** The rated items of an audience, in the questionnaire's order; difficulties are the same in every seed. */
export const ratedItems: Readonly<Record<Audience, readonly RatedItem[]>> = {
  public: ratedItemsOf('public'),
  teacher: ratedItemsOf('teacher'),
  student: ratedItemsOf('student'),
};

function ratedItemsOf(audience: Audience): RatedItem[] {
  const items = demoSurveys.find((survey) => survey.audience === audience)?.items ?? [];
  return items.flatMap(({ code, role, dimension }) => {
    if ((role !== 'scored' && role !== 'expectation') || dimension === null) return [];
    const random = randomStream(0, 'item', code);
    const difficulty = 0.3 * random.normal();
    const notApplicable = rarelyKnown.has(code) ? 0.12 : 0.01 + 0.03 * random.uniform();
    return [{ code, role, dimension, difficulty, notApplicable }];
  });
}
