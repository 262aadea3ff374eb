import { reportStatus } from '@mingjian/contract/reports';
import { expect, test } from 'vitest';
import { afterReview, isOpen, placeOfComposition, reviewTransitions } from './review-states';

test('a draft is submitted, returned, submitted again and accepted', () => {
  expect(afterReview('draft', 'submit')).toBe('submitted');
  expect(afterReview('submitted', 'return')).toBe('returned');
  expect(afterReview('returned', 'submit')).toBe('submitted');
  expect(afterReview('submitted', 'accept')).toBe('accepted');
});

test('nothing leads out of accepted, and a draft cannot be accepted unread', () => {
  for (const action of ['submit', 'return', 'accept'] as const)
    expect(afterReview('accepted', action)).toBeNull();
  expect(afterReview('draft', 'accept')).toBeNull();
  expect(isOpen('accepted')).toBe(false);
});

test('every state can be reached from a draft', () => {
  const reached = new Set(['draft']);
  // As many rounds as there are states is enough to reach whatever can be reached.
  reportStatus.options.forEach(() => {
    for (const { from, to } of Object.values(reviewTransitions))
      if (from.some((state) => reached.has(state))) reached.add(to);
  });
  expect([...reached].sort()).toEqual([...reportStatus.options].sort());
});

test('a new run replaces a draft, follows what was submitted, and never touches what was accepted', () => {
  expect(placeOfComposition(null, null)).toEqual({ kind: 'add', version: 1 });
  expect(placeOfComposition({ status: 'draft', version: 2 }, null)).toEqual({ kind: 'replace' });
  expect(placeOfComposition({ status: 'accepted', version: 2 }, null)).toEqual({ kind: 'add', version: 3 });
  expect(placeOfComposition({ status: 'submitted', version: 1 }, { status: 'submitted' })).toEqual({
    kind: 'keep',
  });
});
