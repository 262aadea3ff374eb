import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { relabel } from './relabel';

describe('relabelling', () => {
  const near = fc.array(fc.integer({ min: -20, max: 20 }), { maxLength: 300 });
  const far = fc.array(fc.integer({ min: 0, max: 2 ** 53 - 1 }), { maxLength: 3000 });

  it.each([
    ['close together', near],
    ['far apart', far],
    ['far apart and repeated', far.map((labels) => [...labels, ...labels.slice(0, 700)])],
  ])('numbers labels %s in the order in which they come', (_, labels) => {
    fc.assert(
      fc.property(labels, (some) => {
        const seen = new Map<number, number>();
        for (const label of some) if (!seen.has(label)) seen.set(label, seen.size);
        const { code, size, first } = relabel(Float64Array.from(some));
        expect(Array.from(code)).toEqual(some.map((label) => seen.get(label)));
        expect(size).toBe(seen.size);
        expect(Array.from(first)).toEqual([...seen.keys()].map((label) => some.indexOf(label)));
      }),
      { numRuns: 30 },
    );
  });
});
