import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import { readCsv } from './csv';
import { Problem } from './problem';

const columns = [
  { key: 'code', zh: '学校标识码', en: 'code' },
  { key: 'name', zh: '学校名称', en: 'name' },
  { key: 'note', zh: '备注', en: 'note', optional: true },
] as const;
const read = (content: string | Uint8Array, maxRows = 10) =>
  readCsv(typeof content === 'string' ? Buffer.from(content) : content, columns, {
    maxRows,
    file: 'schools',
  });

async function problemOf(content: string | Uint8Array, maxRows?: number): Promise<Problem> {
  const error: unknown = await read(content, maxRows).then(
    () => new Error('the table was taken'),
    (refusal: unknown) => refusal,
  );
  if (error instanceof Problem) return error;
  throw error;
}

describe('encodings', () => {
  const text = '学校标识码,学校名称\r\n2123900001,镇泊湖小学\r\n';
  test.each([
    ['UTF-8', Buffer.from(text)],
    ['UTF-8', Buffer.from(`\ufeff${text}`)],
    ['GB18030', iconv.encode(text, 'gbk')],
    ['UTF-16LE', iconv.encode(text, 'utf-16le', { addBOM: true })],
  ])('%s', async (encoding, bytes) => {
    const table = await read(bytes);
    expect(table.encoding).toBe(encoding);
    expect(table.rows).toEqual([{ row: 2, cells: { code: '2123900001', name: '镇泊湖小学', note: '' } }]);
  });

  test.each([
    ['bytes that are no text', Buffer.from([0x61, 0xff, 0xff, 0x81])],
    ['a file with NUL bytes', Buffer.from('code,name\n1,\u0000')],
  ])('%s', async (_what, bytes) => {
    expect((await problemOf(bytes)).faults[0]?.rule).toBe('encoding');
  });

  test('a workbook is recognised and the way out named', async () => {
    const problem = await problemOf(Buffer.from('PK\u0003\u0004…'));
    expect(problem).toMatchObject({ status: 422, code: 'bad-table' });
    expect(problem.faults[0]?.message.zh).toContain('另存为');
  });
});

describe('headers', () => {
  test('in English, in another order, with odd case and blanks', async () => {
    expect((await read(' Name , CODE\na,1')).rows[0]?.cells).toMatchObject({ code: '1', name: 'a' });
  });
  test('a wrong one says what is missing and what is unknown', async () => {
    expect((await problemOf('学校代码,学校名称\n1,a')).faults).toMatchObject([
      { rule: 'unknown-column', field: '学校代码', row: 1 },
      { rule: 'missing-column', field: '学校标识码', row: 1 },
    ]);
  });
  test('a column named twice', async () => {
    expect((await problemOf('code,name,学校标识码\n1,a,2')).faults[0]?.rule).toBe('column-twice');
  });
  test.each(['', '\n\n', ',,\n'])('none at all: %j', async (text) => {
    expect((await problemOf(text)).faults[0]?.rule).toBe('no-header');
  });
});

describe('half a file', () => {
  test('an unclosed quotation mark', async () => {
    expect((await problemOf('code,name\n1,a\n2,"b')).faults[0]).toMatchObject({ rule: 'unclosed-quote' });
  });
  test('a last row cut short', async () => {
    const [fault] = (await problemOf('code,name\n1,a\n2')).faults;
    expect(fault).toMatchObject({ rule: 'ragged-row', row: 3, value: '2' });
    expect(fault?.message.zh).toContain('一半');
  });
});

describe('rows', () => {
  test('are numbered as the spreadsheet shows them, empty ones passed over', async () => {
    expect((await read('code,name\n\n1,a\n,\n2,b\n')).rows.map((row) => row.row)).toEqual([3, 5]);
  });
  test('empty surplus columns are forgiven, filled ones are not', async () => {
    expect((await read('code,name,\n1,a,,,\n')).rows).toHaveLength(1);
    expect((await problemOf('code,name\n1,a,b\n')).faults[0]?.rule).toBe('ragged-row');
  });
  test('what looks like a formula is data', async () => {
    expect((await read('code,name\n=1+1,"=HYPERLINK(""x"")"')).rows[0]?.cells).toMatchObject({
      code: '=1+1',
      name: '=HYPERLINK("x")',
    });
  });
  test('too many, and none', async () => {
    expect((await problemOf('code,name\n1,a\n2,b', 1)).faults[0]?.rule).toBe('too-many-rows');
    expect((await problemOf('code,name\n')).faults[0]?.rule).toBe('empty');
  });
  test('faults are all there, and the text says how many', async () => {
    const problem = await problemOf(`code,name\n${'x\n'.repeat(80)}`, 100);
    expect(problem.faults).toHaveLength(80);
    expect(problem.text.en).toContain('80 fault');
  });
});
