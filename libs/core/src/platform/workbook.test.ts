import ExcelJS from 'exceljs';
import { zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { Problem } from './problem';
import { readSheet } from './workbook';

const bytesOf = (files: Record<string, string>) =>
  zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, Buffer.from(text)])));
const relations = (...targets: [type: string, target: string][]) =>
  `<Relationships>${targets.map(([type, target], at) => `<Relationship Id="r${at}" Type="x/${type}" Target="${target}"/>`).join('')}</Relationships>`;
/** As other programs write it: prefixes, absolute targets, cells without an address. */
const foreign = (rows: string, strings = '') =>
  bytesOf({
    'xl/workbook.xml':
      '<x:workbook xmlns:x="m" xmlns:r="o"><x:sheets><x:sheet name="名册 &amp; 班级" sheetId="1" r:id="r0"/></x:sheets></x:workbook>',
    'xl/_rels/workbook.xml.rels': relations(
      ['worksheet', '/xl/worksheets/a.xml'],
      ['sharedStrings', 'words.xml'],
    ),
    'xl/worksheets/a.xml': `<x:worksheet xmlns:x="m"><x:sheetData>${rows}</x:sheetData></x:worksheet>`,
    'xl/words.xml': `<sst>${strings}</sst>`,
  });
const read = (bytes: Uint8Array, mostRows = 10) => readSheet(bytes, 'file', mostRows);
const rulesOf = (bytes: Uint8Array, mostRows?: number) =>
  read(bytes, mostRows).then(
    () => [],
    (error: unknown) => (error instanceof Problem ? error.faults.map(({ rule }) => rule) : [String(error)]),
  );

describe('a cell is read as a person sees it', () => {
  test('numbers in full, dates as dates, truth, errors and formulas by their value', async () => {
    const book = new ExcelJS.Workbook();
    const sheet = book.addWorksheet('s');
    sheet.addRow(['a', 2123900001, 0.1, true, { error: '#N/A' }, { formula: '1+1', result: 2 }]);
    sheet.addRow([new Date(Date.UTC(2026, 5, 15)), new Date(Date.UTC(2026, 5, 15, 8, 30)), 30]);
    sheet.getCell('A2').numFmt = 'yyyy"年"m"月"d"日"';
    sheet.getCell('C2').numFmt = '0" days"';
    const { records } = await read(new Uint8Array(await book.xlsx.writeBuffer()));
    expect(records).toEqual([
      ['a', '2123900001', '0.1', 'true', '#N/A', '2'],
      ['2026-06-15', '2026-06-15 08:30:00', '30', '', '', ''],
    ]);
  });

  test('rich text is one text, and how it is pronounced is none of it', async () => {
    const strings =
      '<si><r><t>红松</t></r><r><t xml:space="preserve"> 小学</t></r><rPh sb="0" eb="2"><t>hóngsōng</t></rPh></si>' +
      '<si><t>甲_x000A_乙</t></si>';
    const rows =
      '<x:row><x:c t="s"><x:v>0</x:v></x:c><x:c t="s"><x:v>1</x:v></x:c><x:c t="inlineStr"><x:is><x:r><x:t>一</x:t></x:r><x:r><x:t>班</x:t></x:r></x:is></x:c></x:row>';
    const { records, sheet } = await read(foreign(rows, strings));
    expect(records).toEqual([['红松 小学', '甲\n乙', '一班']]);
    expect(sheet).toBe('名册 & 班级');
  });

  test('characters are whole wherever the file is cut into pieces', async () => {
    const name = '镇泊湖小学'.repeat(20);
    const rows = Array.from(
      { length: 2000 },
      (_, at) => `<x:row><x:c t="str"><x:v>${at} ${name}</x:v></x:c></x:row>`,
    );
    const { records } = await read(foreign(rows.join('')), 2000);
    expect(records.every(([cell], at) => cell === `${at} ${name}`)).toBe(true);
  });
});

describe('rows', () => {
  test('keep their numbers where the file leaves some out', async () => {
    const { records } = await read(
      foreign(
        '<x:row r="1"><x:c r="A1"><x:v>1</x:v></x:c></x:row><x:row r="4"><x:c r="B4"><x:v>2</x:v></x:c></x:row>',
      ),
    );
    expect(records).toEqual([
      ['1', ''],
      ['', ''],
      ['', ''],
      ['', '2'],
    ]);
  });

  test('more than allowed are counted and refused, those that only look like rows are not', async () => {
    const rows = (text: string) => `<x:row><x:c><x:v>${text}</x:v></x:c></x:row>`;
    expect(await rulesOf(foreign(rows('1').repeat(12)))).toEqual(['too-many-rows']);
    expect(await rulesOf(foreign(rows('1').repeat(11) + rows('').repeat(5000)))).toEqual([]);
  });
});

describe('a workbook that cannot be read', () => {
  test.each([
    ['a sheet that ends too soon', foreign('<x:row><x:c><x:v>1</x:v>')],
    ['rows out of order', foreign('<x:row r="2"/><x:row r="1"/>')],
    ['no sheet at all', bytesOf({ 'xl/workbook.xml': '<workbook/>' })],
    [
      'entities of its own',
      foreign('<!DOCTYPE a [<!ENTITY b "c">]><x:row><x:c t="str"><x:v>&b;</x:v></x:c></x:row>'),
    ],
  ])('%s', async (_what, bytes) => {
    expect(await rulesOf(bytes)).toEqual(['unreadable']);
  });
});
