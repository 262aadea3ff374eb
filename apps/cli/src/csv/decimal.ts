const POWERS = Float64Array.from({ length: 23 }, (_, power) => Number(`1e${power}`));
const ZERO = 48;
const latin = new TextDecoder('latin1');

/**
 * A number from its bytes, correctly rounded: digits with at most one point are put together as an exact integer and divided
 * by a power of ten that is exact too (Clinger 1990); all else goes through text.
 * @returns NaN where the bytes are no number
 */
export function parseDecimal(bytes: Uint8Array, start: number, end: number): number {
  let at = start;
  const isNegative = bytes[at] === 45;
  if (isNegative) at++;
  let mantissa = 0;
  let digits = 0;
  let decimals = -1;
  for (; at < end; at++) {
    const byte = bytes[at]!;
    if (byte >= ZERO && byte < ZERO + 10) {
      mantissa = mantissa * 10 + (byte - ZERO);
      digits++;
      if (decimals >= 0) decimals++;
    } else if (byte === 46 && decimals < 0) decimals = 0;
    else return parseText(bytes, start, end);
  }
  if (digits === 0 || digits > 15) return parseText(bytes, start, end);
  const value = decimals > 0 ? mantissa / POWERS[decimals]! : mantissa;
  return isNegative ? -value : value;
}

function parseText(bytes: Uint8Array, start: number, end: number): number {
  const text = latin.decode(bytes.subarray(start, end)).trim();
  return text === '' ? Number.NaN : Number(text);
}
