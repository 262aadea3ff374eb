import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { toBase64Url } from './bytes';
import vectors from './rfc9474-vectors.json';

const own = globalThis.BigInt;
beforeAll(() => {
  vi.resetModules();
  Reflect.deleteProperty(globalThis, 'BigInt');
});
afterAll(() => {
  globalThis.BigInt = own;
});

it('a phone without BigInt loads everything and blinds', async () => {
  const { beginCredential, keyId } = await import('./index');
  const modulus = Uint8Array.from(Buffer.from(vectors[0]?.n ?? '', 'hex'));
  const key = { id: keyId(modulus), modulus: toBase64Url(modulus) };
  expect((await beginCredential('survey', key)).blindedMessage).toMatch(/^[A-Za-z0-9_-]{683}$/);
});
