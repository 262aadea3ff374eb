import { fQuantile } from '../distributions/f';
import { symmetricInverse } from '../linear-algebra/symmetric-inverse';
import { correlationOf } from '../estimators/variance-of-variable';
import { cronbachAlpha } from './cronbach-alpha';

/** What a covariance matrix of items says of their scale. */
export interface Reliability {
  alpha: number;
  /** α of the standardised items. */
  standardised: number;
  averageCorrelation: number;
  /** Guttman's λ6, from squared multiple correlations. */
  lambda6: number;
  /** By item: correlation with the sum of the others. */
  itemRest: number[];
  /** By item: correlation with the sum of all. */
  itemTotal: number[];
  /** By item: α of the others; null for a scale of two. */
  alphaWithout: (number | null)[];
}

/**
 * Cronbach 1951, Psychometrika 16; Guttman 1945, Psychometrika 10 (R: psych::alpha). Any positive factor on the matrix cancels.
 * @returns null for fewer than two items, or items without variance
 */
export function reliabilityOf(covariance: readonly Float64Array[]): Reliability | null {
  const k = covariance.length;
  const alpha = cronbachAlpha(covariance.map((row) => Array.from(row)));
  if (alpha === null || covariance.some((row, i) => !(row[i]! > 0))) return null;
  const correlation = correlationOf(covariance);
  const all = sumOf(correlation);
  const average = (all - k) / (k * (k - 1));
  const { inverse } = symmetricInverse(correlation);
  const unexplained = inverse.reduce((sum, row, i) => sum + 1 / row[i]!, 0);
  const sd = covariance.map((row, i) => Math.sqrt(row[i]!));
  const rest = covariance.map((_, i) => covariance.map((__, j) => j).filter((j) => j !== i));
  return {
    alpha,
    standardised: (k * average) / (1 + (k - 1) * average),
    averageCorrelation: average,
    lambda6: 1 - unexplained / all,
    itemRest: covariance.map((row, i) => {
      const others = rest[i]!;
      const shared = others.reduce((sum, j) => sum + row[j]!, 0);
      return shared / (sd[i]! * Math.sqrt(sumOf(submatrix(covariance, others))));
    }),
    itemTotal: covariance.map(
      (row, i) => row.reduce((sum, c) => sum + c, 0) / (sd[i]! * Math.sqrt(sumOf(covariance))),
    ),
    alphaWithout: rest.map((others) =>
      cronbachAlpha(submatrix(covariance, others).map((row) => Array.from(row))),
    ),
  };
}

/** Standard error of α (Duhachek & Iacobucci 2004, J. Applied Psychology 89). @param n complete answers */
export function alphaStandardError(covariance: readonly Float64Array[], n: number): number {
  const k = covariance.length;
  const all = sumOf(covariance);
  const trace = covariance.reduce((sum, row, i) => sum + row[i]!, 0);
  let square = 0;
  let traceOfSquare = 0;
  for (let i = 0; i < k; i++)
    for (let j = 0; j < k; j++) {
      traceOfSquare += covariance[i]![j]! ** 2;
      for (let l = 0; l < k; l++) square += covariance[i]![l]! * covariance[l]![j]!;
    }
  const q =
    ((2 * k * k) / ((k - 1) ** 2 * all ** 3)) * (all * (traceOfSquare + trace ** 2) - 2 * trace * square);
  return Math.sqrt(q / n);
}

/**
 * Interval of α (Feldt, Woodruff & Salih 1987, Applied Psychological Measurement 11).
 * @param n complete answers, at least 2; @param items at least 2; @param level between 0 and 1
 */
export function feldtInterval(alpha: number, n: number, items: number, level = 0.95): [number, number] {
  const tail = (1 - level) / 2;
  const d1 = n - 1;
  const d2 = (n - 1) * (items - 1);
  return [1 - (1 - alpha) * fQuantile(1 - tail, d1, d2), 1 - (1 - alpha) * fQuantile(tail, d1, d2)];
}

/** Reliability of a scale of two items from their correlation (Spearman 1910 and Brown 1910, British J. Psychology 3). */
export function spearmanBrown(correlation: number): number {
  return (2 * correlation) / (1 + correlation);
}

function submatrix(matrix: readonly Float64Array[], members: readonly number[]): Float64Array[] {
  return members.map((i) => Float64Array.from(members, (j) => matrix[i]![j]!));
}

function sumOf(matrix: readonly Float64Array[]): number {
  return matrix.reduce((sum, row) => sum + row.reduce((inner, value) => inner + value, 0), 0);
}
