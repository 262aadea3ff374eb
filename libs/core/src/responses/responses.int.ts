import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { Module, type INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { getConnectionToken } from '@nestjs/mongoose';
import type { SubmitResponse } from '@mingjian/contract/responses';
import type { Audience } from '@mingjian/contract/surveys';
import type { Connection } from 'mongoose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BoardService } from '../cycles';
import { DistributionService } from '../distribution';
import { layField, office, samplingPlan } from '../distribution/field.fixture';
import { IdentityModule, wholeCity, type Person } from '../identity';
import { PlatformModule, Redis } from '../platform';
import { codeOf, problemOf } from '../platform/refusal.fixture';
import { useServers } from '../platform/servers.fixture';
import { SurveysService } from '../surveys';
import { publishReviewed } from '../surveys/publish-reviewed.fixture';
import { ResponsesModule, ResponsesService } from './index';

@Module({ imports: [PlatformModule, IdentityModule, ResponsesModule] })
class Root {}

let agency: Person;
let app: INestApplicationContext;
let connection: Connection;
let responses: ResponsesService;
let distribution: DistributionService;
let surveys: SurveysService;
let cycleId: string;
let surveyIds: Record<Audience, string>;
const codes: string[] = [];

beforeAll(async () => {
  useServers('responses-int', 7);
  app = await NestFactory.createApplicationContext(Root, { logger: ['error'], abortOnError: false });
  connection = app.get(getConnectionToken());
  responses = app.get(ResponsesService);
  distribution = app.get(DistributionService);
  surveys = app.get(SurveysService);
  ({ agency, cycleId, surveyIds } = await layField(app));
  await distribution.draw(agency, cycleId, samplingPlan);
  for (const id of Object.values(surveyIds)) await publishReviewed(app, agency, id);
  const { sheets } = await distribution.issue(agency, surveyIds.student, '231002');
  codes.push(...sheets.flatMap((sheet) => sheet.slips.map((slip) => slip.code)));
});
afterAll(async () => {
  await app.get(Redis).flushdb();
  await app.close();
});

const submission = (code: string, more: Partial<SubmitResponse> = {}): SubmitResponse => ({
  submissionId: randomUUID(),
  versionId,
  code,
  language: 'zh-CN',
  answers: { Q1: 4, D1: 2, W1: '好' },
  durations: { Q1: 2500, D1: 900 },
  ...more,
});
let versionId: string;
const submit = (body: SubmitResponse) => responses.submit(surveyIds.student, body, '10.0.0.1');
async function stored(): Promise<[answers: number, used: number]> {
  return [
    await connection.collection('responses').countDocuments(),
    await connection.collection('codes').countDocuments({ used: true }),
  ];
}

describe('answers', () => {
  it('wait until the survey is open', async () => {
    const form = await responses.form(surveyIds.student);
    versionId = form.versionId;
    expect(form).toMatchObject({
      status: 'published',
      audience: 'student',
      json: { elements: expect.any(Array) as [] },
    });
    expect(await codeOf(submit(submission(codes[0] ?? '')))).toBe('survey-not-open');
    expect(await codeOf(responses.form('absent'))).toBe('survey-not-found');
    for (const id of Object.values(surveyIds)) await surveys.open(agency, id);
    expect(await responses.checkCode(surveyIds.student, codes[0]?.toLowerCase() ?? '', '10.0.0.1')).toEqual({
      usable: true,
    });
    expect(await stored()).toEqual([0, 0]);
  });

  it('of the same submission sent five times at once are stored once, and all hear the same', async () => {
    const body = submission(codes[0] ?? '');
    const replies = await Promise.all(Array.from({ length: 5 }, () => submit(body)));
    expect(new Set(replies.map((reply) => JSON.stringify(reply))).size).toBe(1);
    expect(replies[0]).toMatchObject({ accepted: true });
    expect(await stored()).toEqual([1, 1]);
    // Again, later, in another order of members.
    expect(await submit({ ...body, answers: { W1: '好', D1: 2, Q1: 4 } })).toEqual(replies[0]);
    expect(await stored()).toEqual([1, 1]);
    expect(await codeOf(submit({ ...body, answers: { Q1: 1, D1: 1 } }))).toBe('already-answered');
    expect(await codeOf(submit({ ...body, submissionId: randomUUID() }))).toBe('code-used');
    expect(await codeOf(responses.checkCode(surveyIds.student, body.code, '10.0.0.1'))).toBe('code-used');
    expect(await stored()).toEqual([1, 1]);
  });

  it('of one code by ten phones at once are taken from one', async () => {
    const outcomes = await Promise.allSettled(
      Array.from({ length: 10 }, () => submit(submission(codes[1] ?? ''))),
    );
    expect(outcomes.filter((each) => each.status === 'fulfilled')).toHaveLength(1);
    for (const each of outcomes)
      if (each.status === 'rejected') expect(each.reason).toMatchObject({ code: 'code-used' });
    expect(await stored()).toEqual([2, 2]);
  });

  it('carry a random id, the day, a cell, and 0 for not applicable; nothing leads back to the code', async () => {
    const body = submission(codes[2] ?? '', { answers: { Q1: 0, D1: 1 }, durations: {} });
    await submit(body);
    const [answer] = await connection
      .collection<{ _id: string; cellId: string; day: string; answers: object }>('responses')
      .find({ submissionId: body.submissionId })
      .toArray();
    expect(answer?._id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4/);
    expect(answer?.day).toMatch(/^\d{4}-\d\d-\d\d$/);
    expect(answer?.answers).toEqual({ Q1: 0, D1: 1 });
    expect(Object.keys(answer ?? {}).sort()).toEqual([
      '_id',
      'answers',
      'bodyHash',
      'cellId',
      'day',
      'durations',
      'language',
      'submissionId',
      'surveyId',
      'versionId',
    ]);
    const cell = await connection.collection<{ _id: string }>('cells').findOne({ _id: answer?.cellId ?? '' });
    expect(cell).toMatchObject({ surveyId: surveyIds.student });
    const usedCodes = await connection.collection('codes').find({ used: true }).toArray();
    const text = JSON.stringify(answer);
    expect(usedCodes.some((code) => text.includes(String(code._id)))).toBe(false);
  });

  it.each([
    ['an unknown code', { code: 'AAAAA-AAAAB' }, 'code-unknown', 404],
    ['no code at all', { code: '   ' }, 'code-unknown', 404],
    ['a version that is not the published one', { versionId: 'old' }, 'version-changed', 409],
  ] as const)('are refused with %s', async (_what, more, code, status) => {
    const before = await stored();
    expect(await problemOf(submit(submission(codes[5] ?? '', more)))).toMatchObject({ code, status });
    expect(await stored()).toEqual(before);
  });

  it.each([
    ['a choice not offered', { Q1: 6, D1: 1 }, 'Q1'],
    ['a wrong type', { Q1: '4', D1: 1 }, 'Q1'],
    ['an object', { Q1: { $gt: 0 }, D1: 1 }, 'Q1'],
    ['a missing required answer', { Q1: 4 }, 'D1'],
    ['a text too long', { Q1: 4, D1: 1, W1: '长'.repeat(21) }, 'W1'],
    ['an extra field', { Q1: 4, D1: 1, isAdmin: true }, 'isAdmin'],
    ['a name of the prototype', JSON.parse('{"Q1":4,"D1":1,"__proto__x":1}') as object, '__proto__x'],
  ] as const)('are refused with %s, naming the item', async (_what, answers, field) => {
    const before = await stored();
    const problem = await problemOf(submit(submission(codes[5] ?? '', { answers: { ...answers } })));
    expect(problem).toMatchObject({ status: 400, code: 'invalid-answers' });
    expect(problem.faults.map((fault) => fault.field)).toEqual([field]);
    expect(problem.faults[0]?.message.zh).not.toBe('');
    expect(JSON.stringify(problem)).not.toContain('长长');
    expect(await stored()).toEqual(before);
  });

  it('are refused with times of unknown questions', async () => {
    const problem = await problemOf(submit(submission(codes[5] ?? '', { durations: { Q9: 1 } })));
    expect(problem.faults[0]?.field).toBe('Q9');
    expect(await stored()).toEqual([3, 3]);
  });

  it('are refused with a code of another survey', async () => {
    const body = submission(codes[5] ?? '');
    const { versionId: other } = await responses.form(surveyIds.teacher);
    const work = responses.submit(surveyIds.teacher, { ...body, versionId: other }, '10.0.0.1');
    expect(await problemOf(work)).toMatchObject({ status: 409, code: 'code-foreign' });
    expect(await stored()).toEqual([3, 3]);
  });

  it('of a whole class with typing errors pass; a search for codes from one address is stopped', async () => {
    const wrong = (address: string) => responses.checkCode(surveyIds.student, 'AAAAA-AAAAB', address);
    for (let at = 0; at < 60; at += 1) expect(await codeOf(wrong('10.0.0.2'))).toBe('code-unknown');
    const attack = await Promise.all(Array.from({ length: 700 }, () => codeOf(wrong('10.0.0.3'))));
    expect(new Set(attack)).toContain('code-unknown');
    const blocked = await problemOf(wrong('10.0.0.3'));
    expect(blocked).toMatchObject({
      status: 429,
      code: 'too-many-codes',
      retryAfter: expect.any(Number) as number,
    });
    expect(await codeOf(wrong('10.0.0.2'))).toBe('code-unknown');
    expect(await app.get(Redis).keys('*10.0.0.3*')).toEqual([]);
  });

  it('of a whole class at once are all stored, though one of them has a used code', async () => {
    const before = await stored();
    const sent = [...codes.slice(20, 50), codes[1] ?? ''].map((code) => submit(submission(code)));
    const outcomes = await Promise.allSettled(sent);
    expect(outcomes.filter((each) => each.status === 'fulfilled')).toHaveLength(30);
    expect(outcomes[30]).toMatchObject({ status: 'rejected', reason: { code: 'code-used' } });
    expect(await stored()).toEqual(before.map((count) => count + 30));
  });

  it('are read back for the aggregation, also as of one moment', async () => {
    const session = await connection.startSession({ snapshot: true });
    const read = async () => {
      const rows: object[] = [];
      for await (const row of responses.answersOf(surveyIds.student, session)) rows.push(row);
      return rows;
    };
    try {
      const rows = await read();
      expect(rows).toHaveLength(33);
      expect(Object.keys(rows[0] ?? {}).sort()).toEqual(['answers', 'cellId', 'durations']);
      await submit(submission(codes[6] ?? ''));
      expect(await read()).toHaveLength(33);
    } finally {
      await session.endSession();
    }
    expect(await responses.countOfSurveys(Object.values(surveyIds))).toBe(34);
  });

  it('are counted for the fieldwork and the board', async () => {
    const fieldwork = await distribution.fieldwork(wholeCity, cycleId);
    expect(fieldwork.rows).toContainEqual({
      countyCode: '231002',
      audience: 'student',
      invited: 66,
      answered: 34,
    });
    expect(fieldwork.rows).toContainEqual({
      countyCode: '231003',
      audience: 'student',
      invited: 0,
      answered: 0,
    });
    const board = await app.get(BoardService).board(office, cycleId);
    const cell = board.rows[0]?.cells.find((each) => each.key === 'fieldwork');
    expect(cell?.state).not.toBe('waiting');
  });

  it('end with the survey; what was sent before is still confirmed', async () => {
    const body = submission(codes[7] ?? '');
    await submit(body);
    await surveys.close(agency, surveyIds.student);
    expect(await codeOf(submit(submission(codes[8] ?? '')))).toBe('survey-closed');
    expect(await codeOf(responses.checkCode(surveyIds.student, codes[8] ?? '', '10.0.0.1'))).toBe(
      'survey-closed',
    );
    expect((await responses.form(surveyIds.student)).status).toBe('closed');
    expect(await submit(body)).toMatchObject({ accepted: true });
    expect(await stored()).toEqual([35, 35]);
  });
});

it('a report of coaching is a text and a day', async () => {
  await responses.reportCoaching(surveyIds.student, '老师发了标准答案', '10.0.0.1');
  const [report] = await connection.collection('coachingReports').find().toArray();
  expect(Object.keys(report ?? {}).sort()).toEqual(['_id', 'day', 'surveyId', 'text']);
  expect(await codeOf(responses.reportCoaching('absent', 'x', '10.0.0.1'))).toBe('survey-not-found');
});
