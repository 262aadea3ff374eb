import 'reflect-metadata';
import { Module, type INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { getConnectionToken } from '@nestjs/mongoose';
import type { IssuedCodes } from '@mingjian/contract/distribution';
import type { Audience } from '@mingjian/contract/surveys';
import type { Connection } from 'mongoose';
import { extractText, getDocumentProxy } from 'unpdf';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CodeIssueService, CodesService, SamplesService } from '../distribution';
import { layField, samplingPlan } from '../distribution/field.fixture';
import { AuditService, IdentityModule, type Person } from '../identity';
import { PlatformModule } from '../platform';
import { codeOf, problemOf } from '../platform/refusal.fixture';
import { useServers } from '../platform/servers.fixture';
import { publishReviewed } from '../surveys/publish-reviewed.fixture';
import { DailyCountsService } from './daily-counts.service';
import { FieldworkModule, PrintsService, ProgressService, RoomsService, SchoolFieldService } from './index';

@Module({ imports: [PlatformModule, IdentityModule, FieldworkModule] })
class Root {}

let app: INestApplicationContext;
let agency: Person;
let cycleId: string;
let surveyIds: Record<Audience, string>;
let issued: IssuedCodes;
let connection: Connection;
const coordinator: Person = {
  id: 'k1',
  name: '赵老师',
  email: 'k@x.cn',
  role: 'school',
  agencyId: null,
  countyCode: null,
  schoolCode: '2123900001',
};
const spendAll = async (cellId: string, most: number) => {
  const ids = await connection.collection('codes').find({ cellId, used: false }).limit(most).toArray();
  await connection
    .collection('codes')
    .updateMany({ _id: { $in: ids.map((each) => each._id) } }, { $set: { used: true } });
};

beforeAll(async () => {
  useServers('fieldwork-int', 14);
  process.env.PUBLIC_URL = 'https://mingjian.example.cn';
  app = await NestFactory.createApplicationContext(Root, { logger: ['error'], abortOnError: false });
  connection = app.get(getConnectionToken());
  ({ agency, cycleId, surveyIds } = await layField(app));
  await app.get(SamplesService).draw(agency, cycleId, samplingPlan);
  await publishReviewed(app, agency, surveyIds.student);
  issued = await app.get(CodeIssueService).issue(agency, surveyIds.student, '231002');
});
afterAll(() => app.close());

const sheetOf = (schoolCode: string) => {
  const sheet = issued.sheets.find((each) => each.schoolCode === schoolCode);
  if (!sheet) throw new Error(`no sheet of ${schoolCode}`);
  return sheet;
};

describe('slips on paper', () => {
  it('are set from the codes of the reply, every code once, and nothing of them is stored', async () => {
    const cells = issued.sheets.map(({ cellId, slips }) => ({
      cellId,
      codes: slips.map(({ code }) => code),
    }));
    const pdf = await app.get(PrintsService).slips(agency, surveyIds.student, { language: 'zh-CN', cells });
    const { text, totalPages } = await extractText(await getDocumentProxy(new Uint8Array(pdf)), {
      mergePages: true,
    });
    expect(totalPages).toBe(3 * (1 + 3));
    const plain = text.replace(/\s+/g, '');
    for (const code of cells.flatMap((cell) => cell.codes))
      expect(plain.split(new RegExp(code.replace('-', '.')))).toHaveLength(2);
    for (const { name } of await connection.db!.listCollections().toArray()) {
      const all = JSON.stringify(await connection.collection(name).find().toArray());
      expect([
        name,
        cells[0]?.codes.some((code) => all.includes(code) || all.includes(code.replace('-', ''))),
      ]).toEqual([name, false]);
    }
  });

  it('are refused for a cell of another school, and for what is no code', async () => {
    const prints = app.get(PrintsService);
    const order = (schoolCode: string, codes: string[]) => ({
      language: 'zh-CN' as const,
      cells: [{ cellId: sheetOf(schoolCode).cellId, codes }],
    });
    const code = sheetOf('2123900002').slips[0]?.code ?? '';
    expect(await codeOf(prints.slips(coordinator, surveyIds.student, order('2123900002', [code])))).toBe(
      'cell-unknown',
    );
    expect(await codeOf(prints.slips(agency, surveyIds.student, order('2123900002', [code, 'ABC'])))).toBe(
      'bad-code',
    );
  });
});

describe('a school’s coordinator', () => {
  it('sees the codes used in the own school, as of the day, and no other school', async () => {
    const schools = app.get(SchoolFieldService);
    const before = await schools.field(coordinator, cycleId);
    expect(before).toMatchObject({ schoolName: '学校1' });
    expect(before.cells.map(({ audience, codes, used }) => [audience, codes, used]).sort()).toEqual([
      ['student', 21, 0],
      ['teacher', 0, 0],
    ]);
    await spendAll(sheetOf('2123900001').cellId, 3);
    expect((await schools.field(coordinator, cycleId)).cells.some((cell) => cell.used > 0)).toBe(false);
    expect((await schools.field(coordinator, cycleId, '2123900002')).schoolName).toBe('学校1');
    expect(await codeOf(schools.field({ ...coordinator, schoolCode: '999999' }, cycleId))).toBe(
      'school-not-sampled',
    );
  });

  it('replaces lost slips: the old ones are void, used ones stay used, the number stays', async () => {
    const schools = app.get(SchoolFieldService);
    const { cellId, slips } = sheetOf('2123900001');
    const { codes } = await schools.replace(coordinator, surveyIds.student, cellId);
    expect(codes).toHaveLength(18);
    expect(await connection.collection('codes').countDocuments({ cellId })).toBe(21);
    const find = (code: string) => app.get(CodesService).find(code);
    const old = await Promise.all(slips.map(({ code }) => find(code)));
    expect(old.filter((each) => each !== null).every((each) => each?.used)).toBe(true);
    expect(await find(codes[0] ?? '')).toMatchObject({ cellId, used: false });
    expect(await codeOf(schools.replace(coordinator, surveyIds.student, sheetOf('2123900002').cellId))).toBe(
      'cell-unknown',
    );
  });

  it('reports a problem, which the agency settles', async () => {
    const schools = app.get(SchoolFieldService);
    const { id } = await schools.report(coordinator, cycleId, '二维码扫不出来');
    expect(await schools.problemsOf(agency, cycleId)).toMatchObject([
      { id, schoolName: '学校1', settled: null },
    ]);
    expect(await schools.settle(agency, cycleId, id)).toMatchObject({ settled: { by: agency.name } });
    expect(await codeOf(schools.problemsOf({ ...agency, agencyId: 'another' }, cycleId))).toBe(
      'cycle-unknown',
    );
  });
});

describe('a class session', () => {
  it('hands each device a code of its own, however many ask at once, and then says that none is left', async () => {
    const rooms = app.get(RoomsService);
    const { cellId, slips } = sheetOf('2123900003');
    const room = await rooms.open(agency, surveyIds.student, cellId);
    expect(room).toMatchObject({ open: true, codes: 23, taken: 0, started: 0, schoolName: '学校3' });
    expect(room.link).toBe(`https://mingjian.example.cn/r/${surveyIds.student}#s=${room.id}`);
    expect(await app.get(CodesService).find(slips[0]?.code ?? '')).toBeNull();
    const taken = await Promise.all(Array.from({ length: 23 }, () => rooms.take(surveyIds.student, room.id)));
    expect(new Set(taken.map(({ code }) => code)).size).toBe(23);
    expect(await app.get(CodesService).find(taken[0]?.code ?? '')).toMatchObject({ cellId, used: false });
    expect(await codeOf(rooms.take(surveyIds.student, room.id))).toBe('room-empty');
    await spendAll(cellId, 22);
    expect(await rooms.get(agency, surveyIds.student, room.id)).toMatchObject({
      codes: 23,
      taken: 23,
      started: 22,
      waiting: 1,
    });
  });

  it('is opened once, belongs to its school, and gives nothing after it is closed', async () => {
    const rooms = app.get(RoomsService);
    const { cellId } = sheetOf('2123900001');
    const room = await rooms.open(coordinator, surveyIds.student, cellId);
    // Three of the class have answered from slips: no device is waiting for that.
    await rooms.take(surveyIds.student, room.id);
    expect(await rooms.get(coordinator, surveyIds.student, room.id)).toMatchObject({
      taken: 1,
      started: 3,
      waiting: 1,
    });
    expect((await rooms.open(agency, surveyIds.student, cellId)).id).toBe(room.id);
    const stranger = { ...coordinator, schoolCode: '2123900002' };
    expect(await codeOf(rooms.get(stranger, surveyIds.student, room.id))).toBe('cell-unknown');
    expect(await codeOf(rooms.open(stranger, surveyIds.student, cellId))).toBe('cell-unknown');
    expect(await rooms.close(coordinator, surveyIds.student, room.id)).toMatchObject({
      open: false,
      link: null,
    });
    expect(await codeOf(rooms.take(surveyIds.student, room.id))).toBe('room-closed');
    expect(await codeOf(rooms.take(surveyIds.student, 'AAAAAAAAAAAAAAAA'))).toBe('room-unknown');
    expect((await problemOf(rooms.take(surveyIds.teacher, room.id))).status).toBe(404);
  });
});

it('progress moves in steps of ten and lists the schools that lag first', async () => {
  await connection.collection('dailyCounts').deleteMany({});
  const { rows, schools, surveys } = await app.get(ProgressService).progress(agency, cycleId);
  expect(surveys.map(({ audience, status }) => [audience, status])).toContainEqual(['student', 'published']);
  const students = rows.find((row) => row.countyCode === '231002' && row.audience === 'student');
  expect(students).toMatchObject({ invited: 66, used: 20 });
  expect(schools.map(({ schoolName, used }) => [schoolName, used])).toEqual([
    ['学校2', 0],
    ['学校1', 0],
    ['学校3', 20],
  ]);
});

it('the agency sees a school as its coordinator does, in steps of ten, and may ask for any in its sample', async () => {
  const schools = app.get(SchoolFieldService);
  const { schoolName, cells } = await schools.field(agency, cycleId, '2123900003');
  expect(schoolName).toBe('学校3');
  expect(cells.find(({ audience }) => audience === 'student')).toMatchObject({ codes: 23, used: 20 });
  expect(await codeOf(schools.field(agency, cycleId, '999999'))).toBe('school-not-sampled');
  expect(await codeOf(schools.field({ ...agency, agencyId: 'another' }, cycleId, '2123900003'))).toBe(
    'cycle-unknown',
  );
});

it('codes given out show at once, codes used tomorrow, and all of a closed survey as they are', async () => {
  const counts = app.get(DailyCountsService);
  const { cellId } = sheetOf('2123900003');
  const seen = async () => (await counts.of(cycleId)).byCell.get(cellId);
  expect(await seen()).toEqual({ cellId, issued: 23, used: 22 });
  await spendAll(cellId, 1);
  await connection
    .collection('codes')
    .insertOne({ _id: 'one more' as never, surveyId: surveyIds.student, cellId, used: false });
  expect(await seen()).toEqual({ cellId, issued: 24, used: 22 });
  await connection
    .collection('surveys')
    .updateOne({ _id: surveyIds.student as never }, { $set: { status: 'closed' } });
  expect(await seen()).toEqual({ cellId, issued: 24, used: 23 });
});

it('the audit log tells who replaced and opened, and of no code', async () => {
  const { entries } = await app.get(AuditService).page(1);
  const actions = entries.map((entry) => entry.action);
  expect(actions).toEqual(
    expect.arrayContaining(['codes.replace', 'session.open', 'session.close', 'field-problem.report']),
  );
});
