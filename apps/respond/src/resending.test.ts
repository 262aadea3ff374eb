import { expect, it } from 'vitest';
import { nextStep } from './next-step';
import { waitBeforeRetry } from './resending';

it('waits longer after each failure, at most about a minute, and as long as the server asks', () => {
  expect([1, 2, 3, 5, 9].map((failures) => waitBeforeRetry(failures, null, 0))).toEqual([
    4000, 8000, 16_000, 60_000, 60_000,
  ]);
  expect(waitBeforeRetry(1, 30, 0)).toBe(30_000);
  expect(waitBeforeRetry(1, null, 1)).toBe(4800);
});

it.each([
  ['used-code', 409, 'code'],
  ['unknown-code', 404, 'code'],
  ['foreign-code', 409, 'foreign'],
  ['survey-closed', 409, 'closed'],
  ['version-changed', 409, 'version'],
  ['invalid-answers', 422, 'answers'],
  ['not-found', 404, 'other'],
])('a refusal with %s leads to %s', (code, status, step) => {
  expect(nextStep({ code, status })).toBe(step);
});
