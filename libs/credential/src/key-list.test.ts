import { generateKeyPairSync } from 'node:crypto';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { toBase64Url } from './bytes';
import { beginUnderPublished } from './credential';
import { keyFault, keyId, keyListHash, type ListedKey, type PublicKey } from './key-list';

function made(modulusLength = 2048): PublicKey {
  const { n } = generateKeyPairSync('rsa', { modulusLength }).publicKey.export({ format: 'jwk' });
  const bytes = Buffer.from(n ?? '', 'base64url');
  return { id: keyId(bytes), modulus: toBase64Url(bytes) };
}
const [own, other, third] = [made(), made(), made()];
const published: ListedKey[] = [own, other].map(({ id }) => ({ id, codes: 12 }));
const hash = keyListHash('survey', published);

it('a key of the published list is accepted', () => {
  expect(keyFault('survey', hash, published, own)).toBeNull();
  expect(keyFault('survey', hash, [...published].reverse(), other)).toBeNull();
});

it('a key that the server hands to one person alone is noticed, with the true list and with one made for it', () => {
  expect(keyFault('survey', hash, published, third)).toBe('key-not-listed');
  expect(keyFault('survey', hash, [...published, { id: third.id, codes: 12 }], third)).toBe('list-changed');
  expect(keyFault('survey', hash, [{ id: third.id, codes: 12 }], third)).toBe('list-changed');
});

it('nothing is blinded under such a key, nor before the list is fixed', async () => {
  const form = { surveyId: 'survey', keyListHash: hash };
  expect(await beginUnderPublished(form, published, own)).toMatchObject({ key: own });
  expect(await beginUnderPublished(form, published, third)).toBe('key-not-listed');
  expect(await beginUnderPublished({ ...form, keyListHash: null }, published, own)).toBe('list-changed');
});

it('another modulus under a listed id, a short, an even and a garbled one are noticed', () => {
  const short = made(1024);
  const listed = [...published, { id: short.id, codes: 12 }];
  expect(keyFault('survey', hash, published, { ...own, modulus: third.modulus })).toBe('key-malformed');
  expect(keyFault('survey', keyListHash('survey', listed), listed, short)).toBe('key-malformed');
  expect(keyFault('survey', hash, published, { ...own, modulus: '???' })).toBe('key-malformed');
});

it('the hash tells survey, ids and numbers of codes apart, and no order', () => {
  expect(keyListHash('other', published)).not.toBe(hash);
  expect(
    keyListHash(
      'survey',
      published.map((each) => ({ ...each, codes: 13 })),
    ),
  ).not.toBe(hash);
  const lists = fc.uniqueArray(fc.record({ id: fc.base64String(), codes: fc.nat() }), {
    selector: (each) => each.id,
  });
  fc.assert(
    fc.property(lists, (list) => {
      expect(keyListHash('s', [...list].reverse())).toBe(keyListHash('s', list));
    }),
  );
});
