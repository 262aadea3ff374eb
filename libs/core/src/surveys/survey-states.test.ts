import { expect, test } from 'vitest';
import { afterAction, requireAction } from './survey-states';

test('a survey is drafted, published, opened and closed', () => {
  expect(afterAction('draft', 'edit')).toBe('draft');
  expect(afterAction('draft', 'publish')).toBe('published');
  expect(afterAction('published', 'open')).toBe('open');
  expect(afterAction('open', 'close')).toBe('closed');
});

test('fieldwork can be prolonged, a published survey corrected before it opens', () => {
  expect(afterAction('closed', 'open')).toBe('open');
  expect(afterAction('published', 'edit')).toBe('draft');
});

test.each([
  ['open', 'edit'],
  ['closed', 'edit'],
  ['open', 'publish'],
  ['closed', 'publish'],
  ['published', 'publish'],
  ['draft', 'open'],
  ['draft', 'close'],
  ['published', 'close'],
  ['open', 'open'],
  ['closed', 'close'],
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
