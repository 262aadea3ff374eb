import { beginCredential, finishCredential, keyFault, keyListHash } from '@mingjian/credential';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  blindSign,
  isSigned,
  makeSigningKey,
  sealingKey,
  sealKey,
  unsealKey,
  verifyingKey,
  type SigningKey,
} from './signing-key';

let key: SigningKey;
let other: SigningKey;
beforeAll(async () => {
  [key, other] = await Promise.all([makeSigningKey(), makeSigningKey()]);
});
const publicOf = ({ id, modulus }: SigningKey) => ({ id, modulus });

describe('signing keys', () => {
  it('have 2,048 bits, an exponent of 65537, and pass the phone’s check', () => {
    expect(key.privateKey.asymmetricKeyDetails).toEqual({ modulusLength: 2048, publicExponent: 65537n });
    const listed = [key, other].map(({ id }) => ({ id, codes: 10 }));
    expect(keyFault('s', keyListHash('s', listed), listed, publicOf(key))).toBeNull();
    expect(key.id).not.toBe(other.id);
  });

  it('sign blindly what verifies under them and under no other key, for this survey and no other', async () => {
    const blinding = await beginCredential('survey', publicOf(key));
    const signature = blindSign(key, blinding.blindedMessage) ?? '';
    expect(blindSign(key, blinding.blindedMessage)).toBe(signature);
    const credential = await finishCredential(blinding, signature);
    const holds = (of: SigningKey, survey: string, token = credential.token) =>
      isSigned(verifyingKey(of.modulus), survey, token, credential.signature);
    expect(holds(key, 'survey')).toBe(true);
    expect(holds(other, 'survey')).toBe(false);
    expect(holds(key, 'survey2')).toBe(false);
    expect(holds(key, 'survey', `A${credential.token.slice(1)}`)).toBe(credential.token.startsWith('A'));
  });

  it('sign no message that is not a number below the modulus', () => {
    expect(blindSign(key, Buffer.alloc(256, 0xff).toString('base64url'))).toBeNull();
    expect(blindSign(key, 'AAAA')).toBeNull();
  });

  it('are stored sealed: only the same secret and the same id open them', () => {
    const sealing = sealingKey('one secret');
    const sealed = sealKey(sealing, key);
    expect(unsealKey(sealing, key.id, sealed).modulus).toBe(key.modulus);
    expect(sealKey(sealing, key)).not.toBe(sealed);
    expect(() => unsealKey(sealingKey('another'), key.id, sealed)).toThrow();
    expect(() => unsealKey(sealing, other.id, sealed)).toThrow();
    expect(() => unsealKey(sealing, key.id, `A${sealed.slice(1)}B`)).toThrow();
  });
});
