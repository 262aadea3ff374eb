import type { Importance } from '@mingjian/contract/aggregation';
import type { ItemMapping } from '@mingjian/contract/surveys';
import type { ReplayTable } from './replay-table';
import { scoreColumn } from './replay-table';
import type { Cell, Hidden } from './protected-cell';

/**
 * 重要性 of each scored item outside the dimension `overall`: the weighted correlation of its rating with the person's
 * score on that dimension, over those who have both. See ADR 0031 for why not Shapley's shares.
 */
export function importanceOf(
  items: readonly ItemMapping[],
  table: ReplayTable,
  weights: Float64Array,
  cells: readonly Cell[],
  hidden: readonly Hidden[],
): Importance[] {
  const scored = items.filter(({ role }) => role === 'scored');
  const drivers = scored.filter(({ dimension }) => dimension !== 'overall');
  if (drivers.length === scored.length || table.rows === 0) return [];
  const isHidden = (scope: Cell['scope'], key: string) =>
    cells.some(
      (cell, index) => cell.scope === scope && cell.key === key && cell.cut === '' && hidden[index] !== null,
    );
  const view = table.numbers(scoreColumn('index', { scope: 'dimension', key: 'overall' }));
  return drivers.map(({ code }): Importance => {
    if (isHidden('item', code) || isHidden('dimension', 'overall'))
      return { key: code, correlation: null, n: null, suppressed: true };
    const rating = table.numbers(scoreColumn('index', { scope: 'item', key: code }));
    const { correlation, n } = weightedCorrelation(rating, view, weights);
    return { key: code, correlation, n, suppressed: false };
  });
}

/**
 * Pearson's correlation under weights, over the rows where neither is NaN.
 * @returns null where either does not vary, or for fewer than three rows
 */
export function weightedCorrelation(
  x: Float64Array,
  y: Float64Array,
  weights: Float64Array,
): { correlation: number | null; n: number } {
  const rows = [...x.keys()].filter((row) => !Number.isNaN(x[row]) && !Number.isNaN(y[row]));
  const sum = (of: (row: number) => number) => rows.reduce((total, row) => total + of(row), 0);
  const weight = sum((row) => weights[row]!);
  const meanX = sum((row) => weights[row]! * x[row]!) / weight;
  const meanY = sum((row) => weights[row]! * y[row]!) / weight;
  const product = (a: Float64Array, meanA: number, b: Float64Array, meanB: number) =>
    sum((row) => weights[row]! * (a[row]! - meanA) * (b[row]! - meanB));
  const spread = Math.sqrt(product(x, meanX, x, meanX) * product(y, meanY, y, meanY));
  const correlation = rows.length < 3 || !(spread > 0) ? null : product(x, meanX, y, meanY) / spread;
  return { correlation, n: rows.length };
}
