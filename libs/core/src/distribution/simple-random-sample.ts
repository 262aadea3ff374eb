import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import type { RandomGenerator } from 'pure-rand/types/RandomGenerator';

/**
 * A stream of random numbers of its own for one purpose, so that what is drawn here does not depend on what was drawn
 * elsewhere: adding a school to one stratum changes no other stratum's draw.
 *
 * @param seed 0 to 2³¹ − 1
 */
export function randomStream(seed: number, ...purpose: readonly string[]): RandomGenerator {
  // FNV-1a over the purpose, folded into the seed.
  let hash = 0x811c9dc5 ^ seed;
  for (const character of purpose.join('\u0000')) {
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  }
  // Murmur's finaliser spreads the last characters over all bits; the first numbers after seeding are discarded,
  // because the generator starts from a state of mostly zeros.
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  const random = xoroshiro128plus(hash ^ (hash >>> 16));
  for (let skipped = 0; skipped < 20; skipped += 1) random.next();
  return random;
}

/** 简单随机抽样 without replacement: `size` of the units, in random order. Every subset is equally likely. */
export function simpleRandomSample<Unit>(
  units: readonly Unit[],
  size: number,
  random: RandomGenerator,
): Unit[] {
  const rest = [...units];
  const drawn: Unit[] = [];
  while (drawn.length < size && rest.length > 0) {
    const [unit] = rest.splice(uniformInt(random, 0, rest.length - 1), 1);
    if (unit !== undefined) drawn.push(unit);
  }
  return drawn;
}
