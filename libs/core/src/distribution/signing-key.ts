import {
  constants,
  createCipheriv,
  createDecipheriv,
  createPrivateKey,
  createPublicKey,
  generatePrime,
  hkdfSync,
  privateDecrypt,
  publicEncrypt,
  randomBytes,
  verify,
  type KeyObject,
} from 'node:crypto';
import { promisify } from 'node:util';
import { keyId, modulusBytes, prefixLength } from '@mingjian/credential';

const primeOf = promisify(generatePrime) as unknown as (
  size: number,
  options: { bigint: true },
) => Promise<bigint>;
const exponent = 65537n;
const primeBits = (modulusBytes * 8) / 2;
const pss = { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 48 };
const raw = { padding: constants.RSA_NO_PADDING };
const ivBytes = 12;
const tagBytes = 16;

/** 签名密钥对 of RSABSSA-SHA384-PSS-Randomized (RFC 9474), 2,048 bits. */
export interface SigningKey {
  id: string;
  /** base64url, big-endian. */
  modulus: string;
  privateKey: KeyObject;
}

/**
 * Makes a key pair from two primes of OpenSSL's, in the thread pool. OpenSSL's own way for the whole pair takes several
 * times as long, and fieldwork needs hundreds.
 */
export async function makeSigningKey(): Promise<SigningKey> {
  for (;;) {
    const [p, q] = await Promise.all([usablePrime(), usablePrime()]);
    // FIPS 186-5, A.1.3: primes that lie close together would give themselves away.
    if ((p > q ? p - q : q - p) >> BigInt(primeBits - 100) === 0n) continue;
    const modulus = p * q;
    const d = inverse(exponent, lowestCommonMultiple(p - 1n, q - 1n));
    const numbers = {
      n: modulus,
      e: exponent,
      d,
      p,
      q,
      dp: d % (p - 1n),
      dq: d % (q - 1n),
      qi: inverse(q, p),
    };
    const jwk = Object.fromEntries(Object.entries(numbers).map(([name, value]) => [name, text(value)]));
    return signingKeyOf(createPrivateKey({ key: { kty: 'RSA', ...jwk }, format: 'jwk' }));
  }
}

/** A prime with its two highest bits set, whose predecessor has an inverse of the exponent. */
async function usablePrime(): Promise<bigint> {
  for (;;) {
    const prime = await primeOf(primeBits, { bigint: true });
    if ((prime - 1n) % exponent !== 0n) return prime;
  }
}

function signingKeyOf(privateKey: KeyObject): SigningKey {
  const modulus = createPublicKey(privateKey).export({ format: 'jwk' }).n ?? '';
  return { id: keyId(Buffer.from(modulus, 'base64url')), modulus, privateKey };
}

/** The key that seals private keys, derived from the server's secret for this one purpose. */
export function sealingKey(secret: string): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', secret, '', 'mingjian signing keys at rest', 32));
}

/** A private key as it is stored: AES-256-GCM over PKCS #8, bound to its id. Nonce, tag and text in base64url. */
export function sealKey(sealing: Uint8Array, { id, privateKey }: SigningKey): string {
  const iv = randomBytes(ivBytes);
  const cipher = createCipheriv('aes-256-gcm', sealing, iv).setAAD(Buffer.from(id));
  const body = cipher.update(privateKey.export({ type: 'pkcs8', format: 'der' }));
  return Buffer.concat([iv, body, cipher.final(), cipher.getAuthTag()]).toString('base64url');
}

/** @throws Error when it was sealed with another secret, for another key, or has been changed */
export function unsealKey(sealing: Uint8Array, id: string, sealed: string): SigningKey {
  const bytes = Buffer.from(sealed, 'base64url');
  const decipher = createDecipheriv('aes-256-gcm', sealing, bytes.subarray(0, ivBytes)).setAAD(
    Buffer.from(id),
  );
  decipher.setAuthTag(bytes.subarray(-tagBytes));
  const body = [decipher.update(bytes.subarray(ivBytes, -tagBytes)), decipher.final()];
  return signingKeyOf(createPrivateKey({ key: Buffer.concat(body), type: 'pkcs8', format: 'der' }));
}

/**
 * BlindSign (RFC 9474, section 4.3): the same message always gets the same signature, and it is checked before it goes
 * out, since a signature with a fault in it would reveal the key.
 *
 * @param blindedMessage base64url
 * @returns base64url, or null for a message that is no number below the modulus
 */
export function blindSign({ privateKey }: SigningKey, blindedMessage: string): string | null {
  const message = Buffer.from(blindedMessage, 'base64url');
  try {
    const signature = privateDecrypt({ key: privateKey, ...raw }, message);
    const opened = publicEncrypt({ key: createPublicKey(privateKey), ...raw }, signature);
    return opened.equals(message) ? signature.toString('base64url') : null;
  } catch {
    return null;
  }
}

/** The public half of a key, to verify with. */
export function verifyingKey(modulus: string): KeyObject {
  return createPublicKey({ key: { kty: 'RSA', n: modulus, e: text(exponent) }, format: 'jwk' });
}

/** Whether a token is one of this survey and signed under this key. Both in base64url. */
export function isSigned(key: KeyObject, surveyId: string, token: string, signature: string): boolean {
  const message = Buffer.from(token, 'base64url');
  if (message.subarray(prefixLength).toString() !== surveyId) return false;
  return verify('sha384', message, { key, ...pss }, Buffer.from(signature, 'base64url'));
}

function text(number: bigint): string {
  const hex = number.toString(16);
  return Buffer.from(hex.padStart(hex.length + (hex.length % 2), '0'), 'hex').toString('base64url');
}

function lowestCommonMultiple(a: bigint, b: bigint): bigint {
  let [divisor, rest] = [a, b];
  while (rest !== 0n) [divisor, rest] = [rest, divisor % rest];
  return (a / divisor) * b;
}

/** a⁻¹ mod n, of coprime numbers. */
function inverse(a: bigint, n: bigint): bigint {
  let [remainder, next] = [n, a % n];
  let [factor, nextFactor] = [0n, 1n];
  while (next !== 0n) {
    const quotient = remainder / next;
    [remainder, next] = [next, remainder - quotient * next];
    [factor, nextFactor] = [nextFactor, factor - quotient * nextFactor];
  }
  return factor < 0n ? factor + n : factor;
}
