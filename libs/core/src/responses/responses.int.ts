import 'reflect-metadata';
import { createPrivateKey } from 'node:crypto';
import { Module, type INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { getConnectionToken } from '@nestjs/mongoose';
import type { SubmitResponse } from '@mingjian/contract/responses';
import {
  beginCredential,
  finishCredential,
  keyFault,
  keyListHash as keyListHashOf,
  type Credential,
} from '@mingjian/credential';
import type { Audience } from '@mingjian/contract/surveys';
import type { Connection } from 'mongoose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BoardService } from '../cycles';
import { CodeIssueService, SamplesService } from '../distribution';
import { layField, samplingPlan } from '../distribution/field.fixture';
import { makeSigningKey } from '../distribution/signing-key';
import { AuditService, IdentityModule, type Person } from '../identity';
import { office } from '../identity/people.fixture';
import { mondayOf, PlatformModule, Redis } from '../platform';
import { codeOf, problemOf } from '../platform/refusal.fixture';
import { useServers } from '../platform/servers.fixture';
import { SurveysService } from '../surveys';
import { publishReviewed } from '../surveys/publish-reviewed.fixture';
import { credentialFor, type TradeDoors } from './credential.fixture';
import { CoachingReportsService, ResponsesModule, ResponsesService, StoredAnswersService } from './index';
import { nonceOf } from './submission-hash';

@Module({ imports: [PlatformModule, IdentityModule, ResponsesModule] })
class Root {}

let agency: Person;
let app: INestApplicationContext;
let connection: Connection;
let responses: ResponsesService;
let codeIssue: CodeIssueService;
let surveys: SurveysService;
let cycleId: string;
let surveyIds: Record<Audience, string>;
const codes: string[] = [];

beforeAll(async () => {
  useServers('responses-int', 7);
  app = await NestFactory.createApplicationContext(Root, { logger: ['error'], abortOnError: false });
  connection = app.get(getConnectionToken());
  responses = app.get(ResponsesService);
  codeIssue = app.get(CodeIssueService);
  surveys = app.get(SurveysService);
  ({ agency, cycleId, surveyIds } = await layField(app));
  await app.get(SamplesService).draw(agency, cycleId, samplingPlan);
  for (const id of Object.values(surveyIds)) await publishReviewed(app, agency, id);
  const { sheets } = await codeIssue.issue(agency, surveyIds.student, '231002');
  codes.push(...sheets.flatMap((sheet) => sheet.slips.map((slip) => slip.code)));
});
afterAll(async () => {
  await app.get(Redis).flushdb();
  await app.close();
});

const doors = (surveyId: string): TradeDoors => ({
  check: (code) => responses.checkCode(surveyId, code, '10.0.0.1'),
  trade: (body) => responses.trade(surveyId, body, '10.0.0.1'),
});
const credentialOf = (code = '') => credentialFor(surveyIds.student, code, doors(surveyIds.student));
const submission = (credential: Credential, more: Partial<SubmitResponse> = {}): SubmitResponse => ({
  ...credential,
  versionId,
  language: 'zh-CN',
  answers: { Q1: 4, D1: 2, W1: '好' },
  durations: { Q1: 2500, D1: 900 },
  ...more,
});
let versionId: string;
let own: Credential;
/** Traded and not handed in yet. */
let late: Credential;
let spare: Credential;
const submit = (body: SubmitResponse) => responses.submit(surveyIds.student, body);
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
    expect(form.keyListHash).toBeNull();
    expect(await codeOf(credentialOf(codes[0]))).toBe('survey-not-open');
    expect(await codeOf(responses.form('absent'))).toBe('survey-not-found');
    for (const id of Object.values(surveyIds)) await surveys.open(agency, id);
    const verdict = await responses.checkCode(surveyIds.student, codes[0]?.toLowerCase() ?? '', '10.0.0.1');
    expect(verdict).toMatchObject({ usable: true, key: { id: expect.any(String) as string } });
    expect(await stored()).toEqual([0, 0]);
  });

  it('of the same credential sent five times at once are stored once, and all hear the same', async () => {
    own = await credentialOf(codes[0]);
    expect(await stored()).toEqual([0, 1]);
    const body = submission(own);
    const replies = await Promise.all(Array.from({ length: 5 }, () => submit(body)));
    expect(new Set(replies.map((reply) => JSON.stringify(reply))).size).toBe(1);
    expect(replies[0]).toMatchObject({ accepted: true });
    expect(await stored()).toEqual([1, 1]);
    // Again, later, in another order of members.
    expect(await submit({ ...body, answers: { W1: '好', D1: 2, Q1: 4 } })).toEqual(replies[0]);
    expect(await stored()).toEqual([1, 1]);
    expect(await codeOf(submit({ ...body, answers: { Q1: 1, D1: 1 } }))).toBe('already-answered');
    expect(await codeOf(credentialOf(codes[0]))).toBe('code-used');
    expect(await stored()).toEqual([1, 1]);
  });

  it('of one code by ten phones at once are taken from one', async () => {
    const outcomes = await Promise.allSettled(Array.from({ length: 10 }, () => credentialOf(codes[1])));
    const won = outcomes.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
    expect(won).toHaveLength(1);
    for (const each of outcomes)
      if (each.status === 'rejected') expect(each.reason).toMatchObject({ code: 'code-used' });
    for (const credential of won) await submit(submission(credential));
    expect(await stored()).toEqual([2, 2]);
  });

  it('under a code whose signature was lost get the same signature again, and no other message gets one', async () => {
    const code = codes[9] ?? '';
    const { key } = await responses.checkCode(surveyIds.student, code, '10.0.0.1');
    const [first, second] = [
      await beginCredential(surveyIds.student, key),
      await beginCredential(surveyIds.student, key),
    ];
    const trade = (blindedMessage: string) =>
      responses.trade(surveyIds.student, { code, keyId: key.id, blindedMessage }, '10.0.0.1');
    const five = await Promise.all(Array.from({ length: 5 }, () => trade(first.blindedMessage)));
    expect(new Set(five.map(({ blindSignature }) => blindSignature)).size).toBe(1);
    expect(await codeOf(trade(second.blindedMessage))).toBe('code-used');
    expect(await trade(first.blindedMessage)).toEqual(five[0]);
    late = await finishCredential(first, five[0]?.blindSignature ?? '');
    expect(await stored()).toEqual([2, 3]);
  });

  it('are refused under what is no signature, one of another token, and the key of another cell or survey', async () => {
    const [mine, theirs] = [await credentialOf(codes[10]), await credentialOf(codes[60])];
    expect(mine.keyId).not.toBe(theirs.keyId);
    const { keys } = await responses.keyList(surveyIds.teacher);
    const before = await stored();
    const cases: Partial<Credential>[] = [
      { signature: theirs.signature },
      { keyId: theirs.keyId },
      { token: theirs.token },
      { signature: 'A'.repeat(342) },
      {
        token:
          `A${mine.token.slice(1)}` === mine.token ? `B${mine.token.slice(1)}` : `A${mine.token.slice(1)}`,
      },
      { keyId: 'x'.repeat(43) },
      { keyId: keys[0]?.id ?? 'none' },
    ];
    for (const change of cases)
      expect(await problemOf(submit(submission({ ...mine, ...change })))).toMatchObject({
        status: 400,
        code: 'bad-credential',
      });
    const { key } = await responses.checkCode(surveyIds.student, codes[11] ?? '', '10.0.0.1');
    const trade = (body: object) =>
      responses.trade(
        surveyIds.student,
        { code: codes[11] ?? '', keyId: key.id, blindedMessage: 'A'.repeat(342), ...body },
        '10.0.0.1',
      );
    expect(await codeOf(trade({ keyId: theirs.keyId }))).toBe('key-changed');
    expect(await codeOf(trade({ blindedMessage: '_'.repeat(342) }))).toBe('bad-credential');
    expect(await stored()).toEqual(before);
    spare = mine;
    await submit(submission(theirs));
  });

  it('carry a random id, the week, a cell, and 0 for not applicable; nothing leads back to the code', async () => {
    const body = submission(await credentialOf(codes[2]), { answers: { Q1: 0, D1: 1 }, durations: {} });
    await submit(body);
    const [answer] = await connection
      .collection<{ _id: string; cellId: string; week: string; answers: object }>('responses')
      .find({ nonce: nonceOf(body.token) })
      .toArray();
    expect(answer?._id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4/);
    expect(answer?.week).toBe(mondayOf(answer?.week ?? ''));
    expect(answer?.answers).toEqual({ Q1: 0, D1: 1 });
    expect(Object.keys(answer ?? {}).sort()).toEqual([
      '_id',
      'answers',
      'bodyHash',
      'cellId',
      'durations',
      'language',
      'mode',
      'nonce',
      'surveyId',
      'versionId',
      'week',
    ]);
    const cell = await connection.collection<{ _id: string }>('cells').findOne({ _id: answer?.cellId ?? '' });
    expect(cell).toMatchObject({ surveyId: surveyIds.student });
    const usedCodes = await connection.collection('codes').find({ used: true }).toArray();
    const text = JSON.stringify(answer);
    expect(usedCodes.some((code) => text.includes(String(code._id)))).toBe(false);
  });

  it.each([
    ['unknown', 'AAAAA-AAAAB'],
    ['missing', '   '],
  ] as const)('are refused with a code that is %s', async (_what, code) => {
    const before = await stored();
    expect(await problemOf(credentialOf(code))).toMatchObject({ code: 'code-unknown', status: 404 });
    expect(await stored()).toEqual(before);
  });

  it('are refused with a version that is not the published one', async () => {
    const work = submit(submission(spare, { versionId: 'old' }));
    expect(await problemOf(work)).toMatchObject({ code: 'version-changed', status: 409 });
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
    const problem = await problemOf(submit(submission(spare, { answers: { ...answers } })));
    expect(problem).toMatchObject({ status: 400, code: 'invalid-answers' });
    expect(problem.faults.map((fault) => fault.field)).toEqual([field]);
    expect(problem.faults[0]?.message.zh).not.toBe('');
    expect(JSON.stringify(problem)).not.toContain('长长');
    expect(await stored()).toEqual(before);
  });

  it('are refused with times of unknown questions', async () => {
    const problem = await problemOf(submit(submission(spare, { durations: { Q9: 1 } })));
    expect(problem.faults[0]?.field).toBe('Q9');
    expect(await stored()).toEqual([4, 6]);
  });

  it('are refused with a code of another survey', async () => {
    const work = credentialFor(surveyIds.teacher, codes[5] ?? '', doors(surveyIds.teacher));
    expect(await problemOf(work)).toMatchObject({ status: 409, code: 'code-foreign' });
    expect(await stored()).toEqual([4, 6]);
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

  it('of a whole class at once are all stored, though one of them comes twice', async () => {
    const before = await stored();
    const credentials = await Promise.all(codes.slice(20, 50).map((code) => credentialOf(code)));
    const twice = submission(own, { answers: { Q1: 1, D1: 1 } });
    const sent = [...credentials.map((credential) => submission(credential)), twice].map(submit);
    const outcomes = await Promise.allSettled(sent);
    expect(outcomes.filter((each) => each.status === 'fulfilled')).toHaveLength(30);
    expect(outcomes[30]).toMatchObject({ status: 'rejected', reason: { code: 'already-answered' } });
    expect(await stored()).toEqual(before.map((count) => count + 30));
  });

  it('are read back for the aggregation, also as of one moment', async () => {
    const session = await connection.startSession({ snapshot: true });
    const read = async () => {
      const rows: object[] = [];
      for await (const row of app.get(StoredAnswersService).answersOf(surveyIds.student, session))
        rows.push(row);
      return rows;
    };
    try {
      const rows = await read();
      expect(rows).toHaveLength(34);
      expect(Object.keys(rows[0] ?? {}).sort()).toEqual(['answers', 'cellId', 'durations']);
      await submit(submission(await credentialOf(codes[6])));
      expect(await read()).toHaveLength(34);
    } finally {
      await session.endSession();
    }
    expect(await app.get(StoredAnswersService).countOfSurveys(Object.values(surveyIds))).toBe(35);
  });

  it('are told to the board', async () => {
    const board = await app.get(BoardService).board(office, cycleId);
    const cell = board.rows[0]?.cells.find((each) => each.key === 'fieldwork');
    expect(cell?.state).not.toBe('waiting');
  });

  it('end with the survey; what was sent before is still confirmed', async () => {
    const body = submission(await credentialOf(codes[7]));
    await submit(body);
    await surveys.close(agency, surveyIds.student, 1);
    expect(await codeOf(credentialOf(codes[8]))).toBe('survey-closed');
    expect((await responses.form(surveyIds.student)).status).toBe('closed');
    expect(await submit(body)).toMatchObject({ accepted: true });
    expect(await stored()).toEqual([36, 38]);
  });

  it('come late under a credential from before, until the grace is over', async () => {
    expect(await submit(submission(late))).toMatchObject({ accepted: true });
    await surveys.open(agency, surveyIds.student);
    await surveys.close(agency, surveyIds.student, 0);
    expect(await codeOf(submit(submission(spare)))).toBe('survey-closed');
    expect(await submit(submission(late))).toMatchObject({ accepted: true });
    expect(await codeOf(submit(submission(late, { answers: { Q1: 1, D1: 1 } })))).toBe('already-answered');
    expect(await stored()).toEqual([37, 38]);
  });
});

describe('the list of keys', () => {
  it('is fixed when the survey opens; its hash is shown with the form and in the audit log', async () => {
    const list = await responses.keyList(surveyIds.student);
    const { keyListHash } = await responses.form(surveyIds.student);
    expect(list.hash).toBe(keyListHash);
    expect(keyListHashOf(surveyIds.student, list.keys)).toBe(keyListHash);
    expect(list.keys.reduce((sum, key) => sum + key.codes, 0)).toBe(66);
    const { entries } = await app.get(AuditService).page(1);
    const opened = entries.filter(
      ({ action, subject }) => action === 'survey.open' && subject === surveyIds.student,
    );
    expect(opened.map(({ detail }) => detail.keyListHash)).toEqual([keyListHash, keyListHash]);
  });

  it('takes no further key afterwards', async () => {
    expect(await codeOf(codeIssue.issue(agency, surveyIds.student, '231003'))).toBe('keys-fixed');
    expect(await codeOf(codeIssue.issue(agency, surveyIds.teacher, '231003'))).toBe('keys-fixed');
  });

  it('shows it when the server hands one person another key', async () => {
    const { hash, keys } = await responses.keyList(surveyIds.student);
    const stranger = await makeSigningKey();
    const fault = (list: typeof keys) => keyFault(surveyIds.student, hash ?? '', list, stranger);
    expect(fault(keys)).toBe('key-not-listed');
    expect(fault([...keys, { id: stranger.id, codes: 1 }])).toBe('list-changed');
  });

  it('holds no private key in clear', async () => {
    const stored = await connection.collection('signingKeys').find().toArray();
    expect(stored.length).toBeGreaterThan(0);
    for (const { sealed } of stored as unknown as { sealed: string }[])
      expect(() =>
        createPrivateKey({ key: Buffer.from(sealed, 'base64url'), type: 'pkcs8', format: 'der' }),
      ).toThrow();
  });
});

it('a report of coaching is a text and a day', async () => {
  await app.get(CoachingReportsService).report(surveyIds.student, '老师发了标准答案', '10.0.0.1');
  const [report] = await connection.collection('coachingReports').find().toArray();
  expect(Object.keys(report ?? {}).sort()).toEqual(['_id', 'day', 'surveyId', 'text']);
  expect(await codeOf(app.get(CoachingReportsService).report('absent', 'x', '10.0.0.1'))).toBe(
    'survey-not-found',
  );
});
