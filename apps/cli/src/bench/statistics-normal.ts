import { normalTwoSided } from '@mingjian/statistics';
import type { Pcg64 } from './statistics-pcg64';

const EDGE = 3.6541528853610088;
const SCALE = 2 ** 52;

/** 256 layers of equal area under the normal density (Marsaglia & Tsang 2000, J. Statistical Software 5). */
const layers = (() => {
  const density = (x: number) => Math.exp(-0.5 * x * x);
  const area = EDGE * density(EDGE) + Math.sqrt(Math.PI / 2) * normalTwoSided(EDGE);
  const width = new Float64Array(256);
  const inside = new Float64Array(256);
  const height = new Float64Array(256);
  const base = area / density(EDGE);
  inside[0] = Math.floor((EDGE / base) * SCALE);
  width[0] = base / SCALE;
  width[255] = EDGE / SCALE;
  height[0] = 1;
  height[255] = density(EDGE);
  let x = EDGE;
  for (let i = 254; i >= 1; i--) {
    const next = Math.sqrt(-2 * Math.log(area / x + density(x)));
    inside[i + 1] = Math.floor((next / x) * SCALE);
    width[i] = next / SCALE;
    height[i] = density(next);
    x = next;
  }
  return { width, inside, height };
})();

/** A standard normal number by numpy's ziggurat: the same bits give the same number, up to rounding of the layers. */
export function standardNormal(random: Pcg64): number {
  const { width, inside, height } = layers;
  for (;;) {
    random.next();
    const { high, low } = random;
    const layer = low & 0xff;
    const isNegative = (low >>> 8) & 1;
    // Bits 9 to 60 of the 64.
    const bits = (high & 0x1fffffff) * 8388608 + (low >>> 9);
    const x = (isNegative ? -1 : 1) * bits * width[layer]!;
    if (bits < inside[layer]!) return x;
    if (layer === 0) {
      for (;;) {
        const beyond = -Math.log1p(-random.uniform()) / EDGE;
        const height0 = -Math.log1p(-random.uniform());
        if (2 * height0 > beyond * beyond) return (bits / 256) & 1 ? -(EDGE + beyond) : EDGE + beyond;
      }
    }
    const between = (height[layer - 1]! - height[layer]!) * random.uniform() + height[layer]!;
    if (between < Math.exp(-0.5 * x * x)) return x;
  }
}
