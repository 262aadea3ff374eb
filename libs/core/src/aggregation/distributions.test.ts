import { expect, test } from 'vitest';
import { corners } from './distributions';

test('a distribution corners a hidden group that is nearly the whole, and not a small one of a spread whole', () => {
  expect(corners([10, 20, 30, 25, 15], 0.1)).toBe(false);
  expect(corners([10, 20, 30, 25, 15], 0.97)).toBe(true);
  expect(corners([0, 0, 0, 0, 100], 0.1)).toBe(true);
});
