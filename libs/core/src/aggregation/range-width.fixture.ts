import { feasibleRange } from '@mingjian/statistics';
import type { MeanRelation } from './mean-attack';
import type { Cell, Hidden } from './protected-cell';

const LARGEST = 100;

/**
 * How wide the range of a hidden cell's mean is, by the narrowest measure: every tie holding and every other mean between 0
 * and 100, by linear programming. Exact, and far slower than `exposedMeans`.
 */
export function rangeWidth(
  cells: readonly Cell[],
  relations: readonly MeanRelation[],
  hidden: readonly Hidden[],
  cell: number,
): number {
  const tied = new Set(relations.flatMap((relation) => [...relation.keys()]));
  if (!tied.has(cell)) return LARGEST;
  const unknowns = [...tied].filter((each) => hidden[each]);
  const ties = relations.filter((relation) => unknowns.some((each) => relation.has(each)));
  const place = new Map(unknowns.map((each, at) => [each, at]));
  // Each mean has a second unknown beside it: what it lacks of 100.
  const ends = unknowns.map((_, at) => {
    const coefficients = new Float64Array(2 * unknowns.length);
    coefficients[at] = coefficients[unknowns.length + at] = 1;
    return { coefficients, total: LARGEST };
  });
  const widths = cells[cell]!.means.map((_, measure) => {
    const equations = ties.map((tie) => {
      const coefficients = new Float64Array(2 * unknowns.length);
      let total = 0;
      for (const [each, by] of tie) {
        const at = place.get(each);
        if (at === undefined) continue;
        coefficients[at] = by;
        total += by * (cells[each]!.means[measure] ?? 0);
      }
      return { coefficients, total };
    });
    const range = feasibleRange([...equations, ...ends], 2 * unknowns.length, place.get(cell)!);
    return range ? range.upper - range.lower : 0;
  });
  return Math.min(LARGEST, ...widths);
}
