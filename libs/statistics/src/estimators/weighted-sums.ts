import type { Design, Variable } from '../design/design';

/** Sums over the persons of a domain who have a value and a positive weight. */
export interface WeightedSums {
  n: number;
  population: number;
  total: number;
  totalOfSquares: number;
}

export function weightedSums(
  design: Design,
  variable: Variable,
  inDomain: (record: number) => boolean,
): WeightedSums {
  const sums = { n: 0, population: 0, total: 0, totalOfSquares: 0 };
  for (let r = 0; r < design.size; r++) {
    const w = design.weight[r] ?? 0;
    if (!(w > 0) || !inDomain(r)) continue;
    sums.n += variable.n[r] ?? 0;
    sums.population += w * (variable.n[r] ?? 0);
    sums.total += w * (variable.sum[r] ?? 0);
    sums.totalOfSquares += w * (variable.sumOfSquares[r] ?? 0);
  }
  return sums;
}

/** Variance of the mean of a simple random sample without replacement of the same n from the same population. */
export function simpleVarianceOfMean({ n, population, total, totalOfSquares }: WeightedSums): number {
  const mean = total / population;
  const spread = n > 1 ? ((totalOfSquares / population - mean * mean) * n) / (n - 1) : 0;
  return (spread / n) * (population > n ? (population - n) / population : 1);
}
