/**
 * Whole numbers of thousands of bits. Every function that computes takes the arithmetic to compute with, because a
 * phone without BigInt (before iOS 14) loads a library in its place.
 */
export interface Arithmetic<Big> {
  /** From decimal digits, or from hexadecimal ones after 0x. */
  of(digits: string): Big;
  hex(number: Big): string;
  add(a: Big, b: Big): Big;
  subtract(a: Big, b: Big): Big;
  multiply(a: Big, b: Big): Big;
  /** Towards zero. */
  divide(a: Big, b: Big): Big;
  remainder(a: Big, b: Big): Big;
  isLess(a: Big, b: Big): boolean;
}

/** The browser's own. Only names of functions and operators: older tools cannot read literals of BigInt. */
export const ownArithmetic: Arithmetic<bigint> = {
  of: (digits) => BigInt(digits),
  hex: (number) => number.toString(16),
  add: (a, b) => a + b,
  subtract: (a, b) => a - b,
  multiply: (a, b) => a * b,
  divide: (a, b) => a / b,
  remainder: (a, b) => a % b,
  isLess: (a, b) => a < b,
};

/** OS2IP (RFC 8017, section 4.2). */
export function toInteger<Big>({ of }: Arithmetic<Big>, bytes: Uint8Array): Big {
  let hex = '0x0';
  for (const byte of bytes) hex += byte.toString(16).padStart(2, '0');
  return of(hex);
}

/** I2OSP (RFC 8017, section 4.1). @throws RangeError when the number needs more than `length` bytes */
export function toBytes<Big>(arithmetic: Arithmetic<Big>, number: Big, length: number): Uint8Array {
  const hex = arithmetic.hex(number).padStart(2 * length, '0');
  if (hex.length > 2 * length) throw new RangeError(`the number needs more than ${length} bytes`);
  return Uint8Array.from({ length }, (_, at) => parseInt(hex.slice(2 * at, 2 * at + 2), 16));
}

/** a × b mod n */
export function product<Big>({ multiply, remainder }: Arithmetic<Big>, a: Big, b: Big, n: Big): Big {
  return remainder(multiply(a, b), n);
}

/** base^65537 mod n, the only public exponent in use: sixteen squarings and one product. */
export function toPublicExponent<Big>(arithmetic: Arithmetic<Big>, base: Big, n: Big): Big {
  let power = base;
  for (let squaring = 0; squaring < 16; squaring += 1) power = product(arithmetic, power, power, n);
  return product(arithmetic, power, base, n);
}

/** The inverse of a mod n by Euclid's extended algorithm, or null when they share a divisor. */
export function inverse<Big>(arithmetic: Arithmetic<Big>, a: Big, n: Big): Big | null {
  const { of, add, subtract, multiply, divide, isLess } = arithmetic;
  const [zero, one] = [of('0'), of('1')];
  let [remainder, next] = [n, a];
  let [factor, nextFactor] = [zero, one];
  while (isLess(zero, next)) {
    const quotient = divide(remainder, next);
    [remainder, next] = [next, subtract(remainder, multiply(quotient, next))];
    [factor, nextFactor] = [nextFactor, subtract(factor, multiply(quotient, nextFactor))];
  }
  if (isLess(one, remainder)) return null;
  return isLess(factor, zero) ? add(factor, n) : factor;
}
