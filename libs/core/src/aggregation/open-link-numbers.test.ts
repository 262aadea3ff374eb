import { expect, it } from 'vitest';
import type { AudienceInput } from './estimate-audience';
import { openLinkNumbers } from './open-link-numbers';
import { laxScreens, plainPlan } from './weighting-plan.fixture';

const text = { zh: '', en: '' };
const item = { text, dimension: null, indicatorCode: null, correctValue: null };
const input: AudienceInput = {
  countyCode: '231002',
  audience: 'public',
  items: [
    { ...item, code: 'Q1', role: 'scored', dimension: 'overall' },
    { ...item, code: 'D1', role: 'demographic' },
  ],
  cells: [],
  answers: [],
  margins: ['1', '2'].map((category, at) => ({
    countyCode: '231002',
    audience: 'public' as const,
    variable: 'D1',
    category,
    total: at === 0 ? 300 : 100,
  })) as AudienceInput['margins'],
  plan: {
    ...plainPlan,
    margins: [{ audience: 'public', variable: 'D1', categories: ['1', '2'] }],
    trim: { lower: 0.1, upper: 10 },
    screens: laxScreens,
  },
  exclusions: [],
};
const rows = (count: number, answers: Record<string, number>) =>
  Array.from({ length: count }, () => ({ cellId: 'any', answers, durations: { all: 60_000 } }));

it('are raked to the same margins as the sample, without error and without interval', () => {
  // 10 of category 1 say 5 (100 points), 30 of category 2 say 1 (0 points); in the population it is 3 to 1.
  const found = openLinkNumbers(input, [...rows(10, { Q1: 5, D1: 1 }), ...rows(30, { Q1: 1, D1: 2 })]);
  expect(found).toMatchObject({
    evidence: 'open-link',
    answers: 40,
    index: expect.closeTo(75, 6) as number,
    top2: expect.closeTo(75, 6) as number,
    plan: { data: 'answers.csv', design: { weights: 'base_weight' } },
  });
});

it('are not shown of few people, and are null where nobody came', () => {
  expect(openLinkNumbers(input, rows(9, { Q1: 5, D1: 1 }))).toEqual({
    evidence: 'open-link',
    answers: null,
    index: null,
    top2: null,
  });
  expect(openLinkNumbers(input, [])).toBeNull();
});
