import { gammaln } from 'simple-statistics';

/** ln Γ(x) − Stirling's formula, for x ≥ 10 (Abramowitz & Stegun 6.1.41). */
function stirlingRest(x: number): number {
  const s = 1 / (x * x);
  return (1 / 12 - s * (1 / 360 - s * (1 / 1260 - s * (1 / 1680 - s * (1 / 1188 - (s * 691) / 360360))))) / x;
}

/** ln Γ(x), x > 0. */
export function logGamma(x: number): number {
  return x < 10 ? gammaln(x) : (x - 0.5) * Math.log(x) - x + Math.log(2 * Math.PI) / 2 + stirlingRest(x);
}

/** ln B(a, b), without the cancellation that logarithms of large gammas would bring (Didonato & Morris 1992, ACM TOMS 708). */
export function logBeta(a: number, b: number): number {
  const p = Math.min(a, b);
  const q = Math.max(a, b);
  if (q < 10) return logGamma(p) + logGamma(q) - logGamma(p + q);
  const share = p / (p + q);
  const rest = stirlingRest(q) - stirlingRest(p + q);
  if (p < 10) return logGamma(p) + rest + p - p * Math.log(p + q) + (q - 0.5) * Math.log1p(-share);
  return (
    -Math.log(q) / 2 +
    Math.log(2 * Math.PI) / 2 +
    stirlingRest(p) +
    rest +
    (p - 0.5) * Math.log(share) +
    q * Math.log1p(-share)
  );
}
