import { createHmac, randomInt } from 'node:crypto';

/**
 * What a one-time code is written in: digits and capitals without the look-alikes 0/O, 1/I/L, and without U and Z,
 * which a hurried hand cannot tell from V and 2. There are 29 of them, a prime, which the check character needs.
 */
const alphabet = '23456789ABCDEFGHJKMNPQRSTVWXY';
const base = alphabet.length;

/** Characters of a code: nine by chance (29⁹ ≈ 1.5·10¹³), the tenth checks them. */
export const tokenLength = 10;

/** What people type for a character that is printed like it and does not occur in codes. */
const lookAlikes: Readonly<Record<string, string>> = { U: 'V', Z: '2' };

/** A new code by chance, without separators. */
export function drawToken(): string {
  const values = Array.from({ length: tokenLength - 1 }, () => randomInt(base));
  return withCheckCharacter(values.map((value) => alphabet[value] ?? '').join(''));
}

/**
 * Appends the check character: the sum of position × value over all ten is a multiple of 29. As 29 is prime and the
 * positions differ, any one wrong character and any two that changed places break it.
 *
 * @param characters nine of the alphabet
 */
function withCheckCharacter(characters: string): string {
  const sum = weightedSum(characters);
  const check = Array.from({ length: base }, (_, value) => value).find(
    (value) => (sum + tokenLength * value) % base === 0,
  );
  return characters + (alphabet[check ?? 0] ?? '');
}

/**
 * The code that a person meant, or null when no code can look like this (a typing error): full-width and small letters,
 * blanks and dashes are forgiven, U is read as V and Z as 2.
 */
export function readToken(typed: string): string | null {
  const characters = [
    ...typed
      .normalize('NFKC')
      .toUpperCase()
      .replace(/[\s\p{Pd}_.·]/gu, ''),
  ]
    .map((character) => lookAlikes[character] ?? character)
    .join('');
  if (characters.length !== tokenLength) return null;
  if ([...characters].some((character) => !alphabet.includes(character))) return null;
  return weightedSum(characters) % base === 0 ? characters : null;
}

/** As it is printed: two groups of five. */
export function printToken(token: string): string {
  return `${token.slice(0, 5)}-${token.slice(5)}`;
}

/**
 * What the store keeps of a code: HMAC-SHA256 in base64url under a key of the server, so that a copy of the database
 * tells nobody a usable code.
 */
export function tokenHash(key: Uint8Array, token: string): string {
  return createHmac('sha256', key).update(token).digest('base64url');
}

/** The key of `tokenHash`, derived from the server's secret for this one purpose. */
export function tokenKey(secret: string): Uint8Array {
  return createHmac('sha256', secret).update('mingjian one-time codes').digest();
}

/** The key under which a blinded message is remembered: another than that of the codes. */
export function blindedKey(secret: string): Uint8Array {
  return createHmac('sha256', secret).update('mingjian blinded messages').digest();
}

function weightedSum(characters: string): number {
  return [...characters].reduce(
    (sum, character, index) => sum + (index + 1) * alphabet.indexOf(character),
    0,
  );
}
