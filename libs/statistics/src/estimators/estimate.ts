/** An estimate with its uncertainty. What cannot be estimated is null, with the reason, never 0 and never NaN. */
export interface Estimated {
  /** Persons used: weight above zero and a value. */
  n: number;
  estimate: number | null;
  se: number | null;
  df: number | null;
  ci: [number, number] | null;
  /** Variance against simple random sampling without replacement of the same n, as svymean(deff = TRUE). */
  deff: number | null;
  reason: 'no-values' | 'no-degrees-of-freedom' | 'zero-denominator' | null;
}

export const everyone = (): boolean => true;

export function notEstimable(reason: NonNullable<Estimated['reason']>, n = 0): Estimated {
  return { n, estimate: null, se: null, df: null, ci: null, deff: null, reason };
}
