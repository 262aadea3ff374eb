import type { Design, Variable } from '../design/design';
import type { Domains } from '../design/domain';
import { weightedInfluence, type Linearised } from '../variance/linearised';
import { taylorCovariance } from '../variance/taylor';
import { influenceOfMean } from './mean';
import { influenceOfTotal } from './total';
import { weightedSumsBy } from './weighted-sums';

/** An estimate as its value and its influence values, from which every covariance follows. */
export interface InfluenceEstimate {
  n: number;
  value: number;
  /** Sums of u and u² over the persons of each record, without the weight. */
  influence: Linearised;
}

/** Means of several domains with their influence values, by domain; one without a value has value NaN. */
export function meansWithInfluence(
  design: Design,
  variable: Variable,
  domains: Domains,
): InfluenceEstimate[] {
  return weightedSumsBy(design, variable, domains).map(({ n, total, population }, domain) => {
    const value = total / population;
    const member = { codes: domains.codes, domain };
    return { n, value, influence: influenceOfMean(design, variable, value, population, member) };
  });
}

/** Totals of several domains with their influence values, by domain. */
export function totalsWithInfluence(
  design: Design,
  variable: Variable,
  domains: Domains,
): InfluenceEstimate[] {
  return weightedSumsBy(design, variable, domains).map(({ n, total }, domain) => ({
    n,
    value: total,
    influence: influenceOfTotal(variable, { codes: domains.codes, domain }),
  }));
}

/**
 * Covariance matrix of estimates from one design, square in their order (R: vcov of a svyby with covmat = TRUE).
 * @throws LonelyPsuError under the policy `fail`; RangeError for cells whose last stage is persons
 */
export function covarianceOf(design: Design, estimates: readonly InfluenceEstimate[]): Float64Array[] {
  return taylorCovariance(
    design,
    estimates.map(({ influence }) => weightedInfluence(design, influence)),
  );
}

/** u of one person in each record, where every record is one person. */
export function influenceOfRows(sum: Float64Array): Linearised {
  return { sum, sumOfSquares: sum.map((u) => u * u) };
}
