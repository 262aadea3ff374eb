export type NotEstimable =
  /** Nobody in the domain has a value and a positive weight. */
  | 'no-values'
  /**
   * The domain lies in one primary unit per stratum: no interval; in a single one: no standard error either, but of a total,
   * which the units without a member, at zero, tell about.
   */
  | 'no-degrees-of-freedom'
  | 'zero-denominator'
  /** Everybody answered alike: the interval is one-sided and exact for the effective number of answers (Clopper & Pearson). */
  | 'all-alike'
  /** The policy `average` found no stratum with two units. */
  | 'no-variance'
  /** The interval's end lies outside of the values observed. */
  | 'interval-open';

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
  reason: NotEstimable | null;
}

export function notEstimable(reason: NotEstimable, n = 0): Estimated {
  return { n, estimate: null, se: null, df: null, ci: null, deff: null, reason };
}
