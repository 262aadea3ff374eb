import type { SurveyDetail } from '@mingjian/contract/surveys';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectRefused, line } from './bad-input.refusal';
import { bootWorld, draft, type World } from './bad-input.world';

let world: World;
beforeAll(async () => {
  world = await bootWorld('bad-input-doors', 13);
});
afterAll(() => world.app.close());

const account = { email: 'n@x.cn', name: '新', role: 'county', agencyId: null, countyCode: '231002' };
const surveyText = (from: string, to: string) => (w: World) =>
  ['POST /surveys', JSON.stringify(draft(w.rivalCycleId, 'student')).replace(from, to)] as [string, string];

describe('a body', () => {
  it.each([
    line('half a character', 'office', () => ['POST /agencies', '{"name":"\\ud800"}'], '400 not-json', [
      /不是有效的/,
      /not valid/,
    ]),
    line('half a character in a name', 'rival', surveyText('"Q1"', '"\\udc00"'), '400 not-json', [
      /不是有效的/,
      /not valid/,
    ]),
    line(
      'a name with a null character',
      'rival',
      surveyText('"elements"', '"a\\u0000"'),
      '400 reserved-key',
      [/空字符/, /null character/],
    ),
    line('an operator, escaped', 'rival', surveyText('"elements"', '"\\u0024where"'), '400 reserved-key', [
      /\$/,
      /\$/,
    ]),
    line(
      'an account of a retired county',
      'office',
      () => ['POST /accounts', { ...account, countyCode: '231071' }],
      '404 county-unknown',
      [/没有这个县/, /no such county/],
    ),
    line(
      'an account of no agency',
      'office',
      () => ['POST /accounts', { ...account, role: 'agency', agencyId: 'none', countyCode: null }],
      '404 agency-unknown',
      [/没有这个机构/, /no such agency/],
    ),
  ])('with $what is refused', (each) => expectRefused(world, each));
});

describe('addresses', () => {
  it.each([
    '/api//session',
    '//api/session',
    '/api/session/',
    '/api/session/.',
    '/api/./session',
    '/api/%2e%2e/api/session',
    '/api/cycles/..%2f..%2fsession',
    '/api/cycles/%2e%2e/session',
    '/api%2fsession',
    '/API/session',
    '/%61pi/session',
    '/api/session;a=b',
    '/api/cycles%00',
    '/api/audit?page=1&page=2',
  ])('%s are no way round the guards', async (url) => {
    for (const method of ['GET', 'HEAD', 'OPTIONS', 'PUT', 'POST'] as const) {
      const reply = await world.app.inject({ method, url, headers: { 'x-http-method-override': 'GET' } });
      expect([400, 401, 403, 404]).toContain(reply.statusCode);
      expect(reply.headers.location).toBeUndefined();
      expect(reply.headers['set-cookie']).toBeUndefined();
      if (reply.statusCode === 401) {
        expect(reply.headers['cache-control']).toBe('no-store');
        expect(reply.headers['content-security-policy']).toContain("script-src 'none'");
      }
    }
  });

  it.each([
    line('cannot be decoded', 'office', () => ['GET /cycles/%ff'], '400 bad-request', [
      /格式不正确/,
      /not well formed/,
    ]),
    line('are too long', 'office', () => [`GET /cycles/${'x'.repeat(500)}`], '414 address-too-long', [
      /网址过长/,
      /too long/,
    ]),
    line(
      'ask for an operator',
      'office',
      () => ['GET /schools?county=1&county=2'],
      '400 invalid-input',
      [/类型应为 string/, /type string/],
      { field: 'county' },
    ),
  ])('that $what get a problem in the reader’s language', (each) => expectRefused(world, each));

  it('that a survey would send people to afterwards stop its publication', async () => {
    const { ask, rivalCycleId } = world;
    const { title, items, json, ...rest } = draft(rivalCycleId, 'student');
    const { id } = (await ask<SurveyDetail>('rival', 'POST /surveys', { title, items, json, ...rest })).body;
    const targets = [
      'https://evil.example',
      '//evil.example',
      '/\\evil.example',
      'javascript:alert(1)',
      '/r/x',
    ];
    for (const [at, navigateToUrl] of targets.entries()) {
      const body = { title, items, json: { ...json, navigateToUrl }, revision: at + 1 };
      expect((await ask('rival', `PUT /surveys/${id}`, body)).status).toBe(200);
      await expectRefused(
        world,
        line(
          navigateToUrl,
          'rival',
          () => [`POST /surveys/${id}/publish`, {}],
          '422 survey-not-publishable',
          [/还不能发布/, /cannot be published/],
          { field: 'navigateToUrl', rule: 'external-address' },
        ),
      );
    }
  });
});
