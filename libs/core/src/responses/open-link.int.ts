import 'reflect-metadata';
import { Module, type INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { getConnectionToken } from '@nestjs/mongoose';
import type { OpenCredential } from '@mingjian/contract/responses';
import type { Audience, PutOpenLinkTerms } from '@mingjian/contract/surveys';
import {
  beginCredential,
  finishCredential,
  keyFault,
  solveChallenge,
  type Credential,
} from '@mingjian/credential';
import type { Connection } from 'mongoose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CodeIssueService, SamplesService, SigningKeysService } from '../distribution';
import { layField, samplingPlan } from '../distribution/field.fixture';
import { IdentityModule, scopeOf, type Person } from '../identity';
import { Env, PlatformModule, Redis } from '../platform';
import { codeOf, problemOf } from '../platform/refusal.fixture';
import { useServers } from '../platform/servers.fixture';
import { OpenLinkTermsService, SurveysService } from '../surveys';
import { publishReviewed } from '../surveys/publish-reviewed.fixture';
import { credentialFor } from './credential.fixture';
import { OpenLinkService, ResponsesModule, ResponsesService, StoredAnswersService } from './index';
import { challengeKey, makeChallenge } from './proof-of-work';

@Module({ imports: [PlatformModule, IdentityModule, ResponsesModule] })
class Root {}

let agency: Person;
let app: INestApplicationContext;
let surveyIds: Record<Audience, string>;
let surveyId: string;
let code: string;
let secondCode: string;
const county = '231002';
const address = '10.0.0.1';

beforeAll(async () => {
  useServers('open-link-int', 10);
  app = await NestFactory.createApplicationContext(Root, { logger: ['error'], abortOnError: false });
  let cycleId: string;
  ({ agency, cycleId, surveyIds } = await layField(app));
  surveyId = surveyIds.student;
  await app.get(SamplesService).draw(agency, cycleId, samplingPlan);
  await publishReviewed(app, agency, surveyId);
  const { sheets } = await app.get(CodeIssueService).issue(agency, surveyId, county);
  [code = '', secondCode = ''] = sheets.flatMap(({ slips }) => slips.map((slip) => slip.code));
  const surveys = app.get(SurveysService);
  const { revision } = await surveys.get(scopeOf(agency), surveyId);
  await surveys.setOpenLink(agency, surveyId, { openLink: true, revision });
  await surveys.open(agency, surveyId);
});
afterAll(async () => {
  await app.get(Redis).flushdb();
  await app.close();
});

const door = () => app.get(OpenLinkService);
async function solved(countyCode = county): Promise<OpenCredential['solution']> {
  const { maxnumber, ...challenge } = (await door().challenge(surveyId, countyCode)).challenge;
  return { ...challenge, number: await solveChallenge({ ...challenge, maxnumber }) };
}
async function begun() {
  const { key } = await door().challenge(surveyId, county);
  return beginCredential(surveyId, key);
}

it('is decided before the survey opens', async () => {
  const surveys = app.get(SurveysService);
  const { revision } = await surveys.get(scopeOf(agency), surveyId);
  expect(await codeOf(surveys.setOpenLink(agency, surveyId, { openLink: false, revision }))).toBe(
    'survey-state',
  );
  const { openCounties } = await app.get(ResponsesService).form(surveyId);
  expect(openCounties).toHaveLength(10);
});

it('has its key in the published list', async () => {
  const { key } = await door().challenge(surveyId, county);
  const { keys, hash } = await app.get(ResponsesService).keyList(surveyId);
  expect(keyFault(surveyId, hash ?? '', keys, key)).toBeNull();
  expect(keys.filter(({ codes }) => codes === 0)).toHaveLength(10);
  expect(await codeOf(door().challenge(surveyId, '110000'))).toBe('no-open-link');
});

it('refuses a wrong solution and one used before, politely', async () => {
  const { blindedMessage } = await begun();
  const solution = await solved();
  const ask = (change: Partial<OpenCredential['solution']>) =>
    door().credential(
      surveyId,
      { countyCode: county, solution: { ...solution, ...change }, blindedMessage },
      address,
    );
  expect(await codeOf(ask({ number: solution.number + 1 }))).toBe('challenge-unsolved');
  const five = await Promise.allSettled(Array.from({ length: 5 }, () => ask({})));
  expect(five.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  expect(await codeOf(ask({}))).toBe('challenge-used');
  const [counter = ''] = await app.get(Redis).keys('attempts:open:*');
  expect(await app.get(Redis).get(counter)).toBe('1');
});

it('refuses a challenge of another survey and one that has expired', async () => {
  const foreign = await makeChallenge(challengeKey(app.get(Env).secret), surveyIds.teacher, 500);
  const expired = await makeChallenge(
    challengeKey(app.get(Env).secret),
    surveyId,
    500,
    Date.now() - 21 * 60_000,
  );
  const { blindedMessage } = await begun();
  for (const { maxnumber, ...challenge } of [foreign, expired]) {
    const solution = { ...challenge, number: await solveChallenge({ ...challenge, maxnumber }) };
    const body = { countyCode: county, solution, blindedMessage };
    expect(await codeOf(door().credential(surveyId, body, address))).toBe('challenge-unsolved');
  }
});

it('stores its answers in a cell that is none of the sample, and its credential passes for no other', async () => {
  const responses = app.get(ResponsesService);
  const blinding = await begun();
  const { blindSignature } = await door().credential(
    surveyId,
    { countyCode: county, solution: await solved(), blindedMessage: blinding.blindedMessage },
    address,
  );
  const open = await finishCredential(blinding, blindSignature);
  const own = await credentialFor(surveyId, code, {
    check: (typed) => responses.checkCode(surveyId, typed, address),
    trade: (body) => responses.trade(surveyId, body, address),
  });
  const { versionId } = await responses.form(surveyId);
  const content = { versionId, language: 'zh-CN' as const, answers: { Q1: 4, D1: 2 }, durations: {} };
  const submit = (credential: typeof open) => responses.submit(surveyId, { ...credential, ...content });
  expect(await codeOf(submit({ ...open, keyId: own.keyId }))).toBe('bad-credential');
  expect(await codeOf(submit({ ...own, keyId: open.keyId }))).toBe('bad-credential');
  expect(await submit(open)).toMatchObject({ accepted: true });
  const cells = await app.get(SigningKeysService).openCells(surveyId);
  const cellIds: string[] = [];
  for await (const row of app.get(StoredAnswersService).answersOf(surveyId)) cellIds.push(row.cellId);
  expect(cellIds).toEqual([cells.find(({ countyCode }) => countyCode === county)?.cellId]);
});

it('keeps of a used solution a hash and a day: no address, no time of the day', async () => {
  const kept = await app
    .get<Connection>(getConnectionToken())
    .collection<{ _id: string; goneAfter: Date }>('usedSolutions')
    .find()
    .toArray();
  expect(kept.length).toBeGreaterThan(0);
  for (const each of kept) {
    expect(Object.keys(each).sort()).toEqual(['_id', 'goneAfter']);
    expect(each.goneAfter.toISOString()).toMatch(/T00:00:00\.000Z$/);
  }
});

describe('a quota of a county', () => {
  const other = '231003';
  const terms = () => app.get(OpenLinkTermsService);
  const put = async (change: Partial<PutOpenLinkTerms>) => {
    const { taking, quotas, closingText, revision } = await terms().of(surveyId);
    return terms().put(agency, surveyId, { taking, quotas, closingText, revision, ...change });
  };
  /** Through the door, as a phone does. */
  async function admitted(countyCode: string): Promise<Credential> {
    const { key } = await door().challenge(surveyId, countyCode);
    const blinding = await beginCredential(surveyId, key);
    const body = { countyCode, solution: await solved(countyCode), blindedMessage: blinding.blindedMessage };
    return finishCredential(blinding, (await door().credential(surveyId, body, address)).blindSignature);
  }
  /** As if admitted before: signed without the work. */
  async function credentialOf(countyCode: string): Promise<Credential> {
    const { key } = await door().challenge(surveyId, countyCode);
    const blinding = await beginCredential(surveyId, key);
    const signature = await app.get(SigningKeysService).sign(key.id, blinding.blindedMessage);
    return finishCredential(blinding, signature ?? '');
  }
  async function handIn(credential: Credential): Promise<unknown> {
    const { versionId } = await app.get(ResponsesService).form(surveyId);
    const content = { versionId, language: 'zh-CN' as const, answers: { Q1: 4, D1: 2 }, durations: {} };
    return app.get(ResponsesService).submit(surveyId, { ...credential, ...content });
  }
  const received = async (countyCode: string) =>
    (await door().received([surveyId])).find((each) => each.countyCode === countyCode)?.received;

  it('is refused for a county that there is not, on what has changed, and to another agency', async () => {
    const input = { taking: true, closingText: { zh: '', en: '' }, revision: 0 };
    const unknown = { ...input, quotas: [{ countyCode: '999999', quota: 10 }] };
    const problem = await problemOf(terms().put(agency, surveyId, unknown));
    expect(problem.code).toBe('bad-quotas');
    expect(problem.faults).toMatchObject([{ field: 'quotas.0.countyCode', rule: 'county-unknown' }]);
    await put({ quotas: [{ countyCode: other, quota: 10 }], closingText: { zh: '本县够了，谢谢', en: '' } });
    expect(await codeOf(terms().put(agency, surveyId, { ...input, quotas: [] }))).toBe('edit-conflict');
    const stranger = { ...agency, agencyId: 'another' };
    expect(await codeOf(terms().put(stranger, surveyId, { ...input, revision: 1, quotas: [] }))).toBe(
      'survey-not-found',
    );
  });

  it('closes the door to newcomers alone, in the words of the agency; who has begun hands in, and nothing is lost', async () => {
    const before = await Promise.all(Array.from({ length: 12 }, () => credentialOf(other)));
    const inTheMiddle = [await admitted(other), ...before.slice(9)];
    const early = await solved(other);
    for (const credential of before.slice(0, 9)) await handIn(credential);
    const lastNewcomer = await admitted(other);
    await handIn(lastNewcomer);
    expect(await received(other)).toBe(10);
    const refusal = await problemOf(door().challenge(surveyId, other));
    expect([refusal.code, refusal.text.zh]).toEqual(['open-link-full', '本县够了，谢谢']);
    expect(refusal.text.en).toContain('enough answers');
    const { blindedMessage } = await begun();
    const late = { countyCode: other, solution: early, blindedMessage };
    expect(await codeOf(door().credential(surveyId, late, address))).toBe('open-link-full');
    await Promise.all(inTheMiddle.map(handIn));
    expect(await received(other)).toBe(14);
    expect(await door().challenge(surveyId, county)).toBeDefined();
  });

  it('lets people in again when it is raised, and nobody anywhere while the open link is stopped', async () => {
    await put({ quotas: [{ countyCode: other, quota: 15 }] });
    await handIn(await admitted(other));
    expect(await codeOf(door().challenge(surveyId, other))).toBe('open-link-full');
    await put({ quotas: [], taking: false });
    expect(await codeOf(door().challenge(surveyId, county))).toBe('open-link-stopped');
    expect(await app.get(ResponsesService).checkCode(surveyId, secondCode, address)).toBeDefined();
    await put({ taking: true });
    expect(await door().challenge(surveyId, other)).toBeDefined();
  });
});

it('says politely that the survey is paused or has closed', async () => {
  const surveys = app.get(SurveysService);
  await surveys.pause(agency, surveyId);
  expect(await codeOf(door().challenge(surveyId, county))).toBe('survey-not-open');
  await surveys.resume(agency, surveyId);
  await surveys.close(agency, surveyId);
  expect(await codeOf(door().challenge(surveyId, county))).toBe('survey-closed');
});
