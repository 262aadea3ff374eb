/**
 * Profile likelihood interval of a proportion, the likelihood scaled by the design effect: the values q at which
 * 2 (p ln(p/q) + (1−p) ln((1−p)/(1−q))) = t² se² / (p(1−p)) · n/(n−1) (Rao & Scott 1984, Ann. Stat. 12;
 * R: svyciprop(method = "likelihood"), whose working dispersion is n/(n−1)).
 * @param p strictly between 0 and 1; @param n persons used
 */
export function likelihoodInterval(p: number, se: number, t: number, n: number): [number, number] {
  const limit = (((t * se) ** 2 / (p * (1 - p))) * n) / Math.max(1, n - 1);
  const excess = (q: number) => 2 * (p * Math.log(p / q) + (1 - p) * Math.log((1 - p) / (1 - q))) - limit;
  return [root(excess, p, 0), root(excess, p, 1)];
}

/** Halves between a point below the limit and an end above it, until nothing lies between. */
function root(excess: (q: number) => number, inside: number, end: number): number {
  let low = inside;
  let high = end;
  for (;;) {
    const middle = (low + high) / 2;
    if (middle === low || middle === high) return middle;
    if (excess(middle) < 0) low = middle;
    else high = middle;
  }
}
