import 'reflect-metadata';
import { Module, type INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { getConnectionToken } from '@nestjs/mongoose';
import type { OpenCredential } from '@mingjian/contract/responses';
import type { Audience } from '@mingjian/contract/surveys';
import { beginCredential, finishCredential, keyFault, solveChallenge } from '@mingjian/credential';
import type { Connection } from 'mongoose';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { DistributionService, SigningKeysService } from '../distribution';
import { layField, samplingPlan } from '../distribution/field.fixture';
import { IdentityModule, scopeOf, type Person } from '../identity';
import { PlatformModule, Redis } from '../platform';
import { codeOf } from '../platform/refusal.fixture';
import { useServers } from '../platform/servers.fixture';
import { SurveysService } from '../surveys';
import { publishReviewed } from '../surveys/publish-reviewed.fixture';
import { credentialFor } from './credential.fixture';
import { OpenLinkService, ResponsesModule, ResponsesService } from './index';

@Module({ imports: [PlatformModule, IdentityModule, ResponsesModule] })
class Root {}

let agency: Person;
let app: INestApplicationContext;
let surveyIds: Record<Audience, string>;
let surveyId: string;
let code: string;
const county = '231002';
const address = '10.0.0.1';

beforeAll(async () => {
  useServers('open-link-int', 10);
  app = await NestFactory.createApplicationContext(Root, { logger: ['error'], abortOnError: false });
  let cycleId: string;
  ({ agency, cycleId, surveyIds } = await layField(app));
  surveyId = surveyIds.student;
  await app.get(DistributionService).draw(agency, cycleId, samplingPlan);
  await publishReviewed(app, agency, surveyId);
  const { sheets } = await app.get(DistributionService).issue(agency, surveyId, county);
  code = sheets[0]?.slips[0]?.code ?? '';
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
async function solved(): Promise<OpenCredential['solution']> {
  const { maxnumber, ...challenge } = (await door().challenge(surveyId, county)).challenge;
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
  for await (const row of responses.answersOf(surveyId)) cellIds.push(row.cellId);
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
