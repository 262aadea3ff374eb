/**
 * A small seeded generator: sfc32 (Chris Doty-Humphrey, PractRand), started from a 128-bit hash of the seed and a label.
 * Every school, class and person has a stream of its own, so that adding one draw somewhere changes nothing elsewhere.
 * Only integer arithmetic and exact division are used: the same seed gives the same people on every machine, which
 * Math.log or Math.exp, whose last bits differ between engines, would not promise.
 */
export interface Random {
  /** Uniform on [0, 1). */
  uniform(): number;
  /** Mean 0, variance 1: the sum of twelve uniforms less six (Irwin–Hall), near enough to normal for people. */
  normal(): number;
  /** Whole number from low to high, both included. */
  between(low: number, high: number): number;
  /** True with this probability. */
  chance(probability: number): boolean;
  /** Index drawn with the given weights. */
  weighted(weights: readonly number[]): number;
  /** A copy in random order (Fisher–Yates). */
  shuffled<T>(list: readonly T[]): T[];
}

/** The stream of one seed and label, e.g. `randomStream(7, 'school', '2123900001')`. */
export function randomStream(seed: number, ...label: readonly (string | number)[]): Random {
  let [a, b, c, d] = hash128([seed, ...label].join('|'));
  const next = (): number => {
    const t = (((a + b) | 0) + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + t;
    c |= 0;
    return t >>> 0;
  };
  for (let round = 0; round < 12; round++) next();
  const uniform = () => next() / 2 ** 32;
  const random: Random = {
    uniform,
    normal: () => {
      let sum = 0;
      for (let pair = 0; pair < 6; pair++) {
        const bits = next();
        sum += (bits & 0xffff) + (bits >>> 16) + 1;
      }
      return sum / 65_536 - 6;
    },
    between: (low, high) => low + Math.floor(uniform() * (high - low + 1)),
    chance: (probability) => uniform() < probability,
    weighted: (weights) => {
      let left = uniform() * weights.reduce((sum, weight) => sum + weight, 0);
      for (const [index, weight] of weights.entries()) {
        left -= weight;
        if (left < 0) return index;
      }
      return weights.length - 1;
    },
    shuffled: (list) => {
      const copy = [...list];
      for (let last = copy.length - 1; last > 0; last--) {
        const other = random.between(0, last);
        const held = copy[last] as (typeof copy)[number];
        copy[last] = copy[other] as (typeof copy)[number];
        copy[other] = held;
      }
      return copy;
    },
  };
  return random;
}

/** Four words from a text: two rounds of multiply-and-fold over four lanes (after cyrb128). */
function hash128(text: string): [number, number, number, number] {
  let h1 = 1_779_033_703;
  let h2 = 3_144_134_277;
  let h3 = 1_013_904_242;
  let h4 = 2_773_480_762;
  for (let at = 0; at < text.length; at++) {
    const k = text.charCodeAt(at);
    h1 = h2 ^ Math.imul(h1 ^ k, 597_399_067);
    h2 = h3 ^ Math.imul(h2 ^ k, 2_869_860_233);
    h3 = h4 ^ Math.imul(h3 ^ k, 951_274_213);
    h4 = h1 ^ Math.imul(h4 ^ k, 2_716_044_179);
  }
  h1 = Math.imul(h3 ^ (h1 >>> 18), 597_399_067);
  h2 = Math.imul(h4 ^ (h2 >>> 22), 2_869_860_233);
  h3 = Math.imul(h1 ^ (h3 >>> 17), 951_274_213);
  h4 = Math.imul(h2 ^ (h4 >>> 19), 2_716_044_179);
  h1 ^= h2 ^ h3 ^ h4;
  return [h1 | 0, (h2 ^ h1) | 0, (h3 ^ h1) | 0, (h4 ^ h1) | 0];
}
