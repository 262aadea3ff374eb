import { relabel, type Relabelled } from '../design/relabel';

/** Auxiliary variables, gathered to the points in their space at which records lie. Columns: every category, then numbers. */
export interface Points {
  /** By record: number of its point. */
  pointOf: Int32Array;
  size: number;
  columns: number;
  variables: number;
  /** Column of each variable's category at each point: point × variables + variable. */
  categoryColumns: Int32Array;
  /** By numeric variable, by point: value. */
  numeric: Float64Array[];
}

/**
 * With categories only, the points are the combinations that occur, a few hundred for a million records; with a numeric
 * variable every record is its own point.
 * @param sizes number of categories of each variable
 */
export function pointsOf(
  records: number,
  categories: readonly Int32Array[],
  sizes: readonly number[],
  numeric: readonly Float64Array[] = [],
): Points {
  const offsets: number[] = [];
  let columns = 0;
  for (const size of sizes) {
    offsets.push(columns);
    columns += size;
  }
  const { pointOf, first } =
    numeric.length > 0 ? everyRecord(records) : combinationsOf(records, categories, sizes);
  const variables = categories.length;
  const categoryColumns = new Int32Array(first.length * variables);
  categories.forEach((category, variable) => {
    for (let p = 0; p < first.length; p++)
      categoryColumns[p * variables + variable] = offsets[variable]! + category[first[p]!]!;
  });
  return {
    pointOf,
    size: first.length,
    columns: columns + numeric.length,
    variables,
    categoryColumns,
    numeric: [...numeric],
  };
}

function everyRecord(records: number): { pointOf: Int32Array; first: Int32Array } {
  const pointOf = Int32Array.from({ length: records }, (_, r) => r);
  return { pointOf, first: pointOf };
}

function combinationsOf(
  records: number,
  categories: readonly Int32Array[],
  sizes: readonly number[],
): { pointOf: Int32Array; first: Int32Array } {
  let combined: Relabelled = {
    code: new Int32Array(records),
    size: 1,
    first: new Int32Array(records > 0 ? 1 : 0),
  };
  categories.forEach((category, variable) => {
    const labels = new Float64Array(records);
    for (let r = 0; r < records; r++) labels[r] = combined.code[r]! * sizes[variable]! + category[r]!;
    combined = relabel(labels);
  });
  return { pointOf: combined.code, first: combined.first };
}

/** By point: Σ weight × count over its records. */
export function massOf(points: Points, weight: Float64Array, count: Float64Array): Float64Array {
  const mass = new Float64Array(points.size);
  for (let r = 0; r < weight.length; r++) mass[points.pointOf[r]!]! += weight[r]! * count[r]!;
  return mass;
}

/** X'v: by column, the sum over points of value × v. */
export function columnSums(points: Points, v: Float64Array): Float64Array {
  const { variables, categoryColumns, numeric, columns } = points;
  const sums = new Float64Array(columns);
  for (let p = 0; p < points.size; p++)
    for (let j = 0; j < variables; j++) sums[categoryColumns[p * variables + j]!]! += v[p]!;
  numeric.forEach((values, j) => {
    let sum = 0;
    for (let p = 0; p < points.size; p++) sum += values[p]! * v[p]!;
    sums[columns - numeric.length + j] = sum;
  });
  return sums;
}

/** Xβ: by point. */
export function scores(points: Points, beta: Float64Array): Float64Array {
  const { variables, categoryColumns, numeric, columns } = points;
  const result = new Float64Array(points.size);
  for (let p = 0; p < points.size; p++) {
    let sum = 0;
    for (let j = 0; j < variables; j++) sum += beta[categoryColumns[p * variables + j]!]!;
    for (let j = 0; j < numeric.length; j++) sum += numeric[j]![p]! * beta[columns - numeric.length + j]!;
    result[p] = sum;
  }
  return result;
}

/** X'diag(v)X. */
export function crossProducts(points: Points, v: Float64Array): Float64Array[] {
  const { variables, categoryColumns, numeric, columns } = points;
  const matrix = Array.from({ length: columns }, () => new Float64Array(columns));
  const width = variables + numeric.length;
  const column = new Int32Array(width);
  const value = new Float64Array(width).fill(1);
  for (let p = 0; p < points.size; p++) {
    if (v[p] === 0) continue;
    for (let j = 0; j < variables; j++) column[j] = categoryColumns[p * variables + j]!;
    for (let j = 0; j < numeric.length; j++) {
      column[variables + j] = columns - numeric.length + j;
      value[variables + j] = numeric[j]![p]!;
    }
    for (let a = 0; a < width; a++) {
      const row = matrix[column[a]!]!;
      const weighted = v[p]! * value[a]!;
      for (let b = 0; b < width; b++) row[column[b]!]! += weighted * value[b]!;
    }
  }
  return matrix;
}
