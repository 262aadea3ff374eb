import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { feasibleRange } from './feasible-range';
import { exposedCells, suppress, type Relation } from './suppress';

const rule = { threshold: 10, protection: 5 };

/** A table of rows × columns with its margins and grand total as cells; row + rows × column, margins after. */
function tableOf(inner: number[][]): { counts: number[]; relations: Relation[] } {
  const rows = inner.length;
  const columns = inner[0]!.length;
  const at = (i: number, j: number) => i * columns + j;
  const counts = inner.flat();
  const rowTotal = (i: number) => rows * columns + i;
  const columnTotal = (j: number) => rows * columns + rows + j;
  const all = rows * columns + rows + columns;
  inner.forEach((row) => counts.push(row.reduce((sum, n) => sum + n, 0)));
  for (let j = 0; j < columns; j++) counts.push(inner.reduce((sum, row) => sum + row[j]!, 0));
  counts.push(inner.flat().reduce((sum, n) => sum + n, 0));
  const range = (n: number) => Array.from({ length: n }, (_, i) => i);
  return {
    counts,
    relations: [
      ...range(rows).map((i) => ({ parts: range(columns).map((j) => at(i, j)), total: rowTotal(i) })),
      ...range(columns).map((j) => ({ parts: range(rows).map((i) => at(i, j)), total: columnTotal(j) })),
      { parts: range(rows).map(rowTotal), total: all },
      { parts: range(columns).map(columnTotal), total: all },
    ],
  };
}

describe('suppression', () => {
  it('hides a second cell where one alone could be subtracted', () => {
    const hidden = suppress([4, 50, 80, 134], [{ parts: [0, 1, 2], total: 3 }], rule);
    expect(hidden).toEqual(['primary', 'complementary', null, null]);
  });

  it('leaves a table without small cells alone', () => {
    const { counts, relations } = tableOf([
      [20, 30],
      [40, 50],
    ]);
    expect(suppress(counts, relations, rule).every((each) => each === null)).toBe(true);
  });

  it('cannot be undone by the solver that attacks it', () => {
    const table = fc.array(fc.array(fc.integer({ min: 0, max: 60 }), { minLength: 3, maxLength: 3 }), {
      minLength: 2,
      maxLength: 4,
    });
    fc.assert(
      fc.property(table, (inner) => {
        const { counts, relations } = tableOf(inner);
        const hidden = suppress(counts, relations, rule);
        counts.forEach((count, cell) => {
          if (count < rule.threshold) expect(hidden[cell]).toBe('primary');
        });
        const isAnyShown = hidden.some((each) => each === null);
        if (isAnyShown) expect(exposedCells(counts, relations, hidden, rule)).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  it('attacks like an attacker: finds the one solution there is', () => {
    const equations = [
      { coefficients: Float64Array.of(1, 1), total: 7 },
      { coefficients: Float64Array.of(1, -1), total: 3 },
    ];
    expect(feasibleRange(equations, 2, 0)).toEqual({ lower: 5, upper: 5 });
    expect(feasibleRange([equations[0]!], 2, 0)).toEqual({ lower: 0, upper: 7 });
    expect(feasibleRange([{ coefficients: Float64Array.of(1, 1), total: -1 }], 2, 0)).toBeNull();
  });
});
