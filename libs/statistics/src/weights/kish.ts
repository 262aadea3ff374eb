/** Kish's effective sample size and the design effect of unequal weights; both ignore clustering (Kish 1965, section 11.7). */
export interface Kish {
  n: number;
  effectiveN: number;
  /** 1 + cv² of the weights. */
  deff: number;
}

/**
 * n_eff = (Σw)² ÷ Σw² and deff = n ÷ n_eff (Kish 1965, Survey Sampling, section 11.7).
 * @param weight per person, by record; @param count persons, by record
 */
export function kish(weight: Float64Array, count: Float64Array): Kish {
  let n = 0;
  let sum = 0;
  let squares = 0;
  for (let r = 0; r < weight.length; r++) {
    const w = weight[r] ?? 0;
    const persons = count[r] ?? 0;
    n += persons;
    sum += w * persons;
    squares += w * w * persons;
  }
  const effectiveN = squares > 0 ? (sum * sum) / squares : 0;
  return { n, effectiveN, deff: effectiveN > 0 ? n / effectiveN : 1 };
}
