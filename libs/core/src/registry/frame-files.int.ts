import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Module, type INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { getConnectionToken } from '@nestjs/mongoose';
import type { TableReading } from '@mingjian/contract/registry';
import type { Connection } from 'mongoose';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { AuditService, IdentityModule, wholeCity } from '../identity';
import { analyst as agency } from '../identity/people.fixture';
import { PlatformModule } from '../platform';
import { problemOf } from '../platform/refusal.fixture';
import { useServers } from '../platform/servers.fixture';
import { FrameImportService, RegistryModule, RegistryService } from './index';

@Module({ imports: [PlatformModule, IdentityModule, RegistryModule] })
class Root {}

/** Files as spreadsheet programs save them. */
const file = (name: string) =>
  new Uint8Array(readFileSync(join(import.meta.dirname, '../../../../test/fixtures/frames', name)));
const text = (...lines: string[]) => new TextEncoder().encode(`${lines.join('\r\n')}\r\n`);
const classes = file('classes-gbk.csv');

let app: INestApplicationContext;
let imports: FrameImportService;
let connection: Connection;
beforeAll(async () => {
  useServers('frame-files-int', 6);
  app = await NestFactory.createApplicationContext(Root, { logger: ['error'], abortOnError: false });
  imports = app.get(FrameImportService);
  connection = app.get(getConnectionToken());
});
afterAll(() => app.close());
beforeEach(async () => {
  for (const name of ['schools', 'frameStates', 'explainedWords'])
    await connection.collection(name).deleteMany({});
});

const tried = (schools: Uint8Array, reading?: TableReading, by = agency) =>
  imports.importFrame(by, { schools, classes }, { dryRun: true, readings: { schools: reading } });
const faultsOf = async (schools: Uint8Array, reading?: TableReading) =>
  (await problemOf(tried(schools, reading))).faults;

describe('a file of schools', () => {
  it('in GBK is read, and the trial says what would be stored', async () => {
    expect(await tried(file('schools-gbk.csv'))).toMatchObject({
      dryRun: true,
      encoding: 'GB18030',
      changes: { added: 2, changed: 0, gone: 0 },
      byCounty: [
        { countyCode: '231002', schools: 1, classes: 2, teachers: 20, pupils: 300 },
        { countyCode: '231086', schools: 1, classes: 1, teachers: 15, pupils: 200 },
      ],
      withoutClasses: 0,
      leftOut: 0,
    });
    expect(await app.get(RegistryService).frame()).toEqual([]);
  });

  it('is found on the sheet whose header fits, which is shown; another one is refused by its name', async () => {
    const workbook = file('two-sheets.xlsx');
    expect(await imports.columnsOf(agency, 'schools', workbook)).toMatchObject({
      sheets: ['填表说明', '学校名册'],
      sheet: '学校名册',
      rows: 2,
    });
    expect(await tried(workbook)).toMatchObject({ schools: 2, encoding: 'XLSX' });
    const faults = await faultsOf(workbook, { sheet: '填表说明', words: [] });
    expect(faults.map(({ rule }) => rule)).toContain('missing-column');
    expect(faults.at(-1)).toMatchObject({ field: '填表说明', rule: 'which-sheet' });
    expect(faults.at(-1)?.message.zh).toContain('“学校名册”');
    const [none] = await faultsOf(workbook, { sheet: 'Sheet9', words: [] });
    expect(none).toMatchObject({ rule: 'no-sheet', value: 'Sheet9' });
  });

  it('with merged cells is refused, naming every range', async () => {
    expect(await faultsOf(file('merged.xlsx'))).toMatchObject([
      { field: 'A1:G1', row: 1, rule: 'merged-cells' },
      { field: 'C3:C4', row: 3, rule: 'merged-cells' },
    ]);
  });

  it('with formulas counts by the values that the spreadsheet stored', async () => {
    expect((await tried(file('formulas.xlsx'))).byCounty[0]).toMatchObject({ pupils: 300 });
  });

  it('cut in half is refused, as a workbook and as CSV', async () => {
    const half = (bytes: Uint8Array) => bytes.slice(0, Math.floor(bytes.length / 2));
    expect(await faultsOf(half(file('formulas.xlsx')))).toMatchObject([{ rule: 'unreadable' }]);
    const [fault] = await faultsOf(half(file('schools-gbk.csv')));
    expect(fault?.message.zh).toMatch(/一半|编码/);
  });

  it('without a byte, and with nothing below its header, is refused in words of its own', async () => {
    expect(await faultsOf(new Uint8Array())).toMatchObject([{ rule: 'empty-file' }]);
    expect(
      await faultsOf(text('学校标识码,学校名称,区划代码,学段,城乡,专任教师数,在校学生数')),
    ).toMatchObject([{ rule: 'empty' }]);
  });

  it('has every fault of both tables named, those of broken rows and of good ones', async () => {
    const schools = text(
      '学校标识码,学校名称,区划代码,学段,城乡,专任教师数,在校学生数',
      '2123900001,红松小学,231024,小学,城区,20,三百',
      '2123900001,又一所,231002,小学,城区,20,300',
      '2123900003,白桦小学,2310',
    );
    const broken = text('学校标识码,年级,班级,学生数', '2123900003,5,1班,30', '2123900001,五,1班,0');
    const { faults, text: said } = await problemOf(
      imports.importFrame(agency, { schools, classes: broken }, { dryRun: true }),
    );
    expect(faults.map(({ row, rule, message }) => [message.zh.slice(0, 3), row, rule])).toEqual([
      ['学校表', 4, 'ragged-row'],
      ['学校表', 2, 'retired-division'],
      ['学校表', 2, 'whole-number'],
      ['学校表', 3, 'duplicate-school'],
      ['班级表', 3, 'whole-number'],
      ['班级表', 3, 'whole-number'],
    ]);
    expect(said.zh).toContain('6 处错误');
  });
});

describe('words that nobody has explained', () => {
  const explained: TableReading = {
    words: [
      { column: 'stage', word: '九年一贯制学校', meaning: 'junior' },
      { column: 'stage', word: '成人学校', meaning: 'leave-out' },
      { column: 'area', word: '城关', meaning: 'town' },
      { column: 'area', word: '乡中心区', meaning: 'town' },
    ],
  };
  const words = file('other-words.xlsx');

  it('are listed with their rows and refused, never guessed', async () => {
    const { headers, columns, remembered } = await imports.columnsOf(agency, 'schools', words);
    expect(headers.find(({ name }) => name === '学段')?.words).toEqual([
      { word: '九年一贯制学校', rows: 2 },
      { word: '小学', rows: 1 },
      { word: '成人学校', rows: 1 },
    ]);
    expect(columns.find(({ key }) => key === 'area')?.choices).toEqual(['urban', 'town', 'rural']);
    expect(remembered).toEqual([]);
    expect((await faultsOf(words)).filter(({ rule }) => rule === 'stage' || rule === 'area')).toHaveLength(6);
  });

  it('are read as a person says, and so in the next file of the agency, but not of another', async () => {
    expect(await tried(words, explained)).toMatchObject({ schools: 3, leftOut: 1, withoutClasses: 1 });
    // A trial remembers nothing.
    await problemOf(tried(words));
    await imports.importFrame(
      agency,
      { schools: words, classes },
      { dryRun: false, readings: { schools: explained } },
    );
    expect((await app.get(RegistryService).schools(wholeCity, '231086')).map(({ area }) => area)).toEqual([
      'town',
      'town',
    ]);
    expect(await tried(words)).toMatchObject({ changes: { added: 0, changed: 0, gone: 0 } });
    expect((await imports.columnsOf(agency, 'schools', words)).remembered).toHaveLength(4);
    await problemOf(tried(words, undefined, { ...agency, agencyId: 'a2' }));
    const [deed] = (await app.get(AuditService).page(1)).entries;
    expect(deed).toMatchObject({ action: 'frame.import', detail: { leftOut: 1, words: explained.words } });
  });

  it('cannot change what is known by itself, nor be given a meaning that there is not', async () => {
    const swapped = { words: [{ column: 'stage' as const, word: '小学', meaning: 'junior' }] };
    const known = file('schools-gbk.csv');
    expect((await tried(known, swapped)).byStage).toContainEqual({ stage: 'primary', schools: 1 });
    const wrong = { words: [{ column: 'area' as const, word: '城关', meaning: 'junior' }] };
    expect(await problemOf(tried(known, wrong))).toMatchObject({ status: 422, code: 'meaning-unknown' });
  });
});

it('of two people who import at once, the second hears who was first, and nothing is overwritten', async () => {
  const schools = file('schools-gbk.csv');
  const { revision } = await tried(schools);
  const one = text(
    '学校标识码,学校名称,区划代码,学段,城乡,专任教师数,在校学生数',
    '2123900001,红松小学,231002,小学,城区,20,300',
  );
  const single = text('学校标识码,年级,班级,学生数', '2123900001,5,1班,30');
  const colleague = { ...agency, name: '李负责人' };
  await imports.importFrame(colleague, { schools: one, classes: single }, { dryRun: false, revision });
  const problem = await problemOf(
    imports.importFrame(agency, { schools, classes }, { dryRun: false, revision }),
  );
  expect(problem).toMatchObject({ status: 409, code: 'edit-conflict' });
  expect(problem.text.zh).toContain('李负责人');
  expect(await app.get(RegistryService).frame()).toHaveLength(1);
  const again = await tried(schools);
  expect(
    await imports.importFrame(agency, { schools, classes }, { dryRun: false, revision: again.revision }),
  ).toMatchObject({ schools: 2, revision: again.revision + 1 });
});
