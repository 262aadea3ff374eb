import type { Design } from '../design/design';
import { degreesOfFreedom } from '../design/degrees-of-freedom';
import { covarianceOf, influenceOfRows } from '../estimators/influence-estimate';

/** A weighted two-way table with the covariances of its shares. Cells run by row within column: row + rows × column. */
export interface TwoWayTable {
  rows: number;
  columns: number;
  /** Records used. */
  n: number;
  /** Primary units minus strata. */
  df: number;
  /** Weighted totals of the cells. */
  totals: Float64Array;
  /** Shares of the cells, adding up to 1. */
  shares: Float64Array;
  /** Covariances of the shares. */
  covariance: Float64Array[];
  /** Covariances of the departures from independence, N_ij − N_i· N_·j / N. */
  departureCovariance: Float64Array[];
}

/**
 * Weighted shares of a two-way table and what tests of its independence need (R: svytable, svymean of the interaction).
 * @param rows, columns number of categories
 * @throws LonelyPsuError under the policy `fail`
 * @param rowOf, columnOf by record: category from 0, −1 where missing; every record is one row
 */
export function twoWayTable(
  design: Design,
  rowOf: Int32Array,
  columnOf: Int32Array,
  rows: number,
  columns: number,
): TwoWayTable {
  const cells = rows * columns;
  const cellOf = rowOf.map((row, r) => (row < 0 || columnOf[r]! < 0 ? -1 : row + rows * columnOf[r]!));
  const totals = new Float64Array(cells);
  let n = 0;
  cellOf.forEach((cell, r) => {
    if (cell < 0) return;
    totals[cell]! += design.weight[r]!;
    n += 1;
  });
  const all = totals.reduce((sum, each) => sum + each, 0);
  const shares = totals.map((total) => total / all);
  const rowShare = Float64Array.from({ length: rows }, (_, i) =>
    sumWhere(shares, (cell) => cell % rows === i),
  );
  const columnShare = Float64Array.from({ length: columns }, (_, j) =>
    sumWhere(shares, (cell) => Math.floor(cell / rows) === j),
  );
  const estimate = (of: (cell: number, own: number) => number) =>
    Array.from({ length: cells }, (_, cell) => ({
      n,
      value: 0,
      influence: influenceOfRows(Float64Array.from(cellOf, (own) => (own < 0 ? 0 : of(cell, own)))),
    }));
  const share = estimate((cell, own) => ((own === cell ? 1 : 0) - shares[cell]!) / all);
  const departure = estimate((cell, own) => {
    const i = cell % rows;
    const j = Math.floor(cell / rows);
    const inRow = own % rows === i ? 1 : 0;
    const inColumn = Math.floor(own / rows) === j ? 1 : 0;
    return (
      inRow * inColumn - inRow * columnShare[j]! - inColumn * rowShare[i]! + rowShare[i]! * columnShare[j]!
    );
  });
  return {
    rows,
    columns,
    n,
    df: degreesOfFreedom(design, (r) => cellOf[r]! >= 0),
    totals,
    shares,
    covariance: covarianceOf(design, share),
    departureCovariance: covarianceOf(design, departure),
  };
}

function sumWhere(values: Float64Array, isIn: (index: number) => boolean): number {
  return values.reduce((sum, value, index) => (isIn(index) ? sum + value : sum), 0);
}
