import { expect, test } from 'vitest';
import { bankEntries, type BankVersion, type PastResult } from './bank';
import { codesTaken, withQuestions } from './take-questions';
import { questionOutline } from './question-outline';
import { templateOf } from './templates';

const version = (
  year: number,
  number = 1,
  reword: (text: string) => string = (text) => text,
): BankVersion => {
  const { audience, json, items } = templateOf('student');
  const copy = JSON.parse(reword(JSON.stringify(json))) as typeof json;
  return {
    id: `v${year}-${number}`,
    surveyId: `s${year}`,
    cycleId: `c${year}`,
    year,
    number,
    audience,
    json: copy,
    items,
  };
};
const result = (more: Partial<PastResult> = {}): PastResult => ({
  cycleId: 'c2024',
  versionId: 'v2024-1',
  countyCode: '231002',
  audience: 'student',
  code: 'S-03',
  n: 120,
  estimate: 71.2,
  ci: [68, 74.4],
  suppressed: false,
  ...more,
});

test('a question that stayed the same is one entry with all its uses, the latest first', () => {
  const entries = bankEntries([version(2023), version(2024)], []);
  expect(entries).toHaveLength(questionOutline(templateOf('student').json).length);
  expect(entries[0]?.usage.map(({ year }) => year)).toEqual([2024, 2023]);
});

test('a question that was reworded is two entries, since their results are not comparable', () => {
  const [first] = questionOutline(templateOf('student').json);
  const title = (first?.definition.title as Record<string, string>)['zh-cn'] ?? '';
  const entries = bankEntries(
    [version(2023), version(2024, 1, (text) => text.replace(title, `${title}（新）`))],
    [],
  );
  expect(
    entries.filter(({ code }) => code === first?.code).map(({ usage }) => usage.map((use) => use.year)),
  ).toEqual([[2024], [2023]]);
});

test('results stand with the version that was answered; suppressed ones carry no number', () => {
  const hidden = result({ countyCode: '231003', suppressed: true, n: 4, estimate: 12, ci: [1, 2] });
  const entries = bankEntries([version(2023), version(2024)], [result(), hidden]);
  expect(entries.find(({ code }) => code === 'S-03')?.results).toEqual([
    {
      cycleId: 'c2024',
      year: 2024,
      countyCode: '231002',
      n: 120,
      estimate: 71.2,
      ci: [68, 74.4],
      suppressed: false,
    },
    {
      cycleId: 'c2024',
      year: 2024,
      countyCode: '231003',
      n: null,
      estimate: null,
      ci: null,
      suppressed: true,
    },
  ]);
});

test('a question is taken with both languages and its mapping, without its condition', () => {
  const source = templateOf('public');
  const [question] = questionOutline(source.json);
  const [mapping] = source.items;
  if (!question || !mapping) throw new Error('the template is empty');
  const taken = {
    question: { ...question, definition: { ...question.definition, visibleIf: '{X} = 1' } },
    mapping,
  };
  const empty = withQuestions(
    { pages: [{ name: 'a', elements: [{ type: 'text', name: 'Z' }] }] },
    [],
    [taken],
  );
  expect(questionOutline(empty.json).map(({ code }) => code)).toEqual(['Z', question.code]);
  expect(questionOutline(empty.json)[1]?.definition).toEqual(question.definition);
  expect(empty.items).toEqual([mapping]);
});

test('where every question has a page of its own, so has the one that is taken', () => {
  const draft = templateOf('student');
  const [question] = questionOutline(templateOf('public').json);
  const mapping = templateOf('public').items[0];
  if (!question || !mapping) throw new Error('the template is empty');
  const { json } = withQuestions(draft.json, draft.items, [{ question, mapping }]);
  expect((json.pages as unknown[]).length).toBe((draft.json.pages as unknown[]).length + 1);
  expect(codesTaken(json, [question.code])).toEqual([question.code]);
  expect(codesTaken(draft.json, ['X', 'X'])).toEqual(['X']);
});
