import 'reflect-metadata';
import { setImmediate as turn } from 'node:timers/promises';
import { Module, type INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import ExcelJS from 'exceljs';
import iconv from 'iconv-lite';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { IdentityModule } from '../identity';
import { analyst as agency } from '../identity/people.fixture';
import { PlatformModule } from '../platform';
import { problemOf } from '../platform/refusal.fixture';
import { useServers } from '../platform/servers.fixture';
import { FrameImportService, RegistryModule, RegistryService } from './index';

@Module({ imports: [PlatformModule, IdentityModule, RegistryModule] })
class Root {}

const SCHOOLS = 400;
const schoolHeader = ['学校标识码', '学校名称', '区划代码', '学段', '城乡', '专任教师数', '在校学生数'];
const classHeader = ['学校标识码', '年级', '班级', '学生数'];
const codeOf = (at: number) => `2123${String(at).padStart(6, '0')}`;
const schoolRows = (count: number) =>
  Array.from({ length: count }, (_, at) => [
    codeOf(at),
    `第${at}小学`,
    '231002',
    '小学',
    '城区',
    '20',
    '300',
  ]);
/** Ten a school. */
const classRows = (pupils: string) =>
  Array.from({ length: SCHOOLS * 10 }, (_, at) => [
    codeOf(Math.floor(at / 10)),
    String(1 + (at % 6)),
    `${1 + (at % 10)}班`,
    pupils,
  ]);
const gbk = (...rows: string[][]) =>
  new Uint8Array(iconv.encode(rows.map((cells) => `${cells.join(',')}\r\n`).join(''), 'gbk'));
async function workbook(...rows: string[][]): Promise<Uint8Array> {
  const book = new ExcelJS.Workbook();
  book.addWorksheet('名册').addRows(rows);
  return new Uint8Array(await book.xlsx.writeBuffer());
}
const formats = [
  ['a CSV in GBK', gbk],
  ['a workbook', workbook],
] as const;

let app: INestApplicationContext;
let imports: FrameImportService;
beforeAll(async () => {
  useServers('frame-large-int', 6);
  app = await NestFactory.createApplicationContext(Root, { logger: ['error'], abortOnError: false });
  imports = app.get(FrameImportService);
});
afterAll(() => app.close());

const stored = () => app.get(RegistryService).frame();
const refusalOf = (schools: Uint8Array, classes: Uint8Array) =>
  problemOf(imports.importFrame(agency, { schools, classes }, { dryRun: false }));

it.each(formats)(
  '%s of which every row is wrong is refused with the count and all of them',
  async (_what, write) => {
    const schools = await write(schoolHeader, ...schoolRows(SCHOOLS));
    const { faults, text } = await refusalOf(schools, await write(classHeader, ...classRows('三十')));
    expect(faults).toHaveLength(SCHOOLS * 10);
    expect(faults.at(-1)).toMatchObject({ row: SCHOOLS * 10 + 1, value: '三十', rule: 'whole-number' });
    expect(text.zh).toContain(`${SCHOOLS * 10} 处错误，以下是前 50 处`);
    expect(await stored()).toEqual([]);
  },
);

it.each(formats)('%s of more schools than allowed is refused naming the limit', async (_what, write) => {
  const schools = await write(schoolHeader, ...schoolRows(20_001));
  const { faults } = await refusalOf(schools, await write(classHeader, ...classRows('30')));
  expect(faults).toMatchObject([{ field: 'schools', rule: 'too-many-rows' }]);
  expect(faults[0]?.message.zh).toBe(
    '学校表：表中有 20001 行，最多允许 20000 行。请分开导入或删去多余的行。',
  );
  expect(await stored()).toEqual([]);
});

it.each([
  ['a CSV cut within a row', gbk(classHeader, ...classRows('30')).slice(0, -5), 'ragged-row'],
  ['a CSV cut within a character', gbk(classHeader, ...classRows('30')).slice(0, -6), 'encoding'],
  ['a workbook cut in half', null, 'unreadable'],
])('%s is refused, and nothing of it is stored', async (_what, half, rule) => {
  const whole = await workbook(classHeader, ...classRows('30'));
  const classes = half ?? whole.slice(0, whole.length / 2);
  const { faults } = await refusalOf(gbk(schoolHeader, ...schoolRows(SCHOOLS)), classes);
  expect(faults).toMatchObject([{ rule }]);
  expect(await stored()).toEqual([]);
});

it.each(formats)('%s is read, checked and stored while others have their turns', async (_what, write) => {
  const files = {
    schools: await write(schoolHeader, ...schoolRows(SCHOOLS)),
    classes: await write(classHeader, ...classRows('30')),
  };
  let turns = 0;
  let isDone = false;
  const others = (async () => {
    while (!isDone) {
      await turn();
      turns += 1;
    }
  })();
  const read = await imports.columnsOf(agency, 'classes', files.classes);
  expect([read.rows, turns > 2]).toEqual([SCHOOLS * 10, true]);
  const reply = await imports.importFrame(agency, files, { dryRun: false });
  isDone = true;
  await others;
  expect(reply).toMatchObject({ schools: SCHOOLS, classes: SCHOOLS * 10 });
  const [first] = await stored();
  expect(first?.classes).toHaveLength(10);
  expect(first?.classes[0]).toEqual({ grade: 1, name: '1班', pupils: 30 });
});
