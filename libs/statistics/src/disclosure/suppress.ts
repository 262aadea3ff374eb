import { feasibleRange } from './feasible-range';

/** A published sum: the cells whose values add up to the value of `total`, another cell. */
export interface Relation {
  parts: readonly number[];
  total: number;
}

export interface SuppressionRule {
  /** Cells of fewer persons are hidden. */
  threshold: number;
  /** How far above its value a hidden cell's feasible range must reach, in persons. */
  protection: number;
}

/** Why a cell is hidden; null where it is shown. */
export type Suppression = 'primary' | 'complementary' | null;

/**
 * Hides small cells of a table of counts, and as many others as it takes that nobody can work a hidden one out: every small
 * cell's feasible range, found by linear programming over the published sums, reaches from 0 (or below the threshold) to at
 * least its value + protection (Hundepool et al. 2012, Statistical Disclosure Control, chapter 4). Zeros are hidden with the
 * small: who is absent speaks too.
 * @param counts persons in each cell, totals included
 * @param relations every sum that a reader can know
 * @returns by cell
 */
export function suppress(
  counts: readonly number[],
  relations: readonly Relation[],
  rule: SuppressionRule,
): Suppression[] {
  const hidden: Suppression[] = counts.map((count) => (count < rule.threshold ? 'primary' : null));
  for (;;) {
    const open = exposedCells(counts, relations, hidden, rule);
    const [cell] = open;
    if (cell === undefined) return hidden;
    const next = cheapestPartner(counts, relations, hidden, cell);
    // Nothing is left to hide beside it: all its sums are hidden, and so is it.
    if (next === null) return hidden;
    hidden[next] = 'complementary';
  }
}

/** Small hidden cells that the published sums give away, exactly or too closely: what an attacker's solver would find. */
export function exposedCells(
  counts: readonly number[],
  relations: readonly Relation[],
  hidden: readonly Suppression[],
  { protection }: SuppressionRule,
): number[] {
  const position = new Map<number, number>();
  hidden.forEach((reason, cell) => {
    if (reason) position.set(cell, position.size);
  });
  const equations = relations.map(({ parts, total }) => {
    const coefficients = new Float64Array(position.size);
    let known = 0;
    const add = (cell: number, sign: number) => {
      const at = position.get(cell);
      if (at === undefined) known += sign * counts[cell]!;
      else coefficients[at]! += sign;
    };
    parts.forEach((cell) => add(cell, 1));
    add(total, -1);
    return { coefficients, total: -known };
  });
  const concerned = equations.filter(({ coefficients }) => coefficients.some((value) => value !== 0));
  return [...position].flatMap(([cell, at]) => {
    if (hidden[cell] !== 'primary') return [];
    const range = feasibleRange(concerned, position.size, at);
    const isSafe = range === null || range.upper >= counts[cell]! + protection - 1e-6;
    return isSafe ? [] : [cell];
  });
}

/** The smallest shown cell that shares a sum with the exposed one, a part before a total. */
function cheapestPartner(
  counts: readonly number[],
  relations: readonly Relation[],
  hidden: readonly Suppression[],
  cell: number,
): number | null {
  const connected = connectedTo(relations, hidden, cell);
  const candidates = relations
    .filter(({ parts, total }) => [...parts, total].some((each) => connected.has(each)))
    .flatMap(({ parts, total }) => [
      ...parts.map((part) => ({ cell: part, cost: counts[part]! })),
      { cell: total, cost: counts[total]! + 1e9 },
    ])
    .filter((each) => hidden[each.cell] === null)
    .sort((a, b) => a.cost - b.cost || a.cell - b.cell);
  return candidates[0]?.cell ?? null;
}

/** Hidden cells that hang together with one by sums, itself included. */
function connectedTo(
  relations: readonly Relation[],
  hidden: readonly Suppression[],
  cell: number,
): Set<number> {
  const connected = new Set([cell]);
  for (let before = 0; before < connected.size;) {
    before = connected.size;
    for (const { parts, total } of relations) {
      const own = [...parts, total].filter((each) => hidden[each] !== null);
      if (own.some((each) => connected.has(each))) own.forEach((each) => connected.add(each));
    }
  }
  return connected;
}
