import type { SubmitResponse } from '@mingjian/contract/responses';

/** Whether this browser can seal: Web Crypto is there over TLS and on the machine itself only. */
export function canSeal(): boolean {
  return typeof crypto !== 'undefined' && crypto.subtle !== undefined;
}

/**
 * Seals finished answers to the survey's collection key, so that nobody can read them on this device: a key agreed with a
 * fresh pair (ECDH P-256, HKDF-SHA-256), then AES-256-GCM with the survey's id as additional data.
 *
 * @returns the fresh public point, the nonce and the sealed text, base64url
 */
export async function seal(
  surveyId: string,
  collectionKey: string,
  content: Omit<SubmitResponse, 'keyId' | 'token' | 'signature'>,
): Promise<string> {
  const { subtle } = crypto;
  const curve = { name: 'ECDH', namedCurve: 'P-256' };
  const encode = (text: string) => new TextEncoder().encode(text);
  const theirs = await subtle.importKey('raw', fromBase64Url(collectionKey), curve, false, []);
  const fresh = await subtle.generateKey(curve, false, ['deriveBits']);
  const point = new Uint8Array(await subtle.exportKey('raw', fresh.publicKey));
  const common = await subtle.deriveBits({ name: 'ECDH', public: theirs }, fresh.privateKey, 256);
  const base = await subtle.importKey('raw', common, 'HKDF', false, ['deriveKey']);
  const info = encode(`mingjian sealed answers ${surveyId}`);
  const key = await subtle.deriveKey(
    { name: 'HKDF', hash: 'SHA-256', salt: point, info },
    base,
    { name: 'AES-GCM', length: 256 },
    false,
    ['encrypt'],
  );
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const text = await subtle.encrypt(
    { name: 'AES-GCM', iv, additionalData: encode(surveyId) },
    key,
    encode(JSON.stringify(content)),
  );
  return toBase64Url([point, iv, new Uint8Array(text)]);
}

function fromBase64Url(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text.replace(/-/g, '+').replace(/_/g, '/'));
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}

function toBase64Url(parts: readonly Uint8Array[]): string {
  let binary = '';
  for (const part of parts) for (const byte of part) binary += String.fromCharCode(byte);
  return btoa(binary).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
}
