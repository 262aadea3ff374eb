import type { Design, VariablePair } from '../design/design';
import { domainOf, everyone, type Domains, type InDomain, type Member } from '../design/domain';
import type { Linearised } from '../variance/linearised';
import { notEstimable, type Estimated } from './estimate';
import { settingsOf, uncertaintyOf } from './uncertainty';

/**
 * Ratio of two weighted totals, y over x (Särndal, Swensson & Wretman 1992, section 5.6; R: svyratio). No design effect.
 * @param level of the interval, between 0 and 1
 * @returns null with the reason `zero-denominator` where x adds up to zero
 * @throws LonelyPsuError under the policy `fail`
 */
export function estimateRatio(
  design: Design,
  pair: VariablePair,
  inDomain: InDomain = everyone,
  level = 0.95,
): Estimated {
  return estimateRatios(design, pair, domainOf(design, inDomain), level)[0]!;
}

/** The same for each of several domains. */
export function estimateRatios(
  design: Design,
  pair: VariablePair,
  domains: Domains,
  level = 0.95,
): Estimated[] {
  const n = new Float64Array(domains.size);
  const x = new Float64Array(domains.size);
  const y = new Float64Array(domains.size);
  for (let r = 0; r < design.size; r++) {
    const d = domains.codes[r]!;
    const w = design.weight[r]!;
    if (d < 0 || !(w > 0)) continue;
    n[d]! += pair.n[r]!;
    x[d]! += w * pair.sumX[r]!;
    y[d]! += w * pair.sumY[r]!;
  }
  return settingsOf(design, domains, pair.n).map((setting, d) => {
    if (n[d] === 0) return notEstimable('no-values');
    if (x[d] === 0) return notEstimable('zero-denominator', n[d]!);
    const ratio = y[d]! / x[d]!;
    const influence = influenceOfRatio(pair, ratio, x[d]!, setting);
    const { se, df, ci, reason } = uncertaintyOf(design, ratio, influence, setting, level);
    return { n: n[d]!, estimate: ratio, se, df, ci, deff: null, reason };
  });
}

/** u = (y − Rx)/X̂ over the persons of the domain who have both values. */
function influenceOfRatio(
  pair: VariablePair,
  ratio: number,
  denominator: number,
  { codes, domain }: Member,
): Linearised {
  return {
    sum: pair.sumY.map((y, r) => (codes[r] === domain ? (y - ratio * pair.sumX[r]!) / denominator : 0)),
    sumOfSquares: pair.sumYY.map((yy, r) =>
      codes[r] === domain
        ? (yy - 2 * ratio * pair.sumXY[r]! + ratio ** 2 * pair.sumXX[r]!) / denominator ** 2
        : 0,
    ),
  };
}
