import { generateKeyPairSync, privateDecrypt, verify, constants, type KeyObject } from 'node:crypto';
import { RSABSSA } from '@cloudflare/blindrsa-ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inverse, ownArithmetic, toBytes, toInteger, type Arithmetic } from './arithmetic';
import { arithmeticWithoutBigInt } from './arithmetic-without-bigint';
import { blind, finalize, prepare } from './blind-signature';
import { beginCredential, finishCredential, type Blinding } from './credential';
import { keyId } from './key-list';
import { toBase64Url } from './bytes';
import vectors from './rfc9474-vectors.json';

const suite = RSABSSA.SHA384.PSS.Randomized();
const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const modulus = Buffer.from(publicKey.export({ format: 'jwk' }).n ?? '', 'base64url');
const key = { id: keyId(modulus), modulus: toBase64Url(modulus) };
const arithmetics = [
  ['with BigInt', ownArithmetic as Arithmetic<unknown>],
  ['without BigInt', arithmeticWithoutBigInt as unknown as Arithmetic<unknown>],
] as const;
const raw = { padding: constants.RSA_NO_PADDING };
const signed = (blinded: Uint8Array) => privateDecrypt({ key: privateKey, ...raw }, blinded);
const isSignature = (token: Uint8Array, signature: Uint8Array) =>
  verify(
    'sha384',
    token,
    { key: publicKey, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 48 },
    signature,
  );
const fromHex = (hex: string) => Uint8Array.from(Buffer.from(hex, 'hex'));

async function forLibrary(usage: 'verify', of: KeyObject): Promise<CryptoKey> {
  const spki = of.export({ type: 'spki', format: 'der' });
  return crypto.subtle.importKey('spki', new Uint8Array(spki), { name: 'RSA-PSS', hash: 'SHA-384' }, true, [
    usage,
  ]);
}

describe('blind signatures', () => {
  it.each(arithmetics)('reproduce the published values of RFC 9474, appendix A, %s', (_how, arithmetic) => {
    for (const vector of vectors) {
      const n = fromHex(vector.n);
      const prepared = prepare(fromHex(vector.msg), fromHex(vector.msg_prefix));
      expect(Buffer.from(prepared).toString('hex')).toBe(vector.msg_prefix + vector.msg);
      const r = inverse(arithmetic, toInteger(arithmetic, fromHex(vector.inv)), toInteger(arithmetic, n));
      if (r === null) throw new Error('the published inverse has none');
      const blinding = blind(arithmetic, n, prepared, {
        salt: fromHex(vector.salt),
        factor: toBytes(arithmetic, r, n.length),
      });
      expect(Buffer.from(blinding.blindedMessage).toString('hex')).toBe(vector.blind_msg);
      expect(Buffer.from(blinding.inverse).toString('hex')).toBe(vector.inv);
      const signature = finalize(arithmetic, n, prepared, fromHex(vector.blind_sig), blinding);
      expect(Buffer.from(signature).toString('hex')).toBe(vector.sig);
    }
  });

  it.each(arithmetics)(
    'made %s are signed natively and verify natively and with the library',
    async (_how, arithmetic) => {
      const library = await forLibrary('verify', publicKey);
      for (let run = 0; run < 5; run += 1) {
        const prepared = prepare(Buffer.from('survey'));
        const blinding = blind(arithmetic, modulus, prepared);
        const signature = finalize(arithmetic, modulus, prepared, signed(blinding.blindedMessage), blinding);
        expect(isSignature(prepared, signature)).toBe(true);
        expect(await suite.verify(library, new Uint8Array(signature), new Uint8Array(prepared))).toBe(true);
        expect(isSignature(prepare(Buffer.from('survey')), signature)).toBe(false);
      }
    },
  );

  it('blinded by the library are signed natively too', async () => {
    const library = await forLibrary('verify', publicKey);
    const prepared = suite.prepare(Buffer.from('survey'));
    const { blindedMsg, inv } = await suite.blind(library, prepared);
    const signature = await suite.finalize(library, prepared, new Uint8Array(signed(blindedMsg)), inv);
    expect(isSignature(prepared, signature)).toBe(true);
  });

  it('of another key or another message are noticed before they are used', async () => {
    const blinding = await beginCredential('survey', key);
    const other = await beginCredential('survey', key);
    const good = signed(Buffer.from(blinding.blindedMessage, 'base64url'));
    const foreign = signed(Buffer.from(other.blindedMessage, 'base64url'));
    expect((await finishCredential(blinding, good.toString('base64url'))).keyId).toBe(key.id);
    await expect(finishCredential(blinding, foreign.toString('base64url'))).rejects.toThrow('not valid');
    await expect(finishCredential(blinding, 'AAAA')).rejects.toThrow('wrong length');
  });

  it('survive being kept as JSON in between', async () => {
    const kept = JSON.parse(JSON.stringify(await beginCredential('survey', key))) as Blinding;
    const signature = signed(Buffer.from(kept.blindedMessage, 'base64url')).toString('base64url');
    const credential = await finishCredential(kept, signature);
    expect(
      isSignature(Buffer.from(credential.token, 'base64url'), Buffer.from(credential.signature, 'base64url')),
    ).toBe(true);
  });
});

it('numbers and bytes lead back to each other', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 1, maxLength: 300 }), (bytes) => {
      for (const [, arithmetic] of arithmetics)
        expect(toBytes(arithmetic, toInteger(arithmetic, bytes), bytes.length)).toEqual(bytes);
    }),
  );
  expect(() => toBytes(ownArithmetic, toInteger(ownArithmetic, Uint8Array.of(1, 0)), 1)).toThrow(RangeError);
});
