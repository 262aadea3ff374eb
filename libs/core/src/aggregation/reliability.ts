import type { MeasuredScale } from './measures';
import type { AnswerRow } from './screens';

/**
 * Whole-number cross products of a scale's items over the persons who rated all of them: what Cronbach's α needs,
 * exact whatever the order of the answers. `products[i][j]` = Σ x_i x_j, `sums[i]` = Σ x_i.
 */
export function crossProducts(
  scale: MeasuredScale,
  rows: readonly AnswerRow[],
): { n: number; sums: number[]; products: number[][] } {
  const size = scale.itemCodes.length;
  const sums = new Array<number>(size).fill(0);
  const products = Array.from({ length: size }, () => new Array<number>(size).fill(0));
  let n = 0;
  for (const row of rows) {
    const values = scale.itemCodes.map((code) => row.answers[code]);
    if (!values.every((value): value is number => typeof value === 'number' && value >= 1 && value <= 5))
      continue;
    n += 1;
    values.forEach((x, i) => {
      sums[i] = (sums[i] ?? 0) + x;
      const line = products[i] ?? [];
      values.forEach((y, j) => (line[j] = (line[j] ?? 0) + x * y));
    });
  }
  return { n, sums, products };
}

/** Covariance matrix (divisor n−1) of cross products; null for fewer than two persons. */
export function covariances({ n, sums, products }: ReturnType<typeof crossProducts>): number[][] | null {
  if (n < 2) return null;
  return products.map((line, i) =>
    line.map((product, j) => (product - ((sums[i] ?? 0) * (sums[j] ?? 0)) / n) / (n - 1)),
  );
}
