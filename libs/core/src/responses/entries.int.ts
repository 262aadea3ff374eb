import 'reflect-metadata';
import { Module, type INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { getConnectionToken } from '@nestjs/mongoose';
import { enterResponse, submitResponse, type EnterResponse } from '@mingjian/contract/responses';
import type { Connection } from 'mongoose';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { CodeIssueService, SamplesService } from '../distribution';
import { layField, samplingPlan } from '../distribution/field.fixture';
import { AuditService, IdentityModule, type Person } from '../identity';
import { PlatformModule, today } from '../platform';
import { codeOf, problemOf } from '../platform/refusal.fixture';
import { useServers } from '../platform/servers.fixture';
import { SurveysService } from '../surveys';
import { publishReviewed } from '../surveys/publish-reviewed.fixture';
import { credentialFor } from './credential.fixture';
import { EntriesService, ResponsesModule, ResponsesService, StoredAnswersService } from './index';
import { nonceOf } from './submission-hash';

@Module({ imports: [PlatformModule, IdentityModule, ResponsesModule] })
class Root {}

let app: INestApplicationContext;
let connection: Connection;
let agency: Person;
let surveyId: string;
let versionId: string;
let codes: string[];
let entries: EntriesService;
let responses: ResponsesService;

beforeAll(async () => {
  useServers('entries-int', 9);
  app = await NestFactory.createApplicationContext(Root, { logger: ['error'], abortOnError: false });
  connection = app.get(getConnectionToken());
  entries = app.get(EntriesService);
  responses = app.get(ResponsesService);
  const field = await layField(app);
  agency = field.agency;
  surveyId = field.surveyIds.student;
  await app.get(SamplesService).draw(agency, field.cycleId, samplingPlan);
  await publishReviewed(app, agency, surveyId);
  const { sheets } = await app.get(CodeIssueService).issue(agency, surveyId, '231002');
  codes = sheets.flatMap(({ slips }) => slips.map(({ code }) => code));
  await app.get(SurveysService).open(agency, surveyId);
  ({ versionId } = await responses.form(surveyId));
});
afterAll(() => app.close());

async function paper(more: Partial<EnterResponse> = {}): Promise<EnterResponse> {
  const credential = await credentialFor(surveyId, codes.pop() ?? '', {
    check: (code) => responses.checkCode(surveyId, code, '10.0.0.1'),
    trade: (body) => responses.trade(surveyId, body, '10.0.0.1'),
  });
  const answers = { Q1: 4, D1: 2 };
  return { ...credential, versionId, language: 'zh-CN', answers, mode: 'paper', ...more };
}
const stored = () => connection.collection('responses').countDocuments();
const counts = () => connection.collection('entryCounts').find().sort({ _id: 1 }).toArray();

it('an entered answer carries its mode and no time, and counts once however often it is sent', async () => {
  const body = await paper();
  const replies = await Promise.all(Array.from({ length: 5 }, () => entries.enter(agency, surveyId, body)));
  for (const reply of replies) expect(reply).toMatchObject({ accepted: true });
  expect(await stored()).toBe(1);
  const answer = await connection.collection('responses').findOne({ nonce: nonceOf(body.token) });
  expect(answer).toMatchObject({ mode: 'paper', durations: {}, answers: { Q1: 4, D1: 2 } });
  expect(JSON.stringify(answer)).not.toContain(agency.email);
  expect(await counts()).toMatchObject([{ mode: 'paper', count: 1, day: today(), filed: false }]);
  expect(await codeOf(entries.enter(agency, surveyId, { ...body, mode: 'assisted' }))).toBe(
    'already-answered',
  );
  expect(await codeOf(responses.submit(surveyId, { ...body, durations: {} }))).toBe('already-answered');
  expect(await stored()).toBe(1);
});

it('paper and assisted answers are counted apart from those that came online', async () => {
  await entries.enter(agency, surveyId, await paper({ mode: 'assisted' }));
  const { keyId, token, signature, language, answers } = await paper();
  const online = { keyId, token, signature, versionId, language, answers };
  await responses.submit(surveyId, { ...online, durations: { Q1: 900 } });
  expect((await app.get(StoredAnswersService).countsByMode([surveyId])).get(surveyId)).toEqual({
    online: 1,
    open: 0,
    paper: 1,
    assisted: 1,
  });
  const times: unknown[] = [];
  for await (const { durations } of app.get(StoredAnswersService).answersOf(surveyId)) times.push(durations);
  expect(times.filter((each) => each === null)).toHaveLength(2);
  expect(times).toContainEqual({ Q1: 900 });
});

it('an answer of before there were modes counts as online', async () => {
  await connection.collection('responses').updateOne({ mode: 'online' }, { $unset: { mode: 1 } });
  expect((await app.get(StoredAnswersService).countsByMode([surveyId])).get(surveyId)).toMatchObject({
    online: 1,
  });
});

it('is refused like any other, naming item, value and rule, and nothing is counted', async () => {
  const before = [await stored(), await counts()];
  const problem = await problemOf(
    entries.enter(agency, surveyId, await paper({ answers: { Q1: 6, D1: 1 } })),
  );
  expect(problem).toMatchObject({ status: 400, code: 'invalid-answers' });
  expect(problem.faults).toMatchObject([{ field: 'Q1', value: '6', rule: 'choice-not-offered' }]);
  const forged = await paper({ signature: 'A'.repeat(342) });
  expect(await codeOf(entries.enter(agency, surveyId, forged))).toBe('bad-credential');
  const stranger = { ...agency, agencyId: 'another' };
  expect(await codeOf(entries.enter(stranger, surveyId, await paper()))).toBe('survey-not-found');
  expect([await stored(), await counts()]).toEqual(before);
});

it('a respondent cannot claim a mode, nor an entry a time', async () => {
  const { mode, ...body } = await paper();
  expect(submitResponse.safeParse({ ...body, durations: {}, mode }).success).toBe(false);
  expect(enterResponse.safeParse({ ...body, mode, durations: {} }).success).toBe(false);
  expect(enterResponse.safeParse({ ...body, mode: 'online' }).success).toBe(false);
});

it('the audit log tells of a day when it is over, once: who entered how many, of no code and no answer', async () => {
  const filed = async () =>
    (await app.get(AuditService).page(1)).entries.filter(({ action }) => action === 'responses.enter');
  await entries.fileDaysGoneBy();
  expect(await filed()).toEqual([]);
  await Promise.all([entries.fileDaysGoneBy('9999-12-31'), entries.fileDaysGoneBy('9999-12-31')]);
  await entries.fileDaysGoneBy('9999-12-31');
  const found = await filed();
  expect(found.map(({ actor, subject }) => [actor, subject])).toEqual([
    [agency.email, surveyId],
    [agency.email, surveyId],
  ]);
  expect(found.map(({ detail }) => detail)).toEqual(
    expect.arrayContaining([
      { day: today(), mode: 'paper', answers: 1 },
      { day: today(), mode: 'assisted', answers: 1 },
    ]),
  );
  expect(await app.get(AuditService).verdict()).toMatchObject({ intact: true });
});
