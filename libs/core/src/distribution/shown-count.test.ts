import fc from 'fast-check';
import { expect, it } from 'vitest';
import { shownCount } from './shown-count';

it('moves by ten at least while people answer, never ahead of them, and is exact in the end', () => {
  fc.assert(
    fc.property(fc.nat(10_000), fc.nat(9), (used, more) => {
      const step = shownCount(used + more, false) - shownCount(used, false);
      expect([0, 10]).toContain(step);
      expect(shownCount(used, false)).toBeLessThanOrEqual(used);
      expect(used - shownCount(used, false)).toBeLessThan(10);
      expect(shownCount(used, true)).toBe(used);
    }),
  );
});
