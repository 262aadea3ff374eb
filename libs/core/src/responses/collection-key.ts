import { createDecipheriv, createECDH, hkdfSync } from 'node:crypto';

const CURVE = 'prime256v1';
const ORDER = BigInt('0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551');
const POINT_BYTES = 65;
const IV_BYTES = 12;
const TAG_BYTES = 16;

/**
 * 收集密钥: what a shared device seals unsent answers to. The private number follows from the installation's secret and
 * the survey's id (HKDF-SHA-256, 48 bytes reduced to the order of P-256 as in FIPS 186-5, A.2.1), so that there is none to
 * store, to back up or to lose.
 */
function keyPair(secret: string, surveyId: string) {
  const seed = Buffer.from(hkdfSync('sha256', secret, '', `mingjian collection key ${surveyId}`, 48));
  const scalar = (BigInt(`0x${seed.toString('hex')}`) % (ORDER - 1n)) + 1n;
  const pair = createECDH(CURVE);
  pair.setPrivateKey(Buffer.from(scalar.toString(16).padStart(64, '0'), 'hex'));
  return pair;
}

/** @returns the public point, uncompressed, base64url */
export function collectionPublicKey(secret: string, surveyId: string): string {
  return keyPair(secret, surveyId).getPublicKey('base64url');
}

/**
 * Opens what a device sealed: a fresh public point (65 bytes), a nonce (12) and AES-256-GCM's text and tag, with the
 * survey's id as additional data.
 *
 * @returns null for anything that was not sealed to this survey's key, or was changed on its way
 */
export function openSealed(secret: string, surveyId: string, sealed: string): string | null {
  const bytes = Buffer.from(sealed, 'base64url');
  const textAt = POINT_BYTES + IV_BYTES;
  if (bytes.length < textAt + TAG_BYTES) return null;
  const point = bytes.subarray(0, POINT_BYTES);
  try {
    const common = keyPair(secret, surveyId).computeSecret(point);
    const key = Buffer.from(hkdfSync('sha256', common, point, `mingjian sealed answers ${surveyId}`, 32));
    const cipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(POINT_BYTES, textAt));
    cipher.setAAD(Buffer.from(surveyId));
    cipher.setAuthTag(bytes.subarray(bytes.length - TAG_BYTES));
    return Buffer.concat([
      cipher.update(bytes.subarray(textAt, bytes.length - TAG_BYTES)),
      cipher.final(),
    ]).toString('utf8');
  } catch {
    return null;
  }
}
