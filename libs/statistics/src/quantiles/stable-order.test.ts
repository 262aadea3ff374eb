import fc from 'fast-check';
import { expect, it } from 'vitest';
import { stableOrder } from './stable-order';

it('orders positions by value, equal values as they come', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -4, max: 4 }), { maxLength: 200 }), (values) => {
      const expected = [...values.keys()].sort((a, b) => values[a]! - values[b]! || a - b);
      expect(Array.from(stableOrder(Float64Array.from(values)))).toEqual(expected);
    }),
  );
});
