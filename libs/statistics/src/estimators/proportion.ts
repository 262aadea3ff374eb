import { degreesOfFreedomBy } from '../design/degrees-of-freedom';
import type { Design, Variable } from '../design/design';
import { domainOf, everyone, type Domains, type InDomain } from '../design/domain';
import type { Estimated } from './estimate';
import { estimateMeans } from './mean';
import { exactInterval, proportionInterval, type ProportionMethod } from './proportion-interval';

/**
 * Proportion of a variable of zeros and ones over a domain; its interval stays between 0 and 1 (R: svyciprop). Where all
 * answered alike it is one-sided and exact, and there is no standard error (reason `all-alike`).
 * @param variable n and, as sum and sumOfSquares alike, ones, by record
 * @param level of the interval, between 0 and 1; @param method of the interval
 * @throws LonelyPsuError under the policy `fail`
 */
export function estimateProportion(
  design: Design,
  variable: Variable,
  inDomain: InDomain = everyone,
  level = 0.95,
  method: ProportionMethod = 'logit',
): Estimated {
  return estimateProportions(design, variable, domainOf(design, inDomain), level, method)[0]!;
}

/** The same for each of several domains. */
export function estimateProportions(
  design: Design,
  variable: Variable,
  domains: Domains,
  level = 0.95,
  method: ProportionMethod = 'logit',
): Estimated[] {
  const rows = rowsWithValue(design, variable, domains);
  const valued = degreesOfFreedomBy(design, {
    codes: domains.codes.map((code, r) => (variable.n[r]! > 0 ? code : -1)),
    size: domains.size,
  });
  return estimateMeans(design, variable, domains, level).map((mean, d) => {
    const { estimate: p, se, df, n } = mean;
    if (p === null || df === null) return mean;
    if (p <= 0 || p >= 1) {
      const ci = exactInterval(p, n, df, level);
      return {
        ...mean,
        estimate: p <= 0 ? 0 : 1,
        se: null,
        ci,
        deff: null,
        reason: ci ? 'all-alike' : mean.reason,
      };
    }
    if (se === null || mean.ci === null) return mean;
    // Zero variance, as of a proportion that the totals fix: the interval is the point, on any scale.
    if (!(se > 0)) return { ...mean, ci: [p, p] };
    // Korn & Graubard correct by the degrees of freedom of those with a value, who may be in one unit of each stratum.
    if (method === 'beta' && valued[d]! < 1) return { ...mean, ci: null, reason: 'no-degrees-of-freedom' };
    return {
      ...mean,
      ci: proportionInterval(p, se, { df, level, method, n, rows: rows[d]!, dfOfValues: valued[d]! }),
    };
  });
}

/**
 * By domain: persons with a value, those of weight zero included; all persons of a calibrated design, since R keeps them in
 * the domain with weight zero.
 */
function rowsWithValue(design: Design, variable: Variable, { codes, size }: Domains): Float64Array {
  const rows = new Float64Array(size);
  const persons = variable.persons ?? variable.n;
  for (let r = 0; r < design.size; r++) {
    if (design.calibration) for (let d = 0; d < size; d++) rows[d]! += design.count[r]!;
    else if (codes[r]! >= 0) rows[codes[r]!]! += persons[r]!;
  }
  return rows;
}
