import { ownArithmetic, type Arithmetic } from './arithmetic';
import { blind, finalize, prepare } from './blind-signature';
import { fromBase64Url, toBase64Url, utf8 } from './bytes';
import { keyFault, type KeyFault, type ListedKey, type PublicKey } from './key-list';

/** What a phone keeps between asking for a signature and having it; all but the key is secret. Plain JSON. */
export interface Blinding {
  key: PublicKey;
  token: string;
  salt: string;
  inverse: string;
  /** For the server, with the code; the same each time it is sent. */
  blindedMessage: string;
}

/** What an answer is handed in under. It cannot be traced to the code that it was traded for. */
export interface Credential {
  keyId: string;
  /** The prepared message: chance and the survey's id. */
  token: string;
  signature: string;
}

/** Begins a credential: makes a token of this survey and blinds it for one key. */
export async function beginCredential(surveyId: string, key: PublicKey): Promise<Blinding> {
  const token = prepare(utf8(surveyId));
  const { blindedMessage, inverse, salt } = blind(await arithmetic(), fromBase64Url(key.modulus), token);
  return {
    key,
    token: toBase64Url(token),
    salt: toBase64Url(salt),
    inverse: toBase64Url(inverse),
    blindedMessage: toBase64Url(blindedMessage),
  };
}

/**
 * Begins it as whoever answers must: under a key of the published list alone.
 *
 * @param form as it was opened: the hash that it names is the one that everybody sees
 * @param keys the list, and `key` the one of it that the server wants used
 * @returns in place of a blinding what is wrong with the key; then nothing may be sent
 */
export async function beginUnderPublished(
  form: { surveyId: string; keyListHash: string | null },
  keys: readonly ListedKey[],
  key: PublicKey,
): Promise<Blinding | KeyFault> {
  const { surveyId, keyListHash } = form;
  return keyFault(surveyId, keyListHash ?? '', keys, key) ?? beginCredential(surveyId, key);
}

/** Ends it with the server's signature over the blinded message. @throws Error when that signature is not valid */
export async function finishCredential(blinding: Blinding, blindSignature: string): Promise<Credential> {
  const { key, token, inverse, salt } = blinding;
  const signature = finalize(
    await arithmetic(),
    fromBase64Url(key.modulus),
    fromBase64Url(token),
    fromBase64Url(blindSignature),
    { inverse: fromBase64Url(inverse), salt: fromBase64Url(salt) },
  );
  return { keyId: key.id, token, signature: toBase64Url(signature) };
}

async function arithmetic(): Promise<Arithmetic<unknown>> {
  if (typeof BigInt === 'function') return ownArithmetic as Arithmetic<unknown>;
  const { arithmeticWithoutBigInt } = await import('./arithmetic-without-bigint');
  return arithmeticWithoutBigInt as unknown as Arithmetic<unknown>;
}
