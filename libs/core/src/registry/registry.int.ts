import 'reflect-metadata';
import { Module, type INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { getConnectionToken } from '@nestjs/mongoose';
import ExcelJS from 'exceljs';
import iconv from 'iconv-lite';
import type { Connection } from 'mongoose';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { AuditService, IdentityModule, scopeOf, wholeCity } from '../identity';
import { analyst as agency } from '../identity/people.fixture';
import { PlatformModule } from '../platform';
import { problemOf } from '../platform/refusal.fixture';
import { useServers } from '../platform/servers.fixture';
import { FrameImportService, RegistryModule, RegistryService } from './index';

@Module({ imports: [PlatformModule, IdentityModule, RegistryModule] })
class Root {}

const schoolHeader = '学校标识码,学校名称,区划代码,学段,城乡,专任教师数,在校学生数';
const classHeader = '学校标识码,年级,班级,学生数';
const good = {
  schools: [
    schoolHeader,
    '2123900001,红松小学(虚构),231002,小学,城区,20,300',
    '3123900002,云杉初级中学(虚构),231086,junior,town,15,200',
  ],
  classes: [
    classHeader,
    '2123900001,5,五年级(1)班,30',
    '2123900001,5,五年级(2)班,28',
    '3123900002,8,八年级(1)班,25',
  ],
};

let app: INestApplicationContext;
let registry: RegistryService;
let imports: FrameImportService;
let connection: Connection;

beforeAll(async () => {
  useServers('registry-int');
  app = await NestFactory.createApplicationContext(Root, { logger: ['error'], abortOnError: false });
  registry = app.get(RegistryService);
  imports = app.get(FrameImportService);
  connection = app.get(getConnectionToken());
});
afterAll(() => app.close());
beforeEach(async () => {
  await connection.collection('schools').deleteMany({});
  await connection.collection('margins').deleteMany({});
});

const bytes = (lines: readonly string[]) => Buffer.from(`${lines.join('\r\n')}\r\n`);
const importFrame = (files: { schools: readonly string[]; classes: readonly string[] }, dryRun = false) =>
  imports.importFrame(agency, { schools: bytes(files.schools), classes: bytes(files.classes) }, { dryRun });

async function stored(): Promise<{ schools: number; margins: number; deeds: number }> {
  return {
    schools: await connection.collection('schools').countDocuments(),
    margins: await connection.collection('margins').countDocuments(),
    deeds: (await app.get(AuditService).page(1)).total,
  };
}

it('knows the ten counties from the start', async () => {
  const counties = await registry.counties();
  expect(counties).toHaveLength(10);
  expect(counties[0]).toEqual({
    code: '231002',
    nameZh: '东安区',
    nameEn: "Dong'an District",
    kind: 'district',
  });
  expect((await problemOf(registry.county('231024'))).code).toBe('county-unknown');
});

describe('the frame', () => {
  it('comes in GBK, is stored whole, and leaves a deed; a dry run leaves nothing', async () => {
    const gbk = {
      schools: iconv.encode(good.schools.join('\n'), 'gbk'),
      classes: iconv.encode(good.classes.join('\n'), 'gbk'),
    };
    const before = await stored();
    expect(await imports.importFrame(agency, gbk, { dryRun: true })).toMatchObject({
      dryRun: true,
      schools: 2,
      classes: 3,
      encoding: 'GB18030',
    });
    expect(await stored()).toEqual(before);
    await imports.importFrame(agency, gbk, { dryRun: false });
    expect(await stored()).toMatchObject({ schools: 2, deeds: before.deeds + 1 });
    const [school] = await registry.schools(wholeCity, '231002');
    expect(school).toEqual({
      code: '2123900001',
      name: '红松小学(虚构)',
      countyCode: '231002',
      stage: 'primary',
      area: 'urban',
      teachers: 20,
      pupils: 300,
      classes: [
        { grade: 5, name: '五年级(1)班', pupils: 30 },
        { grade: 5, name: '五年级(2)班', pupils: 28 },
      ],
      fictional: true,
    });
  });

  it('reads digits of full width as digits', async () => {
    const wide = (line: string | undefined) =>
      (line ?? '').replace(/\d/gu, (digit) => String.fromCodePoint(0xff10 + Number(digit)));
    const [schools, classes] = [good.schools, good.classes];
    await importFrame({
      schools: [schoolHeader, schools[1] ?? '', wide(schools[2]).replace('２００', '　２００\u00a0')],
      classes: [...classes.slice(0, 3), wide(classes[3])],
    });
    expect(await registry.schools(wholeCity, '231086')).toMatchObject([
      { code: '3123900002', teachers: 15, pupils: 200, classes: [{ grade: 8, pupils: 25 }] },
    ]);
  });

  it('shows a county its own schools, whatever it asks for', async () => {
    await importFrame(good);
    const county = scopeOf({ role: 'county', agencyId: null, countyCode: '231086' });
    expect((await registry.schools(county, '231002')).map((school) => school.code)).toEqual(['3123900002']);
  });

  const second = '2123900001,云杉小学,231002,小学,城区,20,300';
  const schoolRow = (row: string) => ({ ...good, schools: [schoolHeader, good.schools[1] ?? '', row] });
  it.each([
    ['a duplicate school code', schoolRow(second), 'duplicate-school', /2.*3/],
    ['the retired 231024', schoolRow('2123900003,甲,231024,小学,城区,1,1'), 'retired-division', /231086/],
    ['the retired 231071', schoolRow('2123900003,甲,231071,小学,城区,1,1'), 'retired-division', /231002/],
    ['an unknown county', schoolRow('2123900003,甲,231099,小学,城区,1,1'), 'unknown-county', /GB/],
    ['a county by name', schoolRow('2123900003,甲,西安区,小学,城区,1,1'), 'unknown-county', /GB/],
    ['a code of another stage', schoolRow('3123900003,甲,231002,小学,城区,1,1'), 'stage-code', /21/],
    ['a code of another province', schoolRow('2122900003,甲,231002,小学,城区,1,1'), 'province-code', /23/],
    ['a code eaten by a spreadsheet', schoolRow('2.12E+09,甲,231002,小学,城区,1,1'), 'school-code', /10/],
    ['an unknown stage', schoolRow('2123900003,甲,231002,大学,城区,1,1'), 'stage', /小学/],
    ['text for a number', schoolRow('2123900003,甲,231002,小学,城区,二十,1'), 'whole-number', /整数/],
    ['half a file', schoolRow('2123900003,甲,2310'), 'ragged-row', /一半/],
    [
      'a class of an unknown school',
      { ...good, classes: [classHeader, '2123900009,5,1班,30'] },
      'unknown-school',
      /学校表/,
    ],
    [
      'a class twice',
      { ...good, classes: [classHeader, '2123900001,5,1班,30', '2123900001,5,1班,31'] },
      'duplicate-class',
      /2.*3/,
    ],
    [
      'a wrong header',
      { ...good, classes: ['学校标识码,年级,班名,学生数', '2123900001,5,1班,3'] },
      'unknown-column',
      /班级/,
    ],
  ] as const)('refuses %s, says where, and writes nothing', async (_what, files, rule, text) => {
    await importFrame(good);
    const before = await stored();
    const problem = await problemOf(importFrame(files));
    expect(problem).toMatchObject({ status: 422, code: 'bad-table' });
    expect(problem.faults[0]).toMatchObject({ rule, row: expect.any(Number) as number });
    expect(problem.faults[0]?.message.zh).toMatch(text);
    expect(problem.faults[0]?.message.en).not.toBe('');
    expect(await stored()).toEqual(before);
  });

  it('is not half replaced when writing fails midway', async () => {
    await importFrame(good);
    const before = await stored();
    await connection.collection('schools').createIndex({ name: 1 }, { unique: true, name: 'trap' });
    const rows = [2, 3, 4].map((at) => `212390000${at},${at === 2 ? '乙' : '甲'},231002,小学,城区,1,1`);
    await expect(
      importFrame({ schools: [schoolHeader, ...rows], classes: [classHeader, '2123900002,5,1班,30'] }),
    ).rejects.toThrow();
    await connection.collection('schools').dropIndex('trap');
    expect(await stored()).toEqual(before);
    expect((await registry.frame()).map((school) => school.code)).toEqual(['2123900001', '3123900002']);
  });
});

describe('margins', () => {
  const header = 'county_code,audience,variable,category,total';
  const rows = ['231002,教师,T-D1,1,40', '231002,teacher,T-D1,2,60', '231002,teacher,T-D3,1,100'];
  const importMargins = (lines: readonly string[], dryRun = false) =>
    imports.importMargins(agency, bytes([header, ...lines]), { dryRun });

  it('are stored by county and audience, and replaced whole', async () => {
    expect(await importMargins(rows, true)).toMatchObject({ dryRun: true, margins: 3, counties: 1 });
    expect((await stored()).margins).toBe(0);
    await importMargins(rows);
    await importMargins(['231003,学生,S-D1,2,10']);
    await importMargins(['231002,教师,T-D1,1,50', '231002,教师,T-D1,2,50']);
    expect(await registry.marginsOf('231002', 'teacher')).toEqual([
      { countyCode: '231002', audience: 'teacher', variable: 'T-D1', category: '1', total: 50 },
      { countyCode: '231002', audience: 'teacher', variable: 'T-D1', category: '2', total: 50 },
    ]);
    expect(await registry.marginsOf('231003', 'student')).toHaveLength(1);
  });

  it.each([
    ['a negative total', '231002,教师,T-D3,2,-5', 'positive-number'],
    ['text for a total', '231002,教师,T-D3,2,=1+1', 'positive-number'],
    ['nobody', '231002,教师,T-D3,2,0', 'positive-number'],
    ['an unknown audience', '231002,校长,T-D3,2,5', 'audience'],
    ['a variable that is no item', '231002,教师,性别,2,5', 'variable'],
    ['a retired county', '231024,教师,T-D3,2,5', 'retired-division'],
    ['a category twice', '231002,教师,T-D1,1,40', 'duplicate-margin'],
    ['sums that disagree', '231002,教师,T-D3,2,1', 'sums-disagree'],
  ])('refuses %s and writes nothing', async (_what, row, rule) => {
    const before = await stored();
    const problem = await problemOf(importMargins([...rows, row]));
    expect(problem.faults[0]?.rule).toBe(rule);
    if (rule === 'sums-disagree') expect(problem.faults[0]?.message.zh).toMatch(/T-D1.*100.*T-D3.*101/);
    expect(await stored()).toEqual(before);
  });
});

describe('a workbook, and columns under other names', () => {
  async function workbook(lines: readonly string[], change: (sheet: ExcelJS.Worksheet) => void = () => {}) {
    const book = new ExcelJS.Workbook();
    const sheet = book.addWorksheet('名册');
    for (const line of lines)
      sheet.addRow(line.split(',').map((cell) => (/^\d{1,3}$/u.test(cell) ? Number(cell) : cell)));
    change(sheet);
    return new Uint8Array(await book.xlsx.writeBuffer());
  }
  const renamed = [good.schools[0]?.replace('学校标识码', '单位编号').replace('城乡', '所在区域') ?? ''];

  it('is read like the CSV, and a dry run says what it would change', async () => {
    await importFrame(good);
    const schools = await workbook([schoolHeader, '2123900001,红松小学(虚构),231002,小学,城区,21,300']);
    const classes = await workbook([
      classHeader,
      '2123900001,5,五年级(1)班,30',
      '2123900001,5,五年级(2)班,28',
    ]);
    const reply = await imports.importFrame(agency, { schools, classes }, { dryRun: true });
    expect(reply).toMatchObject({
      dryRun: true,
      encoding: 'XLSX',
      schools: 1,
      changes: { added: 0, changed: 1, gone: 1 },
    });
    expect((await stored()).schools).toBe(2);
  });

  it('offers a guess for each column, and takes what a person says of the others', async () => {
    const schools = bytes([...renamed, ...good.schools.slice(1)]);
    const found = await imports.columnsOf(agency, 'schools', schools);
    expect(found.columns.filter(({ guess }) => guess === null).map(({ key }) => key)).toEqual([
      'code',
      'area',
    ]);
    expect(found.headers[0]).toMatchObject({ name: '单位编号', examples: ['2123900001', '3123900002'] });
    const classes = bytes(good.classes);
    const { code } = await problemOf(imports.importFrame(agency, { schools, classes }, { dryRun: true }));
    expect(code).toBe('bad-table');
    const guesses = Object.fromEntries(
      found.columns.flatMap(({ key, guess }) => (guess === null ? [] : [[key, guess]])),
    );
    const mapping = { ...guesses, code: '单位编号', area: '所在区域' } as Record<string, string>;
    const readings = { schools: { mapping, words: [] } };
    expect(
      await imports.importFrame(agency, { schools, classes }, { dryRun: false, readings }),
    ).toMatchObject({
      schools: 2,
    });
  });

  it('is refused where a formula has no value, naming the cell', async () => {
    const schools = await workbook(good.schools, (sheet) => {
      sheet.getCell('G2').value = { formula: '150*2' } as ExcelJS.CellFormulaValue;
    });
    const problem = await problemOf(
      imports.importFrame(agency, { schools, classes: bytes(good.classes) }, { dryRun: true }),
    );
    expect(problem.faults).toEqual([
      expect.objectContaining({ field: 'G2', row: 2, rule: 'formula-without-value' }),
    ]);
  });
});
