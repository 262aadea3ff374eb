/** Weighting-class adjustment for nonresponse. */
export interface NonresponseAdjustment {
  /** By class: weight of those invited over weight of those who answered; null where nobody answered. */
  factor: (number | null)[];
  /** By class: the response rate, 1 ÷ factor. */
  rate: (number | null)[];
  /** By record: adjusted weight, 0 for nonrespondents. */
  weight: Float64Array;
}

/**
 * Within a class, respondents carry the weights of all who were invited (Little & Rubin 2019, Statistical Analysis with Missing
 * Data, section 3.3).
 * @param classOf by record: class from 0
 * @param answered by record: 1 for respondents
 * @param rates `weighted` keeps the sum of weights; `unweighted` counts heads
 */
export function adjustForNonresponse(
  weight: Float64Array,
  classOf: Int32Array,
  answered: Uint8Array,
  classes: number,
  rates: 'weighted' | 'unweighted' = 'weighted',
): NonresponseAdjustment {
  const invited = new Float64Array(classes);
  const responding = new Float64Array(classes);
  for (let r = 0; r < weight.length; r++) {
    const mass = rates === 'weighted' ? weight[r]! : 1;
    invited[classOf[r]!]! += mass;
    if (answered[r]) responding[classOf[r]!]! += mass;
  }
  const factor = Array.from(invited, (all, c) => (responding[c]! > 0 ? all / responding[c]! : null));
  return {
    factor,
    rate: factor.map((each) => (each === null ? null : 1 / each)),
    weight: weight.map((w, r) => (answered[r] ? w * (factor[classOf[r]!] ?? 0) : 0)),
  };
}
