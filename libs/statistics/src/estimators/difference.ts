import type { Design, Variable } from '../design/design';
import { domainOf, everyone, type InDomain } from '../design/domain';
import { notEstimable, type Estimated } from './estimate';
import { influenceOfMean } from './mean';
import { membersWithValue, settingsOf, uncertaintyOf } from './uncertainty';
import { weightedSumsBy } from './weighted-sums';

/**
 * Difference of two domain means, first minus second, their covariance included (Särndal, Swensson & Wretman 1992, section
 * 5.8; R: svyby(covmat = TRUE) and svycontrast). The degrees of freedom are those of `whole`. No design effect.
 * @param first, second whether a record belongs to the domain; @param level of the interval, between 0 and 1
 * @param whole what the two are parts of
 * @returns in the variable's units; null with a reason where either domain has nobody with a value
 * @throws LonelyPsuError under the policy `fail`
 * @throws RangeError when a record belongs to both domains
 */
export function estimateDifference(
  design: Design,
  variable: Variable,
  first: InDomain,
  second: InDomain,
  level = 0.95,
  whole: InDomain = everyone,
): Estimated {
  const codes = new Int32Array(design.size).fill(-1);
  for (let r = 0; r < design.size; r++) {
    const isFirst = first(r);
    if (isFirst && second(r)) throw new RangeError('the two domains overlap');
    if (isFirst) codes[r] = 0;
    else if (second(r)) codes[r] = 1;
  }
  const [a, b] = weightedSumsBy(design, variable, { codes, size: 2 });
  const setting = settingsOf(design, domainOf(design, whole), variable.n)[0]!;
  if (!a || !b || a.n === 0 || b.n === 0) return notEstimable('no-values', (a?.n ?? 0) + (b?.n ?? 0));
  const meanA = a.total / a.population;
  const meanB = b.total / b.population;
  const ofA = influenceOfMean(design, variable, meanA, a.population, { codes, domain: 0 });
  const ofB = influenceOfMean(design, variable, meanB, b.population, { codes, domain: 1 });
  const influence = {
    sum: ofA.sum.map((each, r) => each - ofB.sum[r]!),
    sumOfSquares: ofA.sumOfSquares.map((each, r) => each + ofB.sumOfSquares[r]!),
  };
  const inEither = codes.map((code) => Math.min(code, 0));
  const both = { ...setting, codes: membersWithValue(inEither, variable.n), domain: 0 };
  const { se, df, ci, reason } = uncertaintyOf(design, meanA - meanB, influence, both, level);
  return { n: a.n + b.n, estimate: meanA - meanB, se, df, ci, deff: null, reason };
}
