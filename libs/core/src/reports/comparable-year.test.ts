import { expect, it } from 'vitest';
import { comparableYear, type Asked, type EarlierCycle } from './comparable-year';
import { madeUpCounty } from './made-up-county.fixture';

const { items, results } = madeUpCounty(1);
const grades: Asked['grades'] = [
  { stage: 'primary', grade: 5 },
  { stage: 'junior', grade: 8 },
];
const now: Asked = { grades, questions: items.map((item) => ({ ...item, answers: { rateMax: 5 } })) };
const before = (change: Partial<Asked>): EarlierCycle => ({ year: 2020, results, ...now, ...change });
const changed = (code: string, change: Partial<Asked['questions'][number]>) => ({
  questions: now.questions.map((each) => (each.code === code ? { ...each, ...change } : each)),
});
const kept = (earlier: EarlierCycle, asked = now) => {
  const year = comparableYear(earlier, asked);
  return {
    why: year.notCompared.map(({ audience, code, why }) => `${audience} ${code} ${why}`),
    ids: (audience: string) =>
      year.results.find((each) => each.audience === audience)?.estimates.map(({ id }) => id) ?? [],
  };
};

it('the same questions to the same grades are compared, one by one and together, and nothing else is', () => {
  const { why, ids } = kept(before({}));
  expect(why).toEqual([]);
  expect(ids('student').sort()).toEqual(
    ['index|audience|||', 'index|item|S-01||', 'index|item|S-02||', 'index|item|S-03||'].sort(),
  );
});

it.each([
  ['wording', { text: { zh: '老师公平吗？', en: 'Do teachers treat all pupils alike?' } }],
  ['wording', { text: { zh: '老师对同学们一视同仁吗？', en: 'Are teachers fair?' } }],
  ['answers', { answers: { rateMax: 7 } }],
  ['role', { role: 'expectation' as const }],
])(
  'a question of which the %s changed is not, and neither is the overall index of its audience',
  (why, change) => {
    const found = kept(before(changed('S-02', change)));
    expect(found.why).toEqual([`student S-02 ${why}`]);
    expect(found.ids('student').sort()).toEqual(['index|item|S-01||', 'index|item|S-03||']);
    expect(found.ids('teacher')).toContain('index|audience|||');
  },
);

it('a question that only one of the two years asked keeps the overall indices apart', () => {
  const without = { ...now, questions: now.questions.filter(({ code }) => code !== 'T-02') };
  expect(kept(before({ questions: without.questions })).why).toEqual(['teacher T-02 new']);
  const dropped = kept(before({}), without);
  expect(dropped.why).toEqual(['teacher T-02 dropped']);
  expect(dropped.ids('teacher')).not.toContain('index|audience|||');
  expect(dropped.ids('teacher')).toContain('index|item|T-01||');
});

it('where other stages or grades were asked nothing is compared; of teachers their stages count alone', () => {
  const otherGrade = kept(before({ grades: [{ stage: 'primary', grade: 4 }, grades[1]!] }));
  expect(otherGrade.ids('student')).toEqual([]);
  expect(otherGrade.ids('public')).toEqual([]);
  expect(otherGrade.why).toContain('student S-01 coverage');
  expect(otherGrade.ids('teacher')).toContain('index|audience|||');
  expect(kept(before({ grades: [...grades, { stage: 'senior', grade: 11 }] })).ids('teacher')).toEqual([]);
  expect(kept(before({ grades: grades.toReversed() })).why).toEqual([]);
});
