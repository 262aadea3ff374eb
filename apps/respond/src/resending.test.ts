import { expect, it } from 'vitest';
import { waitBeforeRetry } from './resending';

it('waits longer after each failure, at most about a minute, and as long as the server asks', () => {
  expect([1, 2, 3, 5, 9].map((failures) => waitBeforeRetry(failures, null, 0))).toEqual([
    4000, 8000, 16_000, 60_000, 60_000,
  ]);
  expect(waitBeforeRetry(1, 30, 0)).toBe(30_000);
  expect(waitBeforeRetry(1, null, 1)).toBe(4800);
});
