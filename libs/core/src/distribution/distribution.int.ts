import 'reflect-metadata';
import { Module, type INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { getConnectionToken } from '@nestjs/mongoose';
import type { SamplingPlan } from '@mingjian/contract/distribution';
import type { Audience, CreateSurvey } from '@mingjian/contract/surveys';
import type { Connection } from 'mongoose';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { AgenciesService, CyclesService } from '../cycles';
import { AuditService, IdentityModule, wholeCity, type Person } from '../identity';
import { PlatformModule, Problem } from '../platform';
import { RegistryService } from '../registry';
import { SurveysService } from '../surveys';
import { DistributionModule, DistributionService } from './index';

@Module({ imports: [PlatformModule, IdentityModule, DistributionModule] })
class Root {}

const person = { id: 'p1', name: '王工', email: 'p@x.cn', agencyId: null, countyCode: null };
const office: Person = { ...person, role: 'office' };
let agency: Person;
const plan: SamplingPlan = {
  seed: 1,
  grades: [{ stage: 'primary', grade: 5 }],
  takeAllUpTo: 3,
  minimumPerStratum: 3,
  fraction: 0.3,
  classesPerGrade: 1,
  teachersPerSchool: 10,
};

let app: INestApplicationContext;
let connection: Connection;
let distribution: DistributionService;
let surveys: SurveysService;
let cycleId: string;
const surveyIds = {} as Record<Audience, string>;
const codes: string[] = [];

const choice = (name: string, values: number[]) => ({
  type: 'radiogroup',
  name,
  title: { 'zh-cn': name, en: name },
  isRequired: true,
  choices: values,
});
const item = (code: string, role: CreateSurvey['items'][number]['role']): CreateSurvey['items'][number] => ({
  code,
  role,
  text: { zh: code, en: code },
  dimension: role === 'scored' ? 'overall' : null,
  indicatorCode: null,
  correctValue: null,
});
const draft = (audience: Audience): CreateSurvey => ({
  cycleId,
  audience,
  title: { zh: '问卷', en: 'Survey' },
  json: {
    elements: [
      choice('Q1', [1, 2, 3, 4, 5, 0]),
      choice('D1', [1, 2]),
      { type: 'comment', name: 'W1', maxLength: 20, title: { 'zh-cn': '建议', en: 'Advice' } },
    ],
  },
  items: [item('Q1', 'scored'), item('D1', 'demographic'), item('W1', 'open')],
});

beforeAll(async () => {
  process.env.MONGODB_URI = inject('mongodbUri').replace(/\/[^/?]*\?/, '/distribution-int?');
  process.env.REDIS_URL = inject('redisUrl').replace(/(:\d+)(\/\d+)?$/, '$1/6');
  process.env.MINGJIAN_SECRET = 'a secret of the distribution tests, 32 characters';
  process.env.PUBLIC_URL = 'https://mingjian.example.cn';
  app = await NestFactory.createApplicationContext(Root, { logger: ['error'], abortOnError: false });
  connection = app.get(getConnectionToken());
  distribution = app.get(DistributionService);
  surveys = app.get(SurveysService);
  const { id: agencyId } = await app.get(AgenciesService).create('机构');
  agency = { ...person, role: 'agency', agencyId };
  const cycles = app.get(CyclesService);
  const cycle = await cycles.open(office, {
    year: 2021,
    title: { zh: '2021', en: '' },
    focus: '',
    milestones: [],
  });
  cycleId = cycle.id;
  await cycles.commission(office, cycleId, agencyId);
  const rows = [1, 2, 3, 4].map(
    (at) => `212390000${at},学校${at},${at === 4 ? 231003 : 231002},小学,城区,15,90`,
  );
  const classes = [1, 2, 3, 4].flatMap((at) => [1, 2].map((each) => `212390000${at},5,${each}班,${20 + at}`));
  await app.get(RegistryService).importFrame(
    agency,
    {
      schools: Buffer.from(['code,name,county_code,stage,area,teachers,pupils', ...rows].join('\n')),
      classes: Buffer.from(['school_code,grade,class,pupils', ...classes].join('\n')),
    },
    false,
  );
  for (const audience of ['teacher', 'student'] as const)
    surveyIds[audience] = (await surveys.create(agency, draft(audience))).id;
});
afterAll(() => app.close());

async function problemOf(work: Promise<unknown>): Promise<Problem> {
  try {
    await work;
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}
const codeOf = async (work: Promise<unknown>) => (await problemOf(work)).code;

describe('the sample and its codes', () => {
  it('needs a plan that fits the frame, and says why not', async () => {
    const problem = await problemOf(
      distribution.draw(agency, cycleId, { ...plan, grades: [{ stage: 'senior', grade: 11 }] }),
    );
    expect(problem).toMatchObject({ status: 422, code: 'sample-not-drawable' });
    expect(problem.faults[0]).toMatchObject({ rule: 'stage-without-schools' });
    expect(await codeOf(distribution.sample(wholeCity, cycleId))).toBe('no-sample');
  });

  it('is drawn for the audiences with a survey, and may be drawn again', async () => {
    await distribution.draw(agency, cycleId, plan);
    const sample = await distribution.draw(agency, cycleId, { ...plan, seed: 2 });
    expect(sample.strata).toEqual([
      expect.objectContaining({ countyCode: '231002', schoolsInFrame: 3, schoolsDrawn: 3, expanded: 3 }),
      expect.objectContaining({ countyCode: '231003', schoolsInFrame: 1, schoolsDrawn: 1, expanded: 1 }),
    ]);
    expect(sample.invited).toEqual([
      { audience: 'teacher', people: 40 },
      { audience: 'student', people: 21 + 22 + 23 + 24 },
    ]);
    const cells = await distribution.cellsOfCycle(cycleId);
    expect(cells).toHaveLength(8);
    expect(cells.every((cell) => cell.surveyId === surveyIds[cell.audience])).toBe(true);
    expect(await connection.collection('samples').countDocuments()).toBe(1);
    expect(JSON.stringify(await connection.collection('cells').find().toArray())).not.toContain('2123900001');
  });

  it('belongs to the commissioned agency alone', async () => {
    const stranger: Person = { ...agency, agencyId: 'another' };
    expect(await codeOf(distribution.draw(stranger, cycleId, plan))).toBe('cycle-unknown');
    expect(await codeOf(distribution.issue(stranger, surveyIds.student, '231002'))).toBe('survey-not-found');
    expect(await codeOf(surveys.publish(stranger, surveyIds.student))).toBe('survey-not-found');
  });

  it('gives codes of a published survey, once a county, and keeps only their hashes', async () => {
    expect(await codeOf(distribution.issue(agency, surveyIds.student, '231002'))).toBe('survey-state');
    for (const id of Object.values(surveyIds)) await surveys.publish(agency, id);
    expect(await codeOf(distribution.issue(agency, surveyIds.student, '231025'))).toBe('nothing-to-issue');
    const outcomes = await Promise.allSettled([
      distribution.issue(agency, surveyIds.student, '231002'),
      distribution.issue(agency, surveyIds.student, '231002'),
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
      expect(Object.keys(code).sort()).toEqual(['_id', 'cellId', 'surveyId', 'used']);
    const text = JSON.stringify(stored);
    expect(codes.some((code) => text.includes(code) || text.includes(code.replace('-', '')))).toBe(false);
  });

  it('is fixed from then on', async () => {
    const before = await distribution.cellsOfCycle(cycleId);
    expect(await codeOf(distribution.draw(agency, cycleId, plan))).toBe('sample-in-use');
    expect(await distribution.cellsOfCycle(cycleId)).toEqual(before);
  });
});

it('the audit log tells of draws and issues, and of no code', async () => {
  const { entries } = await app.get(AuditService).page(1);
  const actions = entries.map((entry) => entry.action);
  expect(actions).toEqual(expect.arrayContaining(['sample.draw', 'codes.issue', 'survey.publish']));
  const text = JSON.stringify(entries);
  expect(codes.some((code) => text.includes(code))).toBe(false);
});
