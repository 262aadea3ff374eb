import 'reflect-metadata';
import { Body, Controller, Get, Module, Post, Req } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { ProblemDetails } from '@mingjian/contract/problems';
import {
  AccountsService,
  Allow,
  CurrentPerson,
  Everyone,
  IdentityModule,
  type Person,
} from '@mingjian/core/identity';
import { parseEnv, PlatformModule } from '@mingjian/core/platform';
import type { FastifyRequest } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { useServers } from '../../../../libs/core/src/platform/servers.fixture';
import { IdentityApiModule } from '../identity/identity.module';
import { createApi, PlatformApiModule, uploadOf } from './index';

const echo = z.strictObject({ year: z.number().int() });

@Controller('probe')
class ProbeController {
  @Get('boom')
  @Everyone()
  boom(): never {
    throw new Error('the password is hunter2');
  }
  @Get('slow')
  @Everyone()
  async slow() {
    await new Promise((resolve) => setTimeout(resolve, 800));
    return { done: true };
  }
  @Post('echo')
  @Allow('office')
  echo(@CurrentPerson() person: Person, @Body({ schema: echo }) body: z.infer<typeof echo>) {
    return { by: person.email, ...body };
  }
  @Post('upload')
  @Everyone()
  async upload(@Req() request: FastifyRequest) {
    const { files, fields } = await uploadOf(request);
    return { fields, sizes: Object.values(files).map((file) => file.bytes.length) };
  }
}
@Module({
  imports: [PlatformModule, IdentityModule, PlatformApiModule, IdentityApiModule],
  controllers: [ProbeController],
})
class Root {}

@Controller('open')
class OpenController {
  @Get()
  read() {
    return {};
  }
}
@Module({
  imports: [PlatformModule, IdentityModule, PlatformApiModule, IdentityApiModule],
  controllers: [OpenController],
})
class Unguarded {}

const password = 'correct horse battery';
const own = { 'x-requested-with': 'mingjian' };
const json = { ...own, 'content-type': 'application/json' };
let app: NestFastifyApplication;
let url: string;
let cookie: string;

function settings(more: Record<string, string> = {}) {
  useServers('doors-int', 6);
  process.env.LOG_LEVEL = 'silent';
  return parseEnv({ ...process.env, ...more });
}

beforeAll(async () => {
  app = await createApi(Root, settings(), null);
  await app.listen(0, '127.0.0.1');
  url = await app.getUrl();
  const account = {
    email: 'door@x.cn',
    name: 'D',
    role: 'office',
    agencyId: null,
    countyCode: null,
  } as const;
  await app.get(AccountsService).create({ ...account, password });
  const opened = await fetch(`${url}/api/session`, {
    method: 'POST',
    headers: json,
    body: JSON.stringify({ email: 'door@x.cn', password }),
  });
  cookie = opened.headers
    .getSetCookie()
    .map((entry) => entry.split(';')[0])
    .join('; ');
});
afterAll(() => app.close());

async function problemOf(reply: Response): Promise<ProblemDetails> {
  expect(reply.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
  return (await reply.json()) as ProblemDetails;
}
const post = (path: string, body: BodyInit, headers: Record<string, string> = json) =>
  fetch(`${url}/api${path}`, { method: 'POST', headers, body });

describe('errors', () => {
  it('are problems in the language of the reader', async () => {
    const english = await problemOf(
      await fetch(`${url}/api/nothing`, { headers: { 'accept-language': 'en' } }),
    );
    expect(english).toMatchObject({ status: 404, code: 'not-found', title: 'Not found' });
    const chinese = await problemOf(await fetch(`${url}/api/nothing`));
    expect(chinese).toMatchObject({ status: 404, code: 'not-found', title: '未找到' });
  });

  it('tell an incident number and nothing else when they are ours', async () => {
    const problem = await problemOf(await fetch(`${url}/api/probe/boom?lang=en`));
    expect(problem).toMatchObject({ status: 500, code: 'unexpected' });
    expect(problem.detail).toMatch(/incident [0-9a-f-]{36}/);
    expect(JSON.stringify(problem)).not.toMatch(/hunter2|Error|\.ts/);
  });

  it('name each field that breaks a rule', async () => {
    const reply = await post('/probe/echo?lang=en', '{"year":"2021","role":"office"}', { ...json, cookie });
    const problem = await problemOf(reply);
    expect(problem).toMatchObject({ status: 400, code: 'invalid-input' });
    expect(problem.faults?.map(({ field, rule, message }) => [field, rule, message])).toEqual([
      ['year', 'invalid_type', 'must be present, of type number'],
      ['', 'unrecognized_keys', 'has unknown fields: role'],
    ]);
  });
});

describe('bodies', () => {
  it('of 5 MB, of 10,000 nested objects, with operators, or that are not JSON, are refused and harm nobody', async () => {
    const cases: [string, BodyInit, Record<string, string>, number, string][] = [
      ['5 MB', JSON.stringify({ a: 'x'.repeat(5_000_000) }), json, 413, 'too-large'],
      ['nested', '{"a":'.repeat(10_000) + '1' + '}'.repeat(10_000), json, 400, 'too-deep'],
      ['operator', '{"email":{"$ne":""},"password":"x"}', json, 400, 'reserved-key'],
      ['cut off', '{"email":', json, 400, 'not-json'],
      ['GBK', new Uint8Array([0x22, 0xb6, 0xbd, 0x22]), json, 400, 'not-json'],
      [
        'form',
        'email=a',
        { ...own, 'content-type': 'application/x-www-form-urlencoded' },
        415,
        'bad-content-type',
      ],
    ];
    for (const [name, body, headers, status, code] of cases) {
      expect({ name, ...(await problemOf(await post('/session', body, headers))) }).toMatchObject({
        name,
        status,
        code,
      });
    }
    expect((await fetch(`${url}/api/health`)).status).toBe(200);
  });

  it('with files are read up to their limit', async () => {
    const form = new FormData();
    form.set('file', new Blob([new Uint8Array(3_000_000)]), '学校.csv');
    form.set('spec', '{}');
    const reply = await post('/probe/upload', form, own);
    expect(await reply.json()).toEqual({ fields: { spec: '{}' }, sizes: [3_000_000] });
    expect(await problemOf(await post('/probe/upload', '{}'))).toMatchObject({
      status: 415,
      code: 'not-multipart',
    });
    const huge = new FormData();
    huge.set('file', new Blob([new Uint8Array(51 * 1024 * 1024)]), 'huge.csv');
    expect(await problemOf(await post('/probe/upload', huge, own))).toMatchObject({
      status: 413,
      code: 'too-large',
    });
  });
});

describe('sessions', () => {
  it('need our own page for every change, and for signing in and out', async () => {
    const plain = { 'content-type': 'application/json', cookie };
    expect(await problemOf(await post('/probe/echo', '{"year":2021}', plain))).toMatchObject({
      status: 403,
      code: 'foreign-request',
    });
    expect((await post('/session', '{"email":"a@x.cn","password":"x"}', plain)).status).toBe(403);
    expect((await fetch(`${url}/api/session`, { method: 'DELETE', headers: { cookie } })).status).toBe(403);
    const reply = await post('/probe/echo', '{"year":2021}', { ...json, cookie });
    expect([reply.status, await reply.json()]).toEqual([201, { by: 'door@x.cn', year: 2021 }]);
  });

  it('open with a fresh token each time, whatever cookie came along', async () => {
    const planted = { ...json, cookie: 'mingjian_session=planted' };
    const reply = await post('/session', JSON.stringify({ email: 'door@x.cn', password }), planted);
    const [given = ''] = reply.headers.getSetCookie();
    expect(given).toMatch(/^mingjian_session=[\w-]{43}; Path=\/api; Max-Age=43200; HttpOnly; SameSite=Lax$/);
    expect(given).not.toContain('planted');
    expect(
      (await fetch(`${url}/api/session`, { headers: { cookie: 'mingjian_session=planted' } })).status,
    ).toBe(401);
    const token = given.split(';')[0] ?? '';
    expect((await fetch(`${url}/api/session`, { headers: { cookie: token } })).status).toBe(200);
    const closed = await fetch(`${url}/api/session`, {
      method: 'DELETE',
      headers: { ...own, cookie: token },
    });
    expect(closed.status).toBe(204);
    expect((await fetch(`${url}/api/session`, { headers: { cookie: token } })).status).toBe(401);
  });
});

describe('the description of the api', () => {
  it('is derived from the zod schemas, for people who are signed in', async () => {
    expect((await fetch(`${url}/api/openapi.json`)).status).toBe(401);
    const reply = await fetch(`${url}/api/openapi.json`, { headers: { cookie } });
    const document = (await reply.json()) as {
      openapi: string;
      paths: Record<string, Record<string, object>>;
    };
    expect(document.openapi).toMatch(/^3\./);
    expect(JSON.stringify(document.paths['/api/session']?.post)).toContain('"password"');
  });
});

describe('the process', () => {
  it('does not boot with a route that declares no policy', async () => {
    await expect(createApi(Unguarded, settings(), null)).rejects.toThrow('GET /open (OpenController.read)');
  });

  it('limits an address that asks too fast, and says when to come back', async () => {
    const strict = await createApi(Root, settings({ MINGJIAN_REQUESTS_PER_SECOND: '5' }), null);
    const replies = [];
    for (let count = 0; count < 8; count += 1) replies.push(await strict.inject({ url: '/api/session' }));
    await strict.close();
    const refused = replies.filter((reply) => reply.statusCode === 429);
    expect(refused.length).toBeGreaterThan(0);
    expect(refused[0]?.headers['retry-after']).toBe('1');
    expect(refused[0]?.json()).toMatchObject({ code: 'too-many-requests' });
  });

  it('finishes the request in hand before it closes', async () => {
    const closing = await createApi(Root, settings(), null);
    await closing.listen(0, '127.0.0.1');
    const inHand = fetch(`${await closing.getUrl()}/api/probe/slow`).then((reply) => reply.json());
    await new Promise((resolve) => setTimeout(resolve, 200));
    const closed = closing.close();
    expect(await inHand).toEqual({ done: true });
    const start = performance.now();
    await closed;
    expect(performance.now() - start).toBeLessThan(3000);
  });
});
