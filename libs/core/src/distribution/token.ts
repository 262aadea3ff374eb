import { createHmac, randomInt } from 'node:crypto';
import { codeCharacters, codeLength, withCheckCharacter } from '@mingjian/credential';

/** A new code by chance, without separators. */
export function drawToken(): string {
  const values = Array.from({ length: codeLength - 1 }, () => randomInt(codeCharacters.length));
  return withCheckCharacter(values.map((value) => codeCharacters[value] ?? '').join(''));
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
