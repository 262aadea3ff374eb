import type { Design, Variable } from '../design/design';
import type { Domains } from '../design/domain';

/** Sums over the persons of a domain who have a value and a positive weight. */
export interface WeightedSums {
  /** Persons. */
  n: number;
  /** Σ w. */
  population: number;
  /** Σ wy. */
  total: number;
  /** Σ wy². */
  totalOfSquares: number;
}

/** One pass over the records for all domains. */
export function weightedSumsBy(design: Design, variable: Variable, { codes, size }: Domains): WeightedSums[] {
  const sums = Array.from({ length: size }, () => ({ n: 0, population: 0, total: 0, totalOfSquares: 0 }));
  const persons = variable.persons ?? variable.n;
  for (let r = 0; r < design.size; r++) {
    const domain = codes[r]!;
    const w = design.weight[r]!;
    if (domain < 0 || !(w > 0)) continue;
    const of = sums[domain]!;
    of.n += persons[r]!;
    of.population += w * variable.n[r]!;
    of.total += w * variable.sum[r]!;
    of.totalOfSquares += w * variable.sumOfSquares[r]!;
  }
  return sums;
}

/** A share of a sum that is left when rounding alone made it. */
const ROUNDING = 1e-12;

/**
 * Variance of the mean of a simple random sample without replacement of the same n from the same population; null where
 * there is none (one value, all values alike, or weights that add up to no more than the sample). R: svymean(deff = TRUE).
 */
export function simpleVarianceOfMean({ n, population, total, totalOfSquares }: WeightedSums): number | null {
  if (n < 2 || population - n <= ROUNDING * population) return null;
  const mean = total / population;
  const spread = totalOfSquares / population - mean * mean;
  if (spread <= ROUNDING * mean * mean) return null;
  return ((spread / (n - 1)) * (population - n)) / population;
}

/** The design effect, null where it means nothing. */
export function designEffect(variance: number | null, simple: number | null): number | null {
  return variance === null || simple === null || !(simple > 0) ? null : variance / simple;
}
