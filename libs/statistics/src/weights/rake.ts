/** A margin to meet: each record's category and the population total of every category. */
export interface RakingMargin {
  /** By record: number of the category, from 0. */
  category: Int32Array;
  /** By category: population total; all margins add up to the same total. */
  totals: Float64Array;
}

/** Raking did not meet its margins. */
export class RakingError extends Error {
  constructor(
    message: string,
    /** Largest relative distance of a category from its total. */
    readonly distance: number,
  ) {
    super(message);
    this.name = 'RakingError';
  }
}

const CONVERGED = 1e-12;
const SWEEPS = 2000;

/**
 * 迭代加权: scales weights category by category until every margin is met (Deming & Stephan 1940, Ann. Math. Stat. 11).
 * @param weight per person, by record; @param count persons, by record
 * @returns new weights per person
 * @throws RakingError when margins disagree in total, a category has a total but no persons, or it does not converge
 */
export function rake(
  weight: Float64Array,
  count: Float64Array,
  margins: readonly RakingMargin[],
): Float64Array {
  requireAgreement(margins);
  const raked = Float64Array.from(weight);
  let distance = Infinity;
  for (let sweep = 0; sweep < SWEEPS && distance > CONVERGED; sweep++) {
    distance = 0;
    for (const margin of margins) {
      const achieved = marginTotals(raked, count, margin);
      const factors = margin.totals.map((total, category) => {
        const has = achieved[category] ?? 0;
        if (has === 0 && total > 0)
          throw new RakingError(`category ${category} has a total but nobody in the sample`, Infinity);
        return has === 0 ? 1 : total / has;
      });
      for (const factor of factors) distance = Math.max(distance, Math.abs(factor - 1));
      for (let r = 0; r < raked.length; r++)
        raked[r] = (raked[r] ?? 0) * (factors[margin.category[r] ?? 0] ?? 1);
    }
  }
  if (distance > 1e-7) throw new RakingError('raking does not converge', distance);
  return raked;
}

/** Weighted persons in each category of a margin. */
export function marginTotals(weight: Float64Array, count: Float64Array, margin: RakingMargin): Float64Array {
  const totals = new Float64Array(margin.totals.length);
  for (let r = 0; r < weight.length; r++) {
    const category = margin.category[r] ?? 0;
    totals[category] = (totals[category] ?? 0) + (weight[r] ?? 0) * (count[r] ?? 0);
  }
  return totals;
}

function requireAgreement(margins: readonly RakingMargin[]): void {
  const sums = margins.map((margin) => margin.totals.reduce((total, each) => total + each, 0));
  const first = sums[0] ?? 0;
  for (const sum of sums) {
    const distance = Math.abs(sum - first) / first;
    if (distance > 1e-6) throw new RakingError('margins disagree in total', distance);
  }
}
