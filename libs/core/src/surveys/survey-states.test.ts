import { surveyStatus } from '@mingjian/contract/surveys';
import { expect, test } from 'vitest';
import { afterAction, requireAction, requireSecondPerson, type SurveyAction } from './survey-states';

const actions: SurveyAction[] = [
  'edit',
  'submit',
  'askChanges',
  'approve',
  'publish',
  'open',
  'pause',
  'resume',
  'close',
];

test('a survey is drafted, reviewed, published, opened and closed', () => {
  expect(afterAction('draft', 'edit')).toBe('draft');
  expect(afterAction('draft', 'submit')).toBe('inReview');
  expect(afterAction('inReview', 'approve')).toBe('approved');
  expect(afterAction('approved', 'publish')).toBe('published');
  expect(afterAction('published', 'open')).toBe('open');
  expect(afterAction('open', 'close')).toBe('closed');
});

test('changes that were asked for are made before it is submitted again', () => {
  expect(afterAction('inReview', 'askChanges')).toBe('changesAsked');
  expect(afterAction('changesAsked', 'edit')).toBe('changesAsked');
  expect(afterAction('changesAsked', 'submit')).toBe('inReview');
});

test('an edit takes a review, an approval or a publication back to the draft', () => {
  for (const status of ['inReview', 'approved', 'published'] as const)
    expect(afterAction(status, 'edit')).toBe('draft');
});

test('a pause ends in more answers or in the end', () => {
  expect(afterAction('open', 'pause')).toBe('paused');
  expect(afterAction('paused', 'resume')).toBe('open');
  expect(afterAction('paused', 'close')).toBe('closed');
});

test('fieldwork can be prolonged', () => {
  expect(afterAction('closed', 'open')).toBe('open');
});

test('only an approved survey is published, and only one in review is approved', () => {
  expect(surveyStatus.options.filter((status) => afterAction(status, 'publish') !== null)).toEqual([
    'approved',
  ]);
  expect(surveyStatus.options.filter((status) => afterAction(status, 'approve') !== null)).toEqual([
    'inReview',
  ]);
});

test('every state is reached from the draft', () => {
  const reached = new Set(['draft'] as (typeof surveyStatus.options)[number][]);
  for (const status of reached)
    for (const action of actions) {
      const after = afterAction(status, action);
      if (after !== null) reached.add(after);
    }
  expect([...reached].sort()).toEqual([...surveyStatus.options].sort());
});

test.each([
  ['open', 'edit'],
  ['closed', 'edit'],
  ['closed', 'publish'],
  ['published', 'publish'],
  ['draft', 'open'],
  ['approved', 'open'],
  ['draft', 'close'],
  ['published', 'submit'],
  ['open', 'open'],
  ['closed', 'close'],
  ['closed', 'resume'],
  ['published', 'pause'],
  ['paused', 'edit'],
] as const)('%s: no %s', (status, action) => {
  expect(afterAction(status, action)).toBeNull();
});

test('a refusal names the state and what was wanted, in both languages', () => {
  expect(requireAction('published', 'open')).toBe('open');
  expect(() => requireAction('closed', 'edit')).toThrow(
    expect.objectContaining({
      status: 409,
      code: 'survey-state',
      text: { zh: '问卷已结束，不能修改。', en: 'The survey is closed and cannot be edited.' },
    }) as Error,
  );
});

test('nobody reviews what they wrote last', () => {
  expect(() => requireSecondPerson('a', 'a')).toThrow(
    expect.objectContaining({ status: 409, code: 'second-person' }) as Error,
  );
  requireSecondPerson('a', 'b');
  requireSecondPerson('a', null);
});
