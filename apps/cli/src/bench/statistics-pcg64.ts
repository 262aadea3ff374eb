/**
 * The random bits behind numpy's default generator: PCG64 (XSL-RR 128/64, O'Neill 2014), seeded through SeedSequence, so that
 * a file seeded there can be made again here to the last digit.
 */
export class Pcg64 {
  /** The 128-bit state and increment, most significant 32 bits first. */
  private readonly state = new Uint32Array(4);
  private readonly increment = new Uint32Array(4);
  private half: number | null = null;
  /** The 64 bits drawn last. */
  high = 0;
  low = 0;

  constructor(seed: number) {
    const words = seedWords(seed, 8);
    // Each pair of words is a 64-bit number, low half first; two of them make the state, two the increment.
    const [a, b, c, d, e, f, g, h] = words as [
      number,
      number,
      number,
      number,
      number,
      number,
      number,
      number,
    ];
    this.increment.set([(f << 1) | (e >>> 31), (e << 1) | (h >>> 31), (h << 1) | (g >>> 31), (g << 1) | 1]);
    this.step();
    this.addTo([b, a, d, c]);
    this.step();
  }

  /** Draws 64 bits into `high` and `low`. */
  next(): void {
    this.step();
    const [s3, s2, s1, s0] = this.state as unknown as [number, number, number, number];
    const high = (s3 ^ s1) >>> 0;
    const low = (s2 ^ s0) >>> 0;
    const turn = s3 >>> 26;
    const [h, l] = turn & 32 ? [low, high] : [high, low];
    const by = turn & 31;
    this.high = by === 0 ? h : ((h >>> by) | (l << (32 - by))) >>> 0;
    this.low = by === 0 ? l : ((l >>> by) | (h << (32 - by))) >>> 0;
  }

  /** A number in [0, 1) of 53 bits. */
  uniform(): number {
    this.next();
    return (this.high * 2097152 + (this.low >>> 11)) * 2 ** -53;
  }

  /** A whole number below `limit` (Lemire 2019, ACM TOMACS 29). */
  below(limit: number): number {
    for (;;) {
      const product = BigInt(this.next32()) * BigInt(limit);
      const rest = Number(product & 0xffffffffn);
      if (rest >= limit || rest >= (2 ** 32 - limit) % limit) return Number(product >> 32n);
    }
  }

  /** A whole number up to `most`, by throwing away what lies beyond; numpy's shuffle draws like this. */
  upTo(most: number): number {
    const mask = 2 ** Math.ceil(Math.log2(most + 1)) - 1;
    for (;;) {
      const value = (this.next32() & mask) >>> 0;
      if (value <= most) return value;
    }
  }

  /** Half of the next 64 bits, the other half being kept for the next call. */
  private next32(): number {
    if (this.half !== null) {
      const kept = this.half;
      this.half = null;
      return kept;
    }
    this.next();
    this.half = this.high;
    return this.low;
  }

  private step(): void {
    const s = this.state;
    const s3 = s[0]!;
    const s2 = s[1]!;
    const s1 = s[2]!;
    const s0 = s[3]!;
    const c0 = low32(s0, M0);
    const c1 = high32(s0, M0) + low32(s0, M1) + low32(s1, M0);
    const c2 = high32(s0, M1) + high32(s1, M0) + low32(s0, M2) + low32(s1, M1) + low32(s2, M0);
    const c3 =
      high32(s0, M2) +
      high32(s1, M1) +
      high32(s2, M0) +
      low32(s0, M3) +
      low32(s1, M2) +
      low32(s2, M1) +
      low32(s3, M0);
    const i = this.increment;
    const r0 = c0 + i[3]!;
    const r1 = c1 + i[2]! + Math.floor(r0 / WORD);
    const r2 = c2 + i[1]! + Math.floor(r1 / WORD);
    const r3 = c3 + i[0]! + Math.floor(r2 / WORD);
    // A typed array keeps the lowest 32 bits of each.
    s[0] = r3 % WORD;
    s[1] = r2 % WORD;
    s[2] = r1 % WORD;
    s[3] = r0 % WORD;
  }

  private addTo(words: readonly number[]): void {
    let carry = 0;
    for (let at = 3; at >= 0; at--) {
      const sum = this.state[at]! + words[at]! + carry;
      this.state[at] = sum % WORD;
      carry = Math.floor(sum / WORD);
    }
  }
}

const WORD = 2 ** 32;
// The multiplier 0x2360ed051fc65da44385df649fccf645.
const M3 = 0x2360ed05;
const M2 = 0x1fc65da4;
const M1 = 0x4385df64;
const M0 = 0x9fccf645;

function low32(a: number, b: number): number {
  return Math.imul(a, b) >>> 0;
}

function high32(a: number, b: number): number {
  const al = a & 0xffff;
  const ah = a >>> 16;
  const bl = b & 0xffff;
  const bh = b >>> 16;
  const first = (ah * bl + ((al * bl) >>> 16)) >>> 0;
  const second = (al * bh + (first & 0xffff)) >>> 0;
  return ah * bh + (first >>> 16) + (second >>> 16);
}

/** numpy's SeedSequence for one small seed: 32-bit words that differ wherever the seed does. */
function seedWords(seed: number, count: number): number[] {
  let constant = 0x43b0d7e5;
  const hash = (value: number) => {
    const mixed = value ^ constant;
    constant = Math.imul(constant, 0x931e8875);
    const product = Math.imul(mixed, constant);
    return product ^ (product >>> 16);
  };
  const pool = [hash(seed), hash(0), hash(0), hash(0)];
  for (let from = 0; from < 4; from++)
    for (let to = 0; to < 4; to++) {
      if (from === to) continue;
      const mixed = Math.imul(0xca01f9dd, pool[to]!) - Math.imul(0x4973f715, hash(pool[from]!));
      pool[to] = (mixed | 0) ^ ((mixed | 0) >>> 16);
    }
  let out = 0x8b51f9dd;
  return Array.from({ length: count }, (_, i) => {
    const value = pool[i % 4]! ^ out;
    out = Math.imul(out, 0x58f38ded);
    const product = Math.imul(value, out);
    return (product ^ (product >>> 16)) >>> 0;
  });
}
