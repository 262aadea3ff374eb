import JSBI from 'jsbi';
import type { Arithmetic } from './arithmetic';

/** For browsers without BigInt; loaded by nobody else. */
export const arithmeticWithoutBigInt: Arithmetic<JSBI> = {
  of: (digits) => JSBI.BigInt(digits),
  hex: (number) => number.toString(16),
  add: (a, b) => JSBI.add(a, b),
  subtract: (a, b) => JSBI.subtract(a, b),
  multiply: (a, b) => JSBI.multiply(a, b),
  divide: (a, b) => JSBI.divide(a, b),
  remainder: (a, b) => JSBI.remainder(a, b),
  isLess: (a, b) => JSBI.lessThan(a, b),
};
