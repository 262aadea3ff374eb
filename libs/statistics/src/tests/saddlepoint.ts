import { bisect } from '../distributions/bisect';
import { fUpperTail } from '../distributions/f';
import { normalUpperTail } from '../distributions/normal';

/**
 * P(Σ λ_i χ²_1 > x · χ²_ddf/ddf): the upper tail of a weighted sum of χ² over an independent χ², by the saddlepoint
 * approximation (Kuonen 1999, Biometrika 86), or Satterthwaite's where that fails (R: pFsum).
 * @param weights λ, above zero
 * @param ddf degrees of freedom of the denominator; its whole part is used, as R does
 */
export function weightedChiSquaredTail(x: number, weights: readonly number[], ddf: number): number {
  const repeated = [...weights.map((weight) => ({ weight, times: 1 }))];
  repeated.push({ weight: -x / ddf, times: Math.floor(ddf) });
  return saddlepoint(repeated) ?? satterthwaite(x, weights, ddf);
}

/** P(Σ λ_i χ²_{times_i} > 0); null where the saddlepoint lies at zero. */
function saddlepoint(terms: readonly { weight: number; times: number }[]): number | null {
  const largest = Math.max(...terms.map(({ weight }) => weight));
  const scaled = terms.map(({ weight, times }) => ({ weight: weight / largest, times }));
  const sum = (of: (weight: number) => number) =>
    scaled.reduce((total, { weight, times }) => total + times * of(weight), 0);
  const least = Math.max(...scaled.filter(({ weight }) => weight < 0).map(({ weight }) => 1 / (2 * weight)));
  const slope = (zeta: number) => sum((weight) => weight / (1 - 2 * zeta * weight));
  const zeta = bisect((z) => slope(z) < 0, least * 0.99999, 0.5 * 0.99999);
  if (Math.abs(zeta) < 1e-4) return null;
  const k = -0.5 * sum((weight) => Math.log(1 - 2 * zeta * weight));
  const curvature = 2 * sum((weight) => (weight / (1 - 2 * zeta * weight)) ** 2);
  const w = Math.sign(zeta) * Math.sqrt(-2 * k);
  const v = zeta * Math.sqrt(curvature);
  return normalUpperTail(w + Math.log(v / w) / w);
}

function satterthwaite(x: number, weights: readonly number[], ddf: number): number {
  const mean = weights.reduce((sum, each) => sum + each, 0) / weights.length;
  const square = weights.reduce((sum, each) => sum + each * each, 0) / weights.length / mean ** 2;
  const df = weights.length / square;
  return fUpperTail(x / df / (mean * square), df, ddf);
}
