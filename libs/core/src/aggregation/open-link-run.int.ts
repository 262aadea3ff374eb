import 'reflect-metadata';
import { Module, type INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { Result, WeightingPlan } from '@mingjian/contract/aggregation';
import { beginCredential, finishCredential, type Credential } from '@mingjian/credential';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { CodeIssueService, SamplesService, SigningKeysService } from '../distribution';
import { layField, samplingPlan } from '../distribution/field.fixture';
import { CyclesModule } from '../cycles';
import { IdentityModule, scopeOf, type Person } from '../identity';
import { PlatformModule, Redis } from '../platform';
import { useServers } from '../platform/servers.fixture';
import { ResponsesService } from '../responses';
import { credentialFor } from '../responses/credential.fixture';
import { SurveysService } from '../surveys';
import { publishReviewed } from '../surveys/publish-reviewed.fixture';
import {
  AggregationModule,
  OpenTextsService,
  ReplayService,
  type ReplayPart,
  resultHash,
  RunsService,
  RunWork,
  WeightingPlansService,
} from './index';
import { laxScreens, plainPlan } from './weighting-plan.fixture';

@Module({ imports: [PlatformModule, IdentityModule, CyclesModule, AggregationModule] })
class Root {}

let agency: Person;
let app: INestApplicationContext;
let cycleId: string;
let surveyId: string;
let versionId: string;
let codes: string[];
const county = '231002';
const address = '10.0.0.1';
const plan: WeightingPlan = { ...plainPlan, screens: laxScreens };

beforeAll(async () => {
  useServers('open-link-run-int', 8);
  app = await NestFactory.createApplicationContext(Root, { logger: ['error'], abortOnError: false });
  let surveyIds: Record<string, string>;
  ({ agency, cycleId, surveyIds } = await layField(app));
  surveyId = surveyIds.student ?? '';
  await app.get(SamplesService).draw(agency, cycleId, samplingPlan);
  for (const id of Object.values(surveyIds)) await publishReviewed(app, agency, id);
  const { sheets } = await app.get(CodeIssueService).issue(agency, surveyId, county);
  codes = sheets.flatMap(({ slips }) => slips.map(({ code }) => code));
  await app.get(WeightingPlansService).put(agency, cycleId, plan);
  const surveys = app.get(SurveysService);
  const { revision } = await surveys.get(scopeOf(agency), surveyId);
  await surveys.setOpenLink(agency, surveyId, { openLink: true, revision });
  await surveys.open(agency, surveyId);
  ({ versionId } = await app.get(ResponsesService).form(surveyId));
  // Every third code of every class, so that no school and no class is left out.
  for (const code of codes.filter((_, at) => at % 3 === 0)) await handIn(await byCode(code), 4);
});
afterAll(async () => {
  await app.get(Redis).flushdb();
  await app.close();
});

function byCode(code: string): Promise<Credential> {
  const responses = app.get(ResponsesService);
  return credentialFor(surveyId, code, {
    check: (typed) => responses.checkCode(surveyId, typed, address),
    trade: (body) => responses.trade(surveyId, body, address),
  });
}

/** Signed under the county's open key; the proof of work before it has tests of its own. */
async function withoutCode(): Promise<Credential> {
  const keys = app.get(SigningKeysService);
  const key = await keys.ofOpenCounty(surveyId, county);
  if (!key) throw new Error('the county has no open key');
  const blinding = await beginCredential(surveyId, key);
  return finishCredential(blinding, (await keys.sign(key.id, blinding.blindedMessage)) ?? '');
}

async function handIn(credential: Credential, satisfaction: number): Promise<void> {
  const content = { versionId, language: 'zh-CN' as const, durations: { Q1: 3000 } };
  const answers = { Q1: satisfaction, D1: 1, W1: '写在开放链接里' };
  await app.get(ResponsesService).submit(surveyId, { ...credential, ...content, answers });
}

/** What the worker does for a run, job by job. */
async function resultOfRun(): Promise<{ result: Result; runId: string; answers: number }> {
  const runs = app.get(RunsService);
  const work = app.get(RunWork);
  const run = await runs.start(agency, cycleId, { reports: false });
  await work.freeze(run.id);
  for (const { countyCode, audience } of run.parts) await work.estimate(run.id, { countyCode, audience });
  await work.join(run.id);
  const { watermark } = await runs.get(agency, run.id);
  const result = (await runs.resultsOf(agency, run.id)).find(({ countyCode }) => countyCode === county);
  if (!result) throw new Error('the run has no result');
  return { result, runId: run.id, answers: watermark.answers };
}

const withoutTimes = ({
  id: _id,
  runId: _runId,
  createdAt: _at,
  hash: _hash,
  openLink: _open,
  ...rest
}: Result) => rest;

it('changes no number of the sample, is withheld of few people, and is counted in the snapshot of the run', async () => {
  const before = await resultOfRun();
  expect(before.result.openLink).toBeNull();
  expect(before.result.estimates[0]?.estimate).toBe(75);
  for (let people = 0; people < 9; people += 1) await handIn(await withoutCode(), 5);
  const few = await resultOfRun();
  expect(few.result.openLink).toEqual({ evidence: 'open-link', answers: null, index: null, top2: null });
  await handIn(await withoutCode(), 1);
  const enough = await resultOfRun();
  expect(enough.result.openLink).toMatchObject({ evidence: 'open-link', answers: 10, index: 90, top2: 90 });
  expect(enough.answers).toBe(before.answers + 10);
  for (const { result } of [few, enough]) {
    expect(withoutTimes(result)).toEqual(withoutTimes(before.result));
    expect(resultHash({ ...result, openLink: null })).toBe(before.result.hash);
    expect(result.hash).not.toBe(before.result.hash);
  }
});

it('gives the same bytes again from the same answers, which lie in a replay table of their own', async () => {
  const [one, two] = [await resultOfRun(), await resultOfRun()];
  expect(one.result.hash).toBe(two.result.hash);
  const found: ReplayPart[] = [];
  for await (const part of app.get(ReplayService).partsOf(agency, two.runId))
    if (part.result.countyCode === county) found.push(part);
  expect(found.map(({ table }) => table.rows)).toEqual([one.result.answered]);
  const [open] = found.map(({ openLink }) => openLink);
  expect(open?.rows).toBe(10);
  const names = open?.columns.map(({ name }) => name);
  expect(names).toEqual(['base_weight', 'Q1', 'D1', 'index.audience', 'top2.audience']);
  // In an order of their content: the one who came last is the first row.
  const said = open?.columns.find(({ name }) => name === 'Q1');
  expect(Array.from({ length: 10 }, (_, row) => said?.value(row))).toEqual([1, ...Array<number>(9).fill(5)]);
});

it('keeps what was written by it apart from the texts of the sample', async () => {
  const { runId } = await resultOfRun();
  const [ofSample, ofLink] = await app.get(OpenTextsService).of(runId, county);
  expect(ofSample?.texts).toHaveLength(codes.filter((_, at) => at % 3 === 0).length);
  expect(ofSample?.evidence).toBeUndefined();
  expect(ofLink).toMatchObject({ audience: 'student', evidence: 'open-link' });
  expect(ofLink?.texts).toHaveLength(10);
});
