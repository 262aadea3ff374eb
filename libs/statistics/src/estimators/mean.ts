import type { Design, Variable } from '../design/design';
import { domainOf, everyone, type Domains, type InDomain, type Member } from '../design/domain';
import { roomFor, type Linearised } from '../variance/linearised';
import { notEstimable, type Estimated } from './estimate';
import { settingsOf, uncertaintyOf } from './uncertainty';
import { designEffect, simpleVarianceOfMean, weightedSumsBy } from './weighted-sums';

/**
 * Weighted (Hájek) mean of a variable over a domain, with its Taylor-linearised standard error and t interval
 * (Särndal, Swensson & Wretman 1992, section 5.7; R: svymean).
 * @param inDomain whether a record belongs to the domain; the whole design serves the variance.
 * @param level of the interval, between 0 and 1.
 * @throws LonelyPsuError under the policy `fail`
 */
export function estimateMean(
  design: Design,
  variable: Variable,
  inDomain: InDomain = everyone,
  level = 0.95,
): Estimated {
  return estimateMeans(design, variable, domainOf(design, inDomain), level)[0]!;
}

/** The same for each of several domains. */
export function estimateMeans(
  design: Design,
  variable: Variable,
  domains: Domains,
  level = 0.95,
): Estimated[] {
  const sums = weightedSumsBy(design, variable, domains);
  const room = roomFor(design);
  return settingsOf(design, domains, variable.n).map((setting, d) => {
    const of = sums[d]!;
    if (of.n === 0) return notEstimable('no-values');
    const mean = of.total / of.population;
    const influence = influenceOfMean(design, variable, mean, of.population, setting, room);
    const { variance, se, df, ci, reason } = uncertaintyOf(design, mean, influence, setting, level);
    const deff = designEffect(variance, simpleVarianceOfMean(of));
    return { n: of.n, estimate: mean, se, df, ci, deff, reason };
  });
}

/**
 * u = (y − ȳ)/N̂ over the persons of the domain who have a value.
 * @param into where the result is written
 */
export function influenceOfMean(
  design: Design,
  variable: Variable,
  mean: number,
  population: number,
  { codes, domain }: Member,
  into: Linearised = roomFor(design),
): Linearised {
  const { sum, sumOfSquares } = into;
  const scale = 1 / population;
  for (let r = 0; r < design.size; r++)
    sum[r] = codes[r] === domain ? (variable.sum[r]! - variable.n[r]! * mean) * scale : 0;
  if (design.persons)
    for (let r = 0; r < design.size; r++) {
      const first = variable.sum[r]!;
      const squares = variable.sumOfSquares[r]! - 2 * mean * first + variable.n[r]! * mean * mean;
      sumOfSquares[r] = codes[r] === domain ? squares * scale * scale : 0;
    }
  return into;
}
