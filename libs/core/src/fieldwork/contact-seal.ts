import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';

const ivBytes = 12;
const tagBytes = 16;

/** What a message needs: where it goes and the code it carries. */
export interface SealedContact {
  address: string;
  token: string;
}

/** The key that seals contacts, derived from the server's secret for this one purpose. */
export function contactKey(secret: string): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', secret, '', 'mingjian contacts at rest', 32));
}

/** A contact as it is stored: AES-256-GCM, bound to its id. Nonce, text and tag in base64url. */
export function sealContact(key: Uint8Array, id: string, contact: SealedContact): string {
  const iv = randomBytes(ivBytes);
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(id));
  const body = cipher.update(JSON.stringify(contact), 'utf8');
  return Buffer.concat([iv, body, cipher.final(), cipher.getAuthTag()]).toString('base64url');
}

/** @throws Error when it was sealed with another secret, for another contact, or has been changed */
export function openContact(key: Uint8Array, id: string, sealed: string): SealedContact {
  const bytes = Buffer.from(sealed, 'base64url');
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, ivBytes)).setAAD(Buffer.from(id));
  decipher.setAuthTag(bytes.subarray(-tagBytes));
  const body = Buffer.concat([decipher.update(bytes.subarray(ivBytes, -tagBytes)), decipher.final()]);
  return JSON.parse(body.toString('utf8')) as SealedContact;
}

/** Tells the same address again without telling which it is; keyed, and other for each survey. */
export function addressMark(key: Uint8Array, surveyId: string, address: string): string {
  return createHmac('sha256', key).update(`${surveyId} ${address.toLowerCase()}`).digest('base64url');
}
