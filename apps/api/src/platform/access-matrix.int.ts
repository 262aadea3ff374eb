import 'reflect-metadata';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { role as roles, type Role } from '@mingjian/contract/identity';
import { AccountsService } from '@mingjian/core/identity';
import { parseEnv } from '@mingjian/core/platform';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { useServers } from '../../../../libs/core/src/platform/servers.fixture';
import { AppModule } from '../app.module';
import { createApi, declaredRoutes, type DeclaredRoute } from './index';

const password = 'correct horse battery';
const cookies = new Map<Role, string>();
let app: NestFastifyApplication;
let url: string;
let routes: DeclaredRoute[];

beforeAll(async () => {
  useServers('matrix-int', 5);
  process.env.LOG_LEVEL = 'silent';
  app = await createApi(AppModule, parseEnv(process.env), null);
  await app.listen(0, '127.0.0.1');
  url = `${await app.getUrl()}/api`;
  routes = declaredRoutes(app.get(DiscoveryService), app.get(MetadataScanner));
  for (const role of roles.options) {
    const email = `${role}@x.cn`;
    await app.get(AccountsService).create({
      email,
      name: role,
      role,
      agencyId: role === 'agency' ? 'absent' : null,
      countyCode: role === 'county' ? '231002' : null,
      schoolCode: role === 'school' ? '2123900001' : null,
      password,
    });
    const reply = await ask('POST', '/session', '', JSON.stringify({ email, password }));
    cookies.set(role, reply.cookie);
  }
});
afterAll(() => app.close());

/** Asks with an absent object's id in every place; a stream of events is left as soon as its status is known. */
async function ask(method: string, path: string, cookie: string, body?: string) {
  const abort = new AbortController();
  const reply = await fetch(url + path.replace(/:\w+/g, 'absent'), {
    method,
    signal: abort.signal,
    headers: {
      'x-requested-with': 'mingjian',
      ...(method === 'GET' ? {} : { 'content-type': 'application/json' }),
      cookie,
    },
    ...(method === 'GET' ? {} : { body: body ?? '{}' }),
  });
  const streams = reply.headers.get('content-type')?.startsWith('text/event-stream') ?? false;
  const code = streams || reply.ok ? '' : ((await reply.json()) as { code: string }).code;
  abort.abort();
  return { status: reply.status, code, cookie: reply.headers.getSetCookie()[0]?.split(';')[0] ?? '' };
}

it('lets in exactly the roles that each route declares', async () => {
  expect(routes.length).toBeGreaterThan(10);
  const wrong: string[] = [];
  for (const { method, path, policy } of routes) {
    if (policy?.kind !== 'roles') continue;
    const stranger = await ask(method, path, '');
    if (stranger.status !== 401) wrong.push(`${method} ${path} without session: ${stranger.status}`);
    for (const [role, cookie] of cookies) {
      const { status, code } = await ask(method, path, cookie);
      const allowed = policy.roles.includes(role);
      const holds = allowed
        ? status !== 401 && code !== 'forbidden' && status < 500
        : status === 403 && code === 'forbidden';
      if (!holds)
        wrong.push(
          `${method} ${path} as ${role} (${allowed ? 'allowed' : 'not allowed'}): ${status} ${code}`,
        );
    }
  }
  expect(wrong).toEqual([]);
});

it('opens to everyone only what is named here', async () => {
  const open = routes
    .filter(({ policy }) => policy?.kind === 'everyone')
    .map(({ method, path }) => `${method} ${path}`);
  const expected = [
    'DELETE /session',
    'GET /health',
    'GET /respond/:surveyId',
    'GET /respond/:surveyId/keys',
    'POST /respond/:surveyId/coaching',
    'POST /respond/:surveyId/code',
    'POST /respond/:surveyId/credential',
    'POST /respond/:surveyId/open-challenge',
    'POST /respond/:surveyId/open-credential',
    'POST /respond/:surveyId/responses',
    'POST /respond/:surveyId/sealed',
    'POST /respond/:surveyId/session/:room',
    'POST /session',
    // Whoever holds a report may ask whether it is the one on record.
    'GET /verify/:hash',
  ];
  expect(open.filter((route) => !expected.includes(route))).toEqual([]);
  for (const { method, path, policy } of routes) {
    if (policy?.kind !== 'everyone') continue;
    const { status } = await ask(method, path, '');
    expect([method, path, status === 401 || status === 403 || status >= 500]).toEqual([method, path, false]);
  }
});
