import type { ProblemDetails } from '@mingjian/contract/problems';
import type { FrameImport, School } from '@mingjian/contract/registry';
import iconv from 'iconv-lite';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { expectRefused, line, type Line } from './bad-input.refusal';
import {
  bootWorld,
  classes,
  classHeader,
  form,
  frame,
  schoolHeader,
  schools,
  type World,
} from './bad-input.world';

let world: World;
beforeAll(async () => {
  world = await bootWorld('bad-input-tables', 11);
});
afterAll(() => world.app.close());

const gbk = (lines: readonly string[]) => Uint8Array.from(iconv.encode(`${lines.join('\r\n')}\r\n`, 'gbk'));
const gbkSchools = gbk([schoolHeader, ...schools]);
const gbkClasses = gbk([classHeader, ...classes]);
const more = (row: string) => frame([...schools, row]);
const table = '422 bad-table';
const frames =
  (body: FormData): Line['sends'] =>
  () => ['POST /frame', body];

/** A multipart body as it is on the wire, to be cut or broken. */
const multipart =
  (text: string, type = 'multipart/form-data; boundary=X'): Line['sends'] =>
  () => ['POST /frame', text, { 'content-type': type }];
const part = '--X\r\ncontent-disposition: form-data; name="schools"; filename="a.csv"\r\n\r\n';

it('takes a frame in GBK, names and all', async () => {
  const files = form({ schools: gbkSchools, classes: gbkClasses });
  const reply = await world.ask<FrameImport>('agency', 'POST /frame', files);
  expect(reply).toMatchObject({ status: 200, body: { schools: 2, classes: 2, encoding: 'GB18030' } });
  const stored = await world.ask<School[]>('office', 'GET /schools');
  expect(stored.body.map(({ name, classes: [first] }) => [name, first?.name])).toEqual([
    ['红松小学', '五年级(1)班'],
    ['云杉小学', '五年级(1)班'],
  ]);
});

it('gives every fault of a refused frame as CSV that a spreadsheet opens, in the reader’s language', async () => {
  const rows = Array.from(
    { length: 300 },
    (_, at) => `21239${String(at).padStart(5, '0')},红松${at},231002,小学,城关,5,=1+1`,
  );
  const asked = (language: string, accept?: string) =>
    world.ask<never>('agency', 'POST /frame?dryRun=true', frame(rows), {
      'accept-language': language,
      ...(accept === undefined ? {} : { accept }),
    });
  const listed = (await asked('zh-CN')).body as ProblemDetails;
  expect(listed.faults).toHaveLength(50);
  expect(listed.detail).toContain('600 处错误');
  const csv = await asked('zh-CN', 'text/csv');
  expect([csv.status, csv.headers.get('content-type')]).toEqual([422, 'text/csv; charset=utf-8']);
  const lines = (csv.body as string).replace(/^\uFEFF/, '').split('\r\n');
  expect(lines).toHaveLength(1 + 600 + 1);
  expect(lines[0]).toBe('行,栏目,所填内容,规则,说明');
  expect(lines[1]).toMatch(/^2,城乡,城关,area,学校表：城乡应为：城区、镇区、乡村/);
  expect(lines[2]).toMatch(/^2,在校学生数,'=1\+1,whole-number,学校表：应为/);
  const english = (await asked('en', 'text/csv')).body as string;
  expect(english).toMatch(
    /row,field,value,rule,what to change\r\n2,城乡,城关,area,"schools: the area is one of/,
  );
});

it.each([
  line(
    'a duplicate school code',
    'agency',
    frames(more('2123900001,白桦小学,231002,小学,城区,5,30')),
    table,
    [/第 2 行和第 4 行/, /rows 2 and 4/],
    { field: '学校标识码', row: 4, value: '2123900001', rule: 'duplicate-school' },
  ),
  line(
    'the retired 231024',
    'agency',
    frames(more('2123900003,白桦小学,231024,小学,城区,5,30')),
    table,
    [/新代码为 231086/, /new code is 231086/],
    { field: '区划代码', row: 4, value: '231024', rule: 'retired-division' },
  ),
  line(
    'the retired 231071',
    'agency',
    frames(more('2123900003,白桦小学,231071,小学,城区,5,30')),
    table,
    [/231002、231003/, /231002, 231003/],
    { field: '区划代码', row: 4, value: '231071', rule: 'retired-division' },
  ),
  ...['constructor', '__proto__'].map((word) =>
    line(
      `a county called ${word}`,
      'agency',
      frames(more(`2123900003,白桦小学,${word},小学,城区,5,30`)),
      table,
      [/没有这个县/, /no county/],
      { row: 4, value: word, rule: 'unknown-county' },
    ),
  ),
  line(
    'a wrong header',
    'agency',
    frames(frame(schools, schoolHeader.replace('学校名称', '校名'))),
    table,
    [/不认识的列[\s\S]*缺少列“学校名称”/, /Unknown column[\s\S]*“name”/],
    { field: '校名', row: 1, rule: 'unknown-column' },
  ),
  line('a header and nothing else', 'agency', frames(frame([])), table, [/没有数据行/, /no rows/], {
    field: 'schools',
    rule: 'empty',
  }),
  line(
    'half a file',
    'agency',
    frames(more('2123900003,白桦小学,2310')),
    table,
    [/只传了一半/, /only half/],
    { row: 4, rule: 'ragged-row' },
  ),
  line(
    'half a file in GBK, cut within a character',
    'agency',
    frames(form({ schools: gbkSchools.slice(0, 80), classes: gbkClasses })),
    table,
    [/编码|一半/, /encoding|half/],
  ),
  line(
    'one file of the two',
    'agency',
    frames(form({ schools: [schoolHeader, ...schools] })),
    '400 file-missing',
    [/缺少文件：classes/, /missing: classes/],
  ),
  line(
    'a picture',
    'agency',
    frames(form({ schools: new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 1]), classes: gbkClasses })),
    table,
    [/编码/, /encoding/],
    { field: 'schools', rule: 'encoding' },
  ),
  line('an upload that breaks off', 'agency', multipart(`${part}${schoolHeader}`), '400 broken-upload', [
    /可能只传了一半/,
    /cut in half/,
  ]),
  line(
    'an upload without its boundary',
    'agency',
    multipart(part, 'multipart/form-data'),
    '400 broken-upload',
    [/不完整/, /incomplete/],
  ),
  line(
    'a file called __proto__',
    'agency',
    multipart(`${part.replace('"schools"', '"__proto__"')}x\r\n--X--\r\n`),
    '400 bad-request',
    [/格式不正确/, /not well formed/],
  ),
  line('JSON for a file', 'agency', () => ['POST /frame', {}], '415 not-multipart', [
    /以文件上传/,
    /multipart/,
  ]),
  line(
    'margins of a retired county',
    'agency',
    () => [
      'POST /margins',
      form({ file: ['county_code,audience,variable,category,total', '231024,教师,T-D1,1,40'] }),
    ],
    table,
    [/231086/, /231086/],
    { row: 2, value: '231024', rule: 'retired-division' },
  ),
])('refuses a frame with $what', (each) => expectRefused(world, each));
