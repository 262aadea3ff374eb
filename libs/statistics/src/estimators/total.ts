import type { Design, Variable } from '../design/design';
import { domainOf, everyone, type Domains, type InDomain, type Member } from '../design/domain';
import type { Linearised } from '../variance/linearised';
import { notEstimable, type Estimated } from './estimate';
import { settingsOf, uncertaintyOf } from './uncertainty';
import { designEffect, simpleVarianceOfMean, weightedSumsBy } from './weighted-sums';

/**
 * Weighted (Horvitz–Thompson) total of a variable over a domain (Särndal, Swensson & Wretman 1992, section 2.8; R: svytotal).
 * Persons without a value add nothing.
 * @param level of the interval, between 0 and 1
 * @returns in the variable's units
 * @throws LonelyPsuError under the policy `fail`
 */
export function estimateTotal(
  design: Design,
  variable: Variable,
  inDomain: InDomain = everyone,
  level = 0.95,
): Estimated {
  return estimateTotals(design, variable, domainOf(design, inDomain), level)[0]!;
}

/** The same for each of several domains. */
export function estimateTotals(
  design: Design,
  variable: Variable,
  domains: Domains,
  level = 0.95,
): Estimated[] {
  const sums = weightedSumsBy(design, variable, domains);
  return settingsOf(design, domains, variable.n).map((setting, d) => {
    const of = sums[d]!;
    if (of.n === 0) return notEstimable('no-values');
    const influence = influenceOfTotal(variable, setting);
    const { variance, se, df, ci, reason } = uncertaintyOf(
      design,
      of.total,
      influence,
      setting,
      level,
      false,
    );
    const simple = simpleVarianceOfMean(of);
    const deff = designEffect(variance, simple === null ? null : simple * of.population ** 2);
    return { n: of.n, estimate: of.total, se, df, ci, deff, reason };
  });
}

/** u = y over the persons of the domain who have a value. */
export function influenceOfTotal(variable: Variable, { codes, domain }: Member): Linearised {
  return {
    sum: variable.sum.map((value, r) => (codes[r] === domain ? value : 0)),
    sumOfSquares: variable.sumOfSquares.map((value, r) => (codes[r] === domain ? value : 0)),
  };
}
