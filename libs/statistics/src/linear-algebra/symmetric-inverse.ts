/** Pivots smaller than this share of their own original diagonal belong to redundant columns. */
const SINGULAR = 1e-11;

/**
 * A generalised inverse of a symmetric positive semidefinite matrix, by Gauss–Jordan elimination with diagonal pivots
 * (Healy 1968, Applied Statistics 17, algorithm AS 7 in spirit). Indicator columns of several variables are linearly
 * dependent; redundant ones get rows and columns of zeros, which leaves fitted values as they are.
 * @param matrix square; it is not changed
 */
export function symmetricInverse(matrix: readonly Float64Array[]): {
  inverse: Float64Array[];
  rank: number;
} {
  const size = matrix.length;
  const scale = matrix.map((row, i) => (row[i]! > 0 ? 1 / Math.sqrt(row[i]!) : 0));
  // Scaled to a unit diagonal, so that columns of very different units can be compared.
  const a = matrix.map((row, i) => row.map((value, j) => value * scale[i]! * scale[j]!));
  const used = new Uint8Array(size);
  let rank = 0;
  for (;;) {
    let pivot = -1;
    for (let i = 0; i < size; i++) if (!used[i] && (pivot < 0 || a[i]![i]! > a[pivot]![pivot]!)) pivot = i;
    if (pivot < 0 || !(a[pivot]![pivot]! > SINGULAR)) break;
    used[pivot] = 1;
    rank += 1;
    sweep(a, pivot);
  }
  const inverse = a.map((row, i) =>
    row.map((value, j) => (used[i] && used[j] ? value * scale[i]! * scale[j]! : 0)),
  );
  return { inverse, rank };
}

/** Exchanges one column between the two sides of y = Ax in place (the sweep operator, Goodnight 1979, Am. Stat. 33). */
function sweep(a: Float64Array[], pivot: number): void {
  const pivotRow = a[pivot]!;
  const d = pivotRow[pivot]!;
  for (let i = 0; i < a.length; i++) {
    if (i === pivot) continue;
    const row = a[i]!;
    const factor = row[pivot]! / d;
    if (factor === 0) continue;
    for (let j = 0; j < a.length; j++) if (j !== pivot) row[j]! -= factor * pivotRow[j]!;
    row[pivot] = -factor;
  }
  for (let j = 0; j < a.length; j++) if (j !== pivot) pivotRow[j]! /= d;
  pivotRow[pivot] = 1 / d;
}

/** Matrix × vector. */
export function multiply(matrix: readonly Float64Array[], vector: ArrayLike<number>): Float64Array {
  return Float64Array.from(matrix, (row) => {
    let sum = 0;
    for (let j = 0; j < row.length; j++) sum += row[j]! * vector[j]!;
    return sum;
  });
}
