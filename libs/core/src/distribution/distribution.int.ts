import 'reflect-metadata';
import { Module, type INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { getConnectionToken } from '@nestjs/mongoose';
import type { Audience } from '@mingjian/contract/surveys';
import type { Connection } from 'mongoose';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { AuditService, IdentityModule, wholeCity, type Person } from '../identity';
import { PlatformModule, type Problem } from '../platform';
import { codeOf, problemOf } from '../platform/refusal.fixture';
import { useServers } from '../platform/servers.fixture';
import { publishReviewed } from '../surveys/publish-reviewed.fixture';
import { layField, samplingPlan } from './field.fixture';
import { CodeIssueService, DistributionModule, SampledSchoolsService, SamplesService } from './index';

@Module({ imports: [PlatformModule, IdentityModule, DistributionModule] })
class Root {}

let agency: Person;
let app: INestApplicationContext;
let connection: Connection;
let samples: SamplesService;
let codeIssue: CodeIssueService;
let cycleId: string;
let surveyIds: Record<Audience, string>;
const codes: string[] = [];

beforeAll(async () => {
  useServers('distribution-int', 6);
  process.env.PUBLIC_URL = 'https://mingjian.example.cn';
  app = await NestFactory.createApplicationContext(Root, { logger: ['error'], abortOnError: false });
  connection = app.get(getConnectionToken());
  samples = app.get(SamplesService);
  codeIssue = app.get(CodeIssueService);
  ({ agency, cycleId, surveyIds } = await layField(app));
});
afterAll(() => app.close());

describe('the sample and its codes', () => {
  it('needs a plan that fits the frame, and says why not', async () => {
    const problem = await problemOf(
      samples.draw(agency, cycleId, { ...samplingPlan, grades: [{ stage: 'senior', grade: 11 }] }),
    );
    expect(problem).toMatchObject({ status: 422, code: 'sample-not-drawable' });
    expect(problem.faults[0]).toMatchObject({ rule: 'stage-without-schools' });
    expect(await codeOf(samples.ofCycle(wholeCity, cycleId))).toBe('no-sample');
  });

  it('is drawn for the audiences with a survey, and may be drawn again', async () => {
    const first = await samples.draw(agency, cycleId, samplingPlan);
    expect(first).toMatchObject({ revision: 1, inUse: false });
    const sample = await samples.draw(agency, cycleId, { ...samplingPlan, seed: 2 }, first.revision);
    expect(sample.revision).toBe(2);
    expect(sample.strata).toEqual([
      expect.objectContaining({ countyCode: '231002', schoolsInFrame: 3, schoolsDrawn: 3, expanded: 3 }),
      expect.objectContaining({ countyCode: '231003', schoolsInFrame: 1, schoolsDrawn: 1, expanded: 1 }),
    ]);
    expect(sample.invited).toEqual([
      { audience: 'teacher', people: 40 },
      { audience: 'student', people: 21 + 22 + 23 + 24 },
    ]);
    const cells = await samples.cellsOfCycle(cycleId);
    expect(cells).toHaveLength(8);
    expect(cells.every((cell) => cell.surveyId === surveyIds[cell.audience])).toBe(true);
    expect(await connection.collection('samples').countDocuments()).toBe(1);
    expect(JSON.stringify(await connection.collection('cells').find().toArray())).not.toContain('2123900001');
  });

  it('by two people at once is drawn by one, and the other hears by whom and when', async () => {
    const { revision } = await samples.ofCycle(wholeCity, cycleId);
    const colleague = { ...agency, name: '李负责人' };
    const both = await Promise.allSettled([
      samples.draw(agency, cycleId, { ...samplingPlan, seed: 3 }, revision),
      samples.draw(colleague, cycleId, { ...samplingPlan, seed: 4 }, revision),
    ]);
    const [drawn] = both.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
    const [refused] = both.flatMap((each) => (each.status === 'rejected' ? [each.reason as Problem] : []));
    expect(refused).toMatchObject({ status: 409, code: 'edit-conflict' });
    expect(refused?.text.zh).toMatch(
      new RegExp(`^${drawn?.drawnBy}在 \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d .*抽样方案还在本页上`),
    );
    expect(await samples.ofCycle(wholeCity, cycleId)).toEqual(drawn);
    // Who knows of no sample replaces none.
    expect(await codeOf(samples.draw(agency, cycleId, samplingPlan))).toBe('edit-conflict');
  });

  it('lets the next school of the list stand in for one that cannot take part, with its reason', async () => {
    const schools = app.get(SampledSchoolsService);
    const { revision } = await samples.ofCycle(wholeCity, cycleId);
    const plan = { ...samplingPlan, takeAllUpTo: 1, minimumPerStratum: 1 };
    const drawn = await samples.draw(agency, cycleId, plan, revision);
    const [entry] = await schools.list(wholeCity, cycleId);
    if (!entry) throw new Error('no school was drawn');
    const [to] = entry.substitutes;
    expect(entry).toMatchObject({ school: entry.drawn, inclusionProbability: 1 / 3, replacements: [] });
    const before = await samples.ofCycle(wholeCity, cycleId);
    const reason = '学校正在搬迁';
    const replace = (schoolCode: string) => schools.replace(agency, cycleId, { schoolCode, reason });
    const twice = await Promise.allSettled([replace(entry.drawn.code), replace(entry.drawn.code)]);
    expect(twice.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect((await schools.list(wholeCity, cycleId))[0]).toMatchObject({
      drawn: entry.drawn,
      school: to,
      inclusionProbability: 1 / 3,
      replacements: [{ from: entry.drawn, to, reason, by: agency.name }],
    });
    const places = await connection.collection('cellPlaces').find({ cycleId }).toArray();
    expect(places.map((place): unknown => place['schoolCode'])).toContain(to?.code);
    expect(places.map((place): unknown => place['schoolCode'])).not.toContain(entry.drawn.code);
    const cells = (await samples.cellsOfCycle(cycleId)).filter(({ countyCode }) => countyCode === '231002');
    expect(cells.map(({ schoolWeight, schoolsInStratum }) => [schoolWeight, schoolsInStratum])).toEqual([
      [3, 3],
      [3, 3],
    ]);
    const after = await samples.ofCycle(wholeCity, cycleId);
    expect(after.strata).toEqual(before.strata);
    expect(after.invited).not.toEqual(before.invited);
    expect(await codeOf(replace(entry.drawn.code))).toBe('school-not-sampled');
    await replace(to?.code ?? '');
    expect(await codeOf(replace(entry.substitutes[1]?.code ?? ''))).toBe('no-substitute');
    expect((await app.get(AuditService).page(1)).entries[0]).toMatchObject({
      action: 'sample.replace',
      detail: { reason, from: to?.code, to: entry.substitutes[1]?.code },
    });
    // A draw that knows nothing of the replacements would undo them.
    const again = { ...samplingPlan, seed: 2 };
    expect(await codeOf(samples.draw(agency, cycleId, again, drawn.revision))).toBe('edit-conflict');
    await samples.draw(agency, cycleId, again, drawn.revision + 2);
  });

  it('belongs to the commissioned agency alone', async () => {
    const stranger: Person = { ...agency, agencyId: 'another' };
    expect(await codeOf(samples.draw(stranger, cycleId, samplingPlan))).toBe('cycle-unknown');
    expect(await codeOf(codeIssue.issue(stranger, surveyIds.student, '231002'))).toBe('survey-not-found');
    expect(await codeOf(publishReviewed(app, stranger, surveyIds.student))).toBe('survey-not-found');
  });

  it('gives codes of a published survey, once a county, and keeps only their hashes', async () => {
    expect(await codeOf(codeIssue.issue(agency, surveyIds.student, '231002'))).toBe('survey-state');
    for (const id of Object.values(surveyIds)) await publishReviewed(app, agency, id);
    expect(await codeOf(codeIssue.issue(agency, surveyIds.student, '231025'))).toBe('nothing-to-issue');
    vi.spyOn(app.get(AuditService), 'record').mockRejectedValueOnce(new Error('the disk is full'));
    await expect(codeIssue.issue(agency, surveyIds.student, '231002')).rejects.toThrow('the disk is full');
    for (const kept of ['codes', 'signingKeys'])
      expect(await connection.collection(kept).countDocuments()).toBe(0);
    const outcomes = await Promise.allSettled([
      codeIssue.issue(agency, surveyIds.student, '231002'),
      codeIssue.issue(agency, surveyIds.student, '231002'),
    ]);
    const [issued] = outcomes.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
    const [refused] = outcomes.flatMap((each) =>
      each.status === 'rejected' ? [each.reason as Problem] : [],
    );
    expect(refused?.code).toBe('codes-issued');
    expect(issued?.sheets.map((sheet) => [sheet.schoolName, sheet.slips.length])).toEqual([
      ['学校1', 21],
      ['学校2', 22],
      ['学校3', 23],
    ]);
    for (const { code, link } of issued?.sheets.flatMap((sheet) => sheet.slips) ?? []) {
      expect(link).toBe(`https://mingjian.example.cn/r/${surveyIds.student}#c=${code.replace('-', '')}`);
      codes.push(code);
    }
    const stored = await connection.collection('codes').find().toArray();
    expect(stored).toHaveLength(66);
    for (const code of stored)
      expect(Object.keys(code).sort()).toEqual(['_id', 'blinded', 'cellId', 'surveyId', 'used']);
    const text = JSON.stringify(stored);
    expect(codes.some((code) => text.includes(code) || text.includes(code.replace('-', '')))).toBe(false);
  });

  it('is fixed from then on', async () => {
    const before = await samples.cellsOfCycle(cycleId);
    expect(await codeOf(samples.draw(agency, cycleId, samplingPlan))).toBe('sample-in-use');
    const schools = app.get(SampledSchoolsService);
    const [entry] = await schools.list(wholeCity, cycleId);
    const input = { schoolCode: entry?.school.code ?? '', reason: '学校正在搬迁' };
    expect(await codeOf(schools.replace(agency, cycleId, input))).toBe('codes-issued');
    expect(await samples.cellsOfCycle(cycleId)).toEqual(before);
  });
});

it('the audit log tells of draws and issues, and of no code', async () => {
  const { entries } = await app.get(AuditService).page(1);
  const actions = entries.map((entry) => entry.action);
  expect(actions).toEqual(expect.arrayContaining(['sample.draw', 'codes.issue', 'survey.publish']));
  const text = JSON.stringify(entries);
  expect(codes.some((code) => text.includes(code))).toBe(false);
});
