import { hash as sha256 } from '@stablelib/sha256';
import { fromBase64Url, toBase64Url, utf8 } from './bytes';

/** 2,048 bits, highest one set and odd: what every published key has. */
export const modulusBytes = 256;

/** A public key as the server hands it out; the exponent is always 65537. */
export interface PublicKey {
  /** SHA-256 of the modulus in base64url: an id cannot belong to another key. */
  id: string;
  /** base64url, big-endian. */
  modulus: string;
}

/** One key of the published list: its id, and how many codes can get a credential under it. */
export interface ListedKey {
  id: string;
  codes: number;
}

export type KeyFault = 'list-changed' | 'key-not-listed' | 'key-malformed';

export function keyId(modulus: Uint8Array): string {
  return toBase64Url(sha256(modulus));
}

/**
 * SHA-256 (hex) of the list's canonical JSON (keys sorted by id, members by name): what is shown in the console, in the
 * audit log and with the form, so that a list made for one person cannot pass for the published one.
 */
export function keyListHash(surveyId: string, keys: readonly ListedKey[]): string {
  const sorted = [...keys].sort((a, b) => (a.id < b.id ? -1 : 1)).map(({ id, codes }) => ({ codes, id }));
  const bytes = sha256(utf8(JSON.stringify({ keys: sorted, surveyId })));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/**
 * What is wrong with the key that a phone was given, or null: the list is not the published one, the key is not in it,
 * or it is no key of the agreed kind. A key that only one person gets fails here.
 */
export function keyFault(
  surveyId: string,
  publishedHash: string,
  keys: readonly ListedKey[],
  key: PublicKey,
): KeyFault | null {
  if (keyListHash(surveyId, keys) !== publishedHash) return 'list-changed';
  if (!isWellFormed(key)) return 'key-malformed';
  return keys.some(({ id }) => id === key.id) ? null : 'key-not-listed';
}

function isWellFormed({ id, modulus }: PublicKey): boolean {
  try {
    const bytes = fromBase64Url(modulus);
    const odd = ((bytes[modulusBytes - 1] ?? 0) & 1) === 1;
    return bytes.length === modulusBytes && (bytes[0] ?? 0) >= 0x80 && odd && keyId(bytes) === id;
  } catch {
    return false;
  }
}
