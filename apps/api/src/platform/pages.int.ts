import 'reflect-metadata';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { Module } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { IdentityModule } from '@mingjian/core/identity';
import { parseEnv, PlatformModule } from '@mingjian/core/platform';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { useServers } from '../../../../libs/core/src/platform/servers.fixture';
import { createApi, PlatformApiModule } from './index';

@Module({ imports: [PlatformModule, IdentityModule, PlatformApiModule] })
class Root {}

let app: NestFastifyApplication;
let url: string;
let dist: string;

beforeAll(async () => {
  dist = mkdtempSync(join(tmpdir(), 'mingjian-doors-'));
  for (const page of ['console', 'respond']) {
    mkdirSync(join(dist, page, 'assets'), { recursive: true });
    writeFileSync(join(dist, page, 'index.html'), `<title>${page}</title>`);
    writeFileSync(join(dist, page, 'assets', 'a-1.js'), `"${page}"`);
    writeFileSync(join(dist, page, 'assets', 'a-1.js.gz'), gzipSync(`"${page}"`));
  }
  writeFileSync(join(dist, 'secret.txt'), 'secret');
  useServers('pages-int', 6);
  app = await createApi(Root, parseEnv({ ...process.env, LOG_LEVEL: 'silent' }), dist);
  await app.listen(0, '127.0.0.1');
  url = await app.getUrl();
});
afterAll(async () => {
  await app.close();
  rmSync(dist, { recursive: true });
});

describe('pages', () => {
  const read = async (path: string) => {
    const reply = await fetch(`${url}${path}`);
    return [reply.status, reply.headers.get('cache-control'), await reply.text()];
  };

  it('are served with history routing, kept for ever only when their name is a hash', async () => {
    expect(await read('/cycles/1/board')).toEqual([200, 'no-cache', '<title>console</title>']);
    expect(await read('/r/some-survey')).toEqual([200, 'no-cache', '<title>respond</title>']);
    const immutable = 'public, max-age=31536000, immutable';
    expect(await read('/assets/a-1.js')).toEqual([200, immutable, '"console"']);
    expect(await read('/r/assets/a-1.js')).toEqual([200, immutable, '"respond"']);
    const packed = await fetch(`${url}/assets/a-1.js`, { headers: { 'accept-encoding': 'gzip' } });
    expect(packed.headers.get('content-encoding')).toBe('gzip');
  });

  it('end at their folder', async () => {
    for (const path of [
      '/assets/none.js',
      '/../secret.txt',
      '/%2e%2e/secret.txt',
      '/r/..%2f..%2fsecret.txt',
    ]) {
      const reply = await app.inject({ url: path });
      expect([path, reply.body.includes('secret"'), reply.body === 'secret']).toEqual([path, false, false]);
    }
    const missing = await fetch(`${url}/assets/none.js`);
    expect([missing.status, missing.headers.get('cache-control')]).toEqual([404, 'no-store']);
  });

  it('carry the security headers', async () => {
    const { headers } = await fetch(`${url}/`);
    expect(headers.get('content-security-policy')).toContain("script-src 'self'");
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('strict-transport-security')).toBeNull();
  });
});
