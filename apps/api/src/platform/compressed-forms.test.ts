import { gunzipSync, brotliDecompressSync } from 'node:zlib';
import Fastify from 'fastify';
import { describe, expect, it } from 'vitest';
import { compressForms } from './compressed-forms';

const form = {
  json: { elements: Array.from({ length: 60 }, (_, at) => ({ name: `Q${at}`, title: '您满意吗？' })) },
};
const server = Fastify();
compressForms(server);
server.get('/api/respond/:surveyId', async () => form);
server.get('/api/session', async () => form);
const get = (url: string, accepted: string) =>
  server.inject({ url, headers: accepted === '' ? {} : { 'accept-encoding': accepted } });

describe('a form', () => {
  it('comes as small as the phone can read it', async () => {
    const plain = await get('/api/respond/s1', '');
    expect(plain.json()).toEqual(form);
    const brotli = await get('/api/respond/s1', 'gzip, deflate, br');
    expect(brotli.headers).toMatchObject({ 'content-encoding': 'br', vary: 'accept-encoding' });
    expect(brotliDecompressSync(brotli.rawPayload).toString()).toBe(plain.payload);
    expect(brotli.rawPayload.length).toBeLessThan(plain.rawPayload.length / 5);
    const zipped = await get('/api/respond/s1', 'gzip');
    expect(gunzipSync(zipped.rawPayload).toString()).toBe(plain.payload);
  });

  it('alone is compressed: the length of what is only one person’s must tell nothing', async () => {
    const reply = await get('/api/session', 'br');
    expect(reply.headers['content-encoding']).toBeUndefined();
  });
});
