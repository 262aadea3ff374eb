import { createCipheriv, createECDH, hkdfSync, randomBytes } from 'node:crypto';
import { expect, it } from 'vitest';
import { collectionPublicKey, openSealed } from './collection-key';

const secret = 'a secret of the installation, of 32 characters';

function sealed(surveyId: string, text: string): Buffer {
  const fresh = createECDH('prime256v1');
  const point = fresh.generateKeys();
  const common = fresh.computeSecret(collectionPublicKey(secret, surveyId), 'base64url');
  const key = Buffer.from(hkdfSync('sha256', common, point, `mingjian sealed answers ${surveyId}`, 32));
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, iv);
  cipher.setAAD(Buffer.from(surveyId));
  return Buffer.concat([point, iv, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
}

it('opens what was sealed to the survey’s key, and nothing else', () => {
  const bytes = sealed('survey-1', '{"答案":5}');
  const wire = bytes.toString('base64url');
  expect(openSealed(secret, 'survey-1', wire)).toBe('{"答案":5}');
  expect(openSealed(secret, 'survey-2', wire)).toBeNull();
  expect(openSealed(`${secret}!`, 'survey-1', wire)).toBeNull();
  for (let at = 0; at < bytes.length; at += 7) {
    const changed = Buffer.from(bytes);
    changed[at] = (changed[at] ?? 0) ^ 1;
    expect(openSealed(secret, 'survey-1', changed.toString('base64url'))).toBeNull();
  }
  expect(openSealed(secret, 'survey-1', '')).toBeNull();
});

it('has a key of its own for each survey and secret, and the same one each time', () => {
  const keys = ['survey-1', 'survey-2'].map((surveyId) => collectionPublicKey(secret, surveyId));
  expect(new Set([...keys, collectionPublicKey(`${secret}!`, 'survey-1')]).size).toBe(3);
  expect(collectionPublicKey(secret, 'survey-1')).toBe(keys[0]);
});
