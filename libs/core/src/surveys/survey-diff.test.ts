import type { ItemMapping, SurveyJson } from '@mingjian/contract/surveys';
import { expect, test } from 'vitest';
import { surveyDiff } from './survey-diff';
import { templateOf } from './templates';

const scored = (code: string, more: Partial<ItemMapping> = {}): ItemMapping => ({
  code,
  role: 'scored',
  text: { zh: code, en: code },
  dimension: 'overall',
  indicatorCode: '1.1',
  correctValue: null,
  ...more,
});
const question = (name: string, more: object = {}) => ({
  type: 'radiogroup',
  name,
  title: { 'zh-cn': `您对${name}满意吗？`, en: `Are you satisfied with ${name}?` },
  choices: [1, 2, 3, 4, 5, 0].map((value) => ({ value, text: { 'zh-cn': `选${value}`, en: `c${value}` } })),
  ...more,
});
const survey = (
  elements: object[],
  items = elements.map((each) => scored((each as { name: string }).name)),
) => ({
  title: { zh: '问卷', en: 'Survey' },
  json: { pages: [{ name: 'p1', title: { 'zh-cn': '甲', en: 'A' }, elements }] } as SurveyJson,
  items,
});
const before = survey([question('A'), question('B'), question('C')]);
const of = (diff: ReturnType<typeof surveyDiff>, code: string) =>
  diff.items.find((item) => item.code === code);

test('the same questionnaire has nothing to tell', () => {
  const diff = surveyDiff(before, structuredClone(before));
  expect(diff.items.map(({ state, breaks }) => [state, breaks])).toEqual(Array(3).fill(['same', 'none']));
  expect(diff.title).toEqual([]);
  expect(diff.settings).toEqual([]);
  const template = templateOf('public');
  expect(surveyDiff(template, template).items.every(({ state }) => state === 'same')).toBe(true);
});

test('a question whose wording changed claims no trend, and the words are shown by language', () => {
  const title = { 'zh-cn': '您对A很满意吗？', en: 'Are you satisfied with A?' };
  const item = of(surveyDiff(before, survey([question('A', { title }), question('B'), question('C')])), 'A');
  expect(item).toMatchObject({ state: 'changed', breaks: 'question' });
  expect(item?.changes).toMatchObject([{ kind: 'wording', field: 'title', language: 'zh' }]);
  expect(item?.changes[0]).toHaveProperty('words', expect.arrayContaining([{ op: 'added', text: '很' }]));
});

test('full width for half width is no other wording', () => {
  const title = { 'zh-cn': '您对A满意吗?', en: 'Are you satisfied with A?' };
  const item = of(surveyDiff(before, survey([question('A', { title }), question('B'), question('C')])), 'A');
  expect(item).toMatchObject({ state: 'changed', breaks: 'none' });
});

test('another scale is another question, as is another text of a choice', () => {
  const choices = [1, 2, 3, 4, 5, 6, 7];
  const longer = of(
    surveyDiff(before, survey([question('A', { choices }), question('B'), question('C')])),
    'A',
  );
  expect(longer?.breaks).toBe('question');
  expect(longer?.changes).toContainEqual({
    kind: 'scale',
    field: 'choices',
    before: '1、2、3、4、5、0',
    after: '1、2、3、4、5、6、7',
    breaks: 'question',
  });
});

test('being asked of other people breaks the trend; being required does not', () => {
  const shown = of(
    surveyDiff(before, survey([question('A', { visibleIf: '{B} = 1' }), question('B'), question('C')])),
    'A',
  );
  expect(shown?.changes).toEqual([
    { kind: 'logic', field: 'visibleIf', before: null, after: '{B} = 1', breaks: 'question' },
  ]);
  const required = of(
    surveyDiff(before, survey([question('A', { isRequired: true }), question('B'), question('C')])),
    'A',
  );
  expect(required?.changes).toMatchObject([{ kind: 'logic', field: 'isRequired', breaks: 'none' }]);
});

test('a condition on the page counts as one on each of its questions', () => {
  const after = structuredClone(before);
  Object.assign((after.json.pages as object[])[0] ?? {}, { visibleIf: '{A} > 1' });
  expect(surveyDiff(before, after).items.map(({ breaks }) => breaks)).toEqual(Array(3).fill('question'));
});

test('the fewest moves explain another order', () => {
  const diff = surveyDiff(before, survey([question('C'), question('A'), question('B')]));
  expect(of(diff, 'C')?.changes).toEqual([{ kind: 'moved', from: 3, to: 1, breaks: 'none' }]);
  expect(of(diff, 'A')?.state).toBe('same');
});

test('scored questions that come and go change the index', () => {
  const diff = surveyDiff(before, survey([question('A'), question('B'), question('D')]));
  expect(of(diff, 'D')).toMatchObject({ state: 'added', breaks: 'index' });
  expect(of(diff, 'C')).toMatchObject({ state: 'removed', breaks: 'index' });
});

test('another dimension or indicator leaves the question comparable, not its index', () => {
  const items = [scored('A', { indicatorCode: '2.1' }), scored('B', { dimension: 'equity' }), scored('C')];
  const diff = surveyDiff(before, survey([question('A'), question('B'), question('C')], items));
  expect(of(diff, 'A')?.changes).toEqual([
    { kind: 'mapping', field: 'indicatorCode', before: '1.1', after: '2.1', breaks: 'index' },
  ]);
  expect(of(diff, 'B')?.breaks).toBe('index');
});
