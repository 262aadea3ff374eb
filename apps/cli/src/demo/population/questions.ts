import type { Audience, Dimension } from '@mingjian/contract/surveys';
import questionnaires from '../data/questionnaires.json';
import { randomStream } from './random';

/** One entry of questionnaires.json. */
export interface Question {
  audience: Audience;
  dimension: string;
  item_code: string;
  text_zh: string;
  text_en: string;
  type: 'single' | 'likert5_na' | 'attention' | 'text';
  options?: { value: number | null; text_zh: string; text_en: string }[];
  correct_value?: number;
  max_length?: number;
  indicator_code: string | null;
}

export const questions = questionnaires as Question[];

/** Expectation items stand outside every index. */
const expectationItems: ReadonlySet<string> = new Set(['P-02', 'T-02']);

const dimensions: Readonly<Record<string, Dimension>> = {
  总体评价: 'overall',
  教育公平: 'equity',
  教育质量: 'quality',
  政府治理: 'governance',
};

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
  return questions
    .filter((question) => question.audience === audience && question.type === 'likert5_na')
    .map((question) => {
      const random = randomStream(0, 'item', question.item_code);
      return {
        code: question.item_code,
        role: expectationItems.has(question.item_code) ? 'expectation' : 'scored',
        dimension: dimensions[question.dimension] ?? 'overall',
        difficulty: 0.3 * random.normal(),
        notApplicable: rarelyKnown.has(question.item_code) ? 0.12 : 0.01 + 0.03 * random.uniform(),
      };
    });
}
