import 'reflect-metadata';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Cycle } from '@mingjian/contract/cycles';
import type { IssuedCodes } from '@mingjian/contract/distribution';
import type { ProblemDetails } from '@mingjian/contract/problems';
import type { FrameImport } from '@mingjian/contract/registry';
import type { CodeVerdict, OpenForm, TradedCode } from '@mingjian/contract/responses';
import { beginCredential, finishCredential, type Credential } from '@mingjian/credential';
import type { SurveyDetail } from '@mingjian/contract/surveys';
import { AgenciesService } from '@mingjian/core/cycles';
import { CodesService } from '@mingjian/core/distribution';
import { AccountsService } from '@mingjian/core/identity';
import { parseEnv } from '@mingjian/core/platform';
import { RegistryService } from '@mingjian/core/registry';
import { StoredAnswersService } from '@mingjian/core/responses';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { newCycle } from '../../../../libs/core/src/cycles/new-cycle.fixture';
import { useServers } from '../../../../libs/core/src/platform/servers.fixture';
import { AppModule } from '../app.module';
import { createApi } from '../platform';

const password = 'correct horse battery';
let app: NestFastifyApplication;
let url: string;
let surveyId: string;
let versionId: string;
let codes: string[];
let credential: Credential;
const cookies: Record<string, string> = {};

/** Asks as a person, or without one as a phone. */
async function ask<Reply>(
  who: 'office' | 'agency' | 'colleague' | null,
  method: string,
  path: string,
  body?: string | FormData | object,
  headers: Record<string, string> = {},
): Promise<{ status: number; body: Reply }> {
  const form = body instanceof FormData;
  const reply = await fetch(url + path, {
    method,
    headers: {
      'x-requested-with': 'mingjian',
      ...(who === null ? {} : { cookie: cookies[who] ?? '' }),
      ...(form || body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: form || typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const [cookie] = reply.headers.getSetCookie();
  if (who !== null && cookie !== undefined) cookies[who] = cookie.split(';')[0] ?? '';
  return { status: reply.status, body: (await reply.json()) as Reply };
}

function frame(county: string): FormData {
  const form = new FormData();
  const schools = `code,name,county_code,stage,area,teachers,pupils\n2123900001,A,${county},小学,城区,5,30\n`;
  form.append('schools', new Blob([schools]), 'schools.csv');
  form.append('classes', new Blob(['学校标识码,年级,班级,学生数\n2123900001,5,1班,12\n']), 'classes.csv');
  return form;
}

beforeAll(async () => {
  useServers('respond-doors-int', 9);
  process.env.LOG_LEVEL = 'silent';
  app = await createApi(AppModule, parseEnv(process.env), null);
  await app.listen(0, '127.0.0.1');
  url = `${await app.getUrl()}/api`;
  const { id: agencyId } = await app.get(AgenciesService).create('机构');
  for (const who of ['office', 'agency', 'colleague'] as const) {
    const email = `${who}@x.cn`;
    const role = who === 'office' ? 'office' : 'agency';
    const account = { email, name: who, role, countyCode: null, password } as const;
    await app.get(AccountsService).create({ ...account, agencyId: role === 'agency' ? agencyId : null });
    await ask(who, 'POST', '/session', { email, password });
  }
  const { id: cycleId } = (await ask<Cycle>('office', 'POST', '/cycles', newCycle(2021))).body;
  await ask('office', 'POST', `/cycles/${cycleId}/commission`, { agencyId });
  await ask('agency', 'POST', '/frame', frame('231002'));
  const survey = await ask<SurveyDetail>('agency', 'POST', '/surveys', {
    cycleId,
    audience: 'student',
    title: { zh: '学生', en: 'Pupils' },
    json: { elements: [{ type: 'radiogroup', name: 'Q1', isRequired: true, choices: [1, 2, 3, 4, 5, 0] }] },
    items: [
      {
        code: 'Q1',
        role: 'scored',
        text: { zh: '题', en: 'Q' },
        dimension: 'overall',
        indicatorCode: null,
        correctValue: null,
      },
    ],
  });
  surveyId = survey.body.id;
  await ask('agency', 'POST', `/surveys/${surveyId}/submit`, { revision: 1 });
  await ask('colleague', 'POST', `/surveys/${surveyId}/approve`, { revision: 2 });
  await ask('agency', 'POST', `/surveys/${surveyId}/publish`, {});
  await ask('agency', 'POST', `/cycles/${cycleId}/sample`, {
    seed: 1,
    grades: [{ stage: 'primary', grade: 5 }],
    takeAllUpTo: 3,
    minimumPerStratum: 3,
    fraction: 0.3,
    classesPerGrade: 1,
    teachersPerSchool: 5,
  });
  const issued = await ask<IssuedCodes>('agency', 'POST', `/surveys/${surveyId}/codes`, {
    countyCode: '231002',
  });
  codes = issued.body.sheets.flatMap((sheet) => sheet.slips.map((slip) => slip.code));
  await ask('agency', 'POST', `/surveys/${surveyId}/open`, {});
  versionId = (await ask<OpenForm>(null, 'GET', `/respond/${surveyId}`)).body.versionId;
  const { key } = (
    await ask<CodeVerdict>(null, 'POST', `/respond/${surveyId}/code`, { code: codes[0] ?? '' })
  ).body;
  const blinding = await beginCredential(surveyId, key);
  const request = { code: codes[0], keyId: key.id, blindedMessage: blinding.blindedMessage };
  const traded = await ask<TradedCode>(null, 'POST', `/respond/${surveyId}/credential`, request);
  credential = await finishCredential(blinding, traded.body.blindSignature);
});
afterAll(() => app.close());

const submission = (more: object = {}) => ({
  ...credential,
  versionId,
  language: 'zh-CN',
  answers: { Q1: 4 },
  durations: { Q1: 2500 },
  ...more,
});
const stored = () => app.get(StoredAnswersService).countOfSurveys([surveyId]);
const send = (body: string | object, headers?: Record<string, string>) =>
  ask<ProblemDetails>(null, 'POST', `/respond/${surveyId}/responses`, body, headers);

it('refuses bodies that are too large, too deep, unknown or operators, in the language of the reader, and stores nothing', async () => {
  const nested = `{"answers":${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}}`;
  const cases: [string | object, number, string][] = [
    ['x'.repeat(5_000_000), 413, 'too-large'],
    [nested, 400, 'too-deep'],
    ['{"token":', 400, 'not-json'],
    [submission({ answers: { Q1: { $gt: 0 } } }), 400, 'reserved-key'],
    [submission({ role: 'office' }), 400, 'invalid-input'],
    [submission({ token: 'x' }), 400, 'invalid-input'],
    [submission({ durations: { Q1: -1 } }), 400, 'invalid-input'],
    [submission({ answers: { Q1: '4' } }), 400, 'invalid-answers'],
    [submission({ answers: { Q1: 4, Q2: 1 } }), 400, 'invalid-answers'],
    [submission({ signature: 'A'.repeat(342) }), 400, 'bad-credential'],
    [submission({ code: codes[1] }), 400, 'invalid-input'],
  ];
  for (const [body, status, code] of cases) {
    const zh = await send(body);
    expect([zh.status, zh.body.code]).toEqual([status, code]);
    expect(zh.body.detail).toMatch(/\p{Script=Han}/u);
    const en = await send(body, { 'accept-language': 'en' });
    expect(en.body.detail).not.toMatch(/\p{Script=Han}/u);
  }
  expect(await stored()).toBe(0);
  const cells = await app.get(CodesService).counts([surveyId]);
  expect(cells.map(({ issued, used }) => [issued, used])).toEqual([[12, 1]]);
});

it('takes a phone’s answers, says the same again, and refuses another body', async () => {
  const body = submission();
  const first = await send(body);
  expect(first.status).toBe(201);
  expect(await send(body)).toEqual(first);
  expect(await send({ ...body, answers: { Q1: 1 } })).toMatchObject({
    status: 409,
    body: { code: 'already-answered' },
  });
  expect(await stored()).toBe(1);
});

it('refuses a seal that is not this survey’s, in full sentences', async () => {
  const { keyId, token, signature } = credential;
  const sealed = Buffer.alloc(200, 7).toString('base64url');
  const reply = await ask<ProblemDetails>(null, 'POST', `/respond/${surveyId}/sealed`, {
    keyId,
    token,
    signature,
    sealed,
  });
  expect([reply.status, reply.body.code]).toEqual([400, 'bad-seal']);
});

it('takes a frame by multipart, and refuses a retired division by row, in English too', async () => {
  const fine = await ask<FrameImport>('agency', 'POST', '/frame?dryRun=true', frame('231003'));
  expect(fine).toMatchObject({ status: 200, body: { dryRun: true, schools: 1, classes: 1 } });
  const headers = { 'accept-language': 'en' };
  const { status, body } = await ask<ProblemDetails>('agency', 'POST', '/frame', frame('231024'), headers);
  expect([status, body.code]).toEqual([422, 'bad-table']);
  expect(body.faults?.[0]).toMatchObject({ row: 2, value: '231024', rule: 'retired-division' });
  expect(body.faults?.[0]?.message).toContain('231086');
  expect(await app.get(RegistryService).frame()).toMatchObject([{ countyCode: '231002' }]);
  const missing = await ask<ProblemDetails>('agency', 'POST', '/frame', new FormData());
  expect(missing.status).toBeGreaterThanOrEqual(400);
  expect(missing.status).toBeLessThan(500);
});
