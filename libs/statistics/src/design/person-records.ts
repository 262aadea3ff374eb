import type { Variable, VariablePair } from './design';

/**
 * A variable where every record is one person.
 *
 * @param values by record, NaN for a person without a value
 */
export function variableOf(values: Float64Array): Variable {
  const n = new Float64Array(values.length);
  const sum = new Float64Array(values.length);
  const sumOfSquares = new Float64Array(values.length);
  values.forEach((value, row) => {
    if (Number.isNaN(value)) return;
    n[row] = 1;
    sum[row] = value;
    sumOfSquares[row] = value * value;
  });
  return { n, sum, sumOfSquares };
}

/** The same of two variables: only those persons count who have both values. */
export function pairOf(x: Float64Array, y: Float64Array): VariablePair {
  const both = (of: (x: number, y: number) => number) =>
    Float64Array.from(x, (each, row) => {
      const other = y[row] ?? Number.NaN;
      return Number.isNaN(each) || Number.isNaN(other) ? 0 : of(each, other);
    });
  return {
    n: both(() => 1),
    sumX: both((a) => a),
    sumY: both((_, b) => b),
    sumXX: both((a) => a * a),
    sumXY: both((a, b) => a * b),
    sumYY: both((_, b) => b * b),
  };
}
