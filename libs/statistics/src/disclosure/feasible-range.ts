/** Σ coefficients · x = total over the unknown cells. */
export interface Equation {
  coefficients: Float64Array;
  total: number;
}

const ZERO = 1e-9;

/**
 * Smallest and largest value that one unknown can have, all unknowns being zero or more and fulfilling the equations: linear
 * programming by the two-phase simplex method with Bland's rule (Chvátal 1983, Linear Programming, chapters 2, 3 and 8).
 * @param unknown position of the one asked for
 * @returns null where nothing fulfils the equations; the upper end may be Infinity
 */
export function feasibleRange(
  equations: readonly Equation[],
  unknowns: number,
  unknown: number,
): { lower: number; upper: number } | null {
  const start = feasibleTableau(equations, unknowns);
  if (!start) return null;
  const objective = (sign: number) => {
    const cost = new Float64Array(unknowns);
    cost[unknown] = sign;
    return cost;
  };
  const least = minimise(copyOf(start), objective(1));
  const most = minimise(copyOf(start), objective(-1));
  return { lower: Math.max(0, least), upper: -most };
}

/** Rows of coefficients with the right-hand side last, and the variable that each row is solved for. */
interface Tableau {
  rows: Float64Array[];
  basis: number[];
}

function copyOf({ rows, basis }: Tableau): Tableau {
  return { rows: rows.map((row) => Float64Array.from(row)), basis: [...basis] };
}

/** Phase one: artificial variables are driven to zero; rows that say nothing new are dropped. */
function feasibleTableau(equations: readonly Equation[], unknowns: number): Tableau | null {
  const width = unknowns + equations.length;
  const rows = equations.map(({ coefficients, total }, i) => {
    const sign = total < 0 ? -1 : 1;
    const row = new Float64Array(width + 1);
    coefficients.forEach((value, j) => (row[j] = sign * value));
    row[unknowns + i] = 1;
    row[width] = sign * total;
    return row;
  });
  const tableau = { rows, basis: equations.map((_, i) => unknowns + i) };
  const cost = new Float64Array(width).fill(1, unknowns);
  if (minimise(tableau, cost) > 1e-6 * (1 + Math.max(0, ...equations.map(({ total }) => Math.abs(total)))))
    return null;
  const kept = tableau.rows.flatMap((row, i) => {
    if (tableau.basis[i]! >= unknowns) {
      const into = row.findIndex((value, j) => j < unknowns && Math.abs(value) > ZERO);
      if (into < 0) return [];
      pivot(tableau, i, into);
    }
    return [i];
  });
  return {
    rows: kept.map((i) =>
      Float64Array.from([...tableau.rows[i]!.subarray(0, unknowns), tableau.rows[i]![width]!]),
    ),
    basis: kept.map((i) => tableau.basis[i]!),
  };
}

/** Minimises a cost from a feasible tableau. @returns −Infinity where it has no end */
function minimise(tableau: Tableau, cost: Float64Array): number {
  const { rows, basis } = tableau;
  const width = cost.length;
  for (;;) {
    let into = -1;
    for (let j = 0; j < width && into < 0; j++) {
      let reduced = cost[j]!;
      rows.forEach((row, i) => (reduced -= cost[basis[i]!]! * row[j]!));
      if (reduced < -ZERO) into = j;
    }
    if (into < 0) return rows.reduce((sum, row, i) => sum + cost[basis[i]!]! * row[width]!, 0);
    let out = -1;
    let limit = Infinity;
    rows.forEach((row, i) => {
      if (row[into]! <= ZERO) return;
      const ratio = row[width]! / row[into]!;
      const isTie = Math.abs(ratio - limit) <= ZERO && basis[i]! < basis[out]!;
      if (ratio < limit - ZERO || isTie) {
        out = i;
        limit = ratio;
      }
    });
    if (out < 0) return -Infinity;
    pivot(tableau, out, into);
  }
}

function pivot({ rows, basis }: Tableau, out: number, into: number): void {
  const row = rows[out]!;
  const by = row[into]!;
  for (let j = 0; j < row.length; j++) row[j]! /= by;
  rows.forEach((other, i) => {
    const factor = other[into]!;
    if (i === out || factor === 0) return;
    for (let j = 0; j < row.length; j++) other[j]! -= factor * row[j]!;
  });
  basis[out] = into;
}
