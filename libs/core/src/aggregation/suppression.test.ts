import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { meanRelations } from './mean-attack';
import type { Cell } from './protected-cell';
import { rangeWidth } from './range-width.fixture';
import { suppressCells } from './suppression';

const cell = (group: string, persons: number, means: number[], change: Partial<Cell> = {}): Cell => ({
  scope: 'audience',
  key: '',
  dimension: null,
  isScored: false,
  cut: group === '' ? '' : 'area',
  group,
  persons,
  n: persons,
  population: persons * 10,
  means,
  ...change,
});
const table = (groups: [string, number, number][]): Cell[] => {
  const all = groups.reduce((sum, [, persons]) => sum + persons, 0);
  const whole = groups.reduce((sum, [, persons, mean]) => sum + (persons * mean) / all, 0);
  return [cell('', all, [whole]), ...groups.map(([name, persons, mean]) => cell(name, persons, [mean]))];
};
const hiddenOf = (cells: Cell[]) => {
  const verdicts = suppressCells(cells, 10);
  return cells.filter((_, at) => verdicts[at]).map(({ group }) => group);
};

describe('small cells', () => {
  it('stay hidden together with the smallest of the others, which would give them away', () =>
    expect(
      hiddenOf(
        table([
          ['urban', 80, 70],
          ['town', 9, 60],
          ['rural', 40, 65],
        ]),
      ),
    ).toEqual(['town', 'rural']));

  it('leave large ones alone', () =>
    expect(
      hiddenOf(
        table([
          ['urban', 80, 70],
          ['rural', 10, 60],
        ]),
      ),
    ).toEqual([]));

  it('take a third group with them where two would bound each other too closely', () => {
    const cells = table([
      ['urban', 300, 70],
      ['town', 5, 60],
      ['rural', 200, 65],
    ]);
    expect(hiddenOf(cells)).toEqual(['urban', 'town', 'rural']);
  });

  it('do not hide the whole for the sake of a large group', () =>
    expect(
      hiddenOf(
        table([
          ['urban', 400, 70],
          ['rural', 4, 60],
        ]),
      ),
    ).toEqual(['urban', 'rural']));

  it('of one item take another item of the same dimension with them, which its mean would give away', () => {
    const groups: [string, number][] = [
      ['', 120],
      ['urban', 60],
      ['rural', 60],
    ];
    const cells = groups.flatMap(([group, persons]) => [
      cell(group, persons, [70], { scope: 'dimension', key: 'equity' }),
      ...['A', 'B', 'C'].map((key) =>
        cell(group, persons, [70], {
          scope: 'item',
          key,
          dimension: 'equity',
          isScored: true,
          ...(key === 'A' && group === 'urban' ? { n: 7, population: 70 } : {}),
        }),
      ),
    ]);
    const verdicts = suppressCells(cells, 10);
    const hidden = cells.filter((_, at) => verdicts[at]).map(({ key, group }) => `${key} ${group}`);
    expect(hidden).toContain('A urban');
    expect(hidden).toContain('A rural');
    expect(hidden.some((each) => /^[BC] urban$/.test(each))).toBe(true);
  });

  it('are not alone: a larger group hidden beside them is not worked out from its own dimensions', () => {
    const groups = [
      { persons: 12, weight: 10, items: [95, 60, 60, 60] },
      { persons: 9, weight: 7, items: [95, 60, 60, 60] },
      { persons: 7, weight: 12, items: [95, 60, 60, 60] },
      { persons: 7, weight: 3, items: [95, 60, 60, 60] },
    ];
    // Only the first item stands near the end of the scale: only there the three small ones need the large one.
    const cells = crossed(groups).map((each) => ({
      ...each,
      dimension: each.key === '1' ? 'quality' : each.dimension,
      means: each.key === 'equity' ? [95] : each.key === 'quality' ? [60] : each.means,
    }));
    const relations = meanRelations(cells);
    const verdicts = suppressCells(cells, 10);
    const first = cells.findIndex(({ key, group }) => key === '0' && group === 'g0');
    expect(verdicts[first]).toBe('complementary');
    expect(rangeWidth(cells, relations, verdicts, first)).toBeGreaterThanOrEqual(10);
  });

  it('away from the ends of the scale cannot be bounded in any small table by one who knows all that is shown', () => {
    const group = fc.record({
      persons: fc.integer({ min: 0, max: 60 }),
      weight: fc.integer({ min: 1, max: 20 }),
      items: fc.array(fc.integer({ min: 30, max: 70 }), { minLength: 4, maxLength: 4 }),
    });
    fc.assert(
      fc.property(fc.array(group, { minLength: 2, maxLength: 4 }), (groups) => {
        const cells = crossed(groups);
        const relations = meanRelations(cells);
        const verdicts = suppressCells(cells, 10);
        cells.forEach(({ n, cut, scope, key }, at) => {
          if (n < 10) expect(verdicts[at]).toBe('primary');
          if (verdicts[at] === null || rangeWidth(cells, relations, verdicts, at) >= 10 - 1e-6) return;
          expect(verdicts[at]).toBe('complementary');
          // What is let go is a whole, or a group without any shown beside it in its cut.
          const isBesideIt = (other: Cell) =>
            other.cut === 'area' && other.scope === scope && other.key === key;
          if (cut !== '')
            expect(cells.some((other, index) => verdicts[index] === null && isBesideIt(other))).toBe(false);
        });
      }),
      { numRuns: 60 },
    );
  });
});

/** Two dimensions of two items each and the audience's index, over groups and in the whole. */
function crossed(groups: { persons: number; weight: number; items: number[] }[]): Cell[] {
  const scales: Pick<Cell, 'scope' | 'key' | 'dimension' | 'isScored'>[] = [
    { scope: 'audience', key: '', dimension: null, isScored: false },
    ...['equity', 'quality'].map((key) => ({
      scope: 'dimension' as const,
      key,
      dimension: null,
      isScored: false,
    })),
    ...[0, 1, 2, 3].map((i) => ({
      scope: 'item' as const,
      key: String(i),
      dimension: i < 2 ? 'equity' : 'quality',
      isScored: true,
    })),
  ];
  const meanOf = (scale: (typeof scales)[number], items: number[]) => {
    if (scale.scope === 'item') return items[Number(scale.key)] ?? 0;
    const parts =
      scale.scope === 'audience' ? items : scale.key === 'equity' ? items.slice(0, 2) : items.slice(2);
    return parts.reduce((sum, each) => sum + each, 0) / parts.length;
  };
  const persons = groups.reduce((sum, each) => sum + each.persons, 0);
  const population = groups.reduce((sum, each) => sum + each.persons * each.weight, 0);
  return scales.flatMap((scale) => {
    const whole = groups.reduce(
      (sum, each) => sum + (each.persons * each.weight * meanOf(scale, each.items)) / (population || 1),
      0,
    );
    return [
      cell('', persons, [whole], { ...scale, population }),
      ...groups.map((each, at) =>
        cell(`g${at}`, each.persons, [meanOf(scale, each.items)], {
          ...scale,
          population: each.persons * each.weight,
        }),
      ),
    ];
  });
}
