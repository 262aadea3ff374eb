import ExcelJS from 'exceljs';
import { unzipSync, strFromU8 } from 'fflate';
import { describe, expect, it } from 'vitest';
import { codebookOf, type Dataset } from './dataset';
import { csvBytes } from './dataset-csv';
import { savBytes } from './dataset-sav';
import { xlsxStream } from './dataset-xlsx';
import { readSav } from './read-sav.fixture';
import { zipped } from './zip-stream';

const both = (text: string) => ({ zh: text, en: text });
const dataset: Dataset = {
  name: 'answers',
  title: { zh: '教师答卷', en: 'Answers of teachers' },
  variables: [
    { name: 'county', label: both('县（市、区）'), kind: 'text' },
    {
      name: 'stage',
      label: both('学段'),
      kind: 'text',
      values: [
        { value: 'kindergarten', label: both('幼儿园') },
        { value: 'primary', label: both('小学') },
      ],
    },
    {
      name: 'T-03',
      label: both('您对教师工资待遇的落实情况满意吗？'),
      kind: 'number',
      missing: 0,
      values: [
        { value: 0, label: both('不了解') },
        { value: 5, label: both('非常满意') },
      ],
    },
    { name: '=weight', label: both('权数'), kind: 'number' },
    { name: 'by', label: both('=HYPERLINK("x")'), kind: 'text' },
  ],
  rows: () => [
    ['东安区', 'kindergarten', 5, 12.345678901234567, '=1+1'],
    ['绥芬河市', 'primary', 0, -3.5, '@"a",b'],
    [null, 'primary', null, 1 / 3, '-7'],
  ],
};

function joined(chunks: Iterable<Uint8Array>): Buffer {
  return Buffer.concat([...chunks]);
}
async function read(chunks: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const chunk of chunks) parts.push(chunk);
  return Buffer.concat(parts);
}

describe('a dataset', () => {
  it('as CSV keeps every digit and runs no formula', () => {
    expect(joined(csvBytes(dataset)).toString()).toBe(
      [
        "\uFEFFcounty,stage,T-03,'=weight,by",
        "东安区,kindergarten,5,12.345678901234567,'=1+1",
        `绥芬河市,primary,0,-3.5,"'@""a"",b"`,
        ',primary,,0.3333333333333333,-7',
        '',
      ].join('\r\n'),
    );
  });

  it('as an SPSS file says names, labels, values and missing values in UTF-8', () => {
    const file = readSav(joined(savBytes(dataset, 'zh-CN')));
    expect(file.encoding).toBe('UTF-8');
    expect(file.variables.map(({ name }) => name)).toEqual(['county', 'stage', 'T_03', 'v__weight', 'by_']);
    expect(file.variables[2]).toMatchObject({
      label: '您对教师工资待遇的落实情况满意吗？',
      missing: [0],
      values: new Map<string | number, string>([
        [0, '不了解'],
        [5, '非常满意'],
      ]),
    });
    expect(file.variables[1]?.values).toEqual(
      new Map([
        ['kindergarten', '幼儿园'],
        ['primary', '小学'],
      ]),
    );
    expect(file.rows).toEqual([
      ['东安区', 'kindergarten', 5, 12.345678901234567, '=1+1'],
      ['绥芬河市', 'primary', 0, -3.5, '@"a",b'],
      ['', 'primary', null, 1 / 3, '-7'],
    ]);
  });

  it('as a workbook holds numbers as numbers, and goes on in a further sheet instead of ending', async () => {
    const workbook = new ExcelJS.Workbook();
    const bytes = await read(xlsxStream([dataset, codebookOf([dataset])], 'zh-CN', 2));
    await workbook.xlsx.load(
      bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length) as ArrayBuffer,
    );
    expect(workbook.worksheets.map(({ name }) => name).slice(0, 2)).toEqual(['answers', 'answers (2)']);
    expect(workbook.getWorksheet('answers')?.getCell('D2').value).toBe(12.345678901234567);
    expect(workbook.getWorksheet('answers')?.getCell('E2').value).toBe("'=1+1");
    expect(workbook.getWorksheet('answers (2)')?.getCell('D2').value).toBe(1 / 3);
  });

  it('has a codebook with a line for every value', () => {
    const lines = joined(csvBytes(codebookOf([dataset])))
      .toString()
      .split('\r\n');
    expect(lines).toContain(
      'answers,T-03,您对教师工资待遇的落实情况满意吗？,您对教师工资待遇的落实情况满意吗？,number,5,非常满意,非常满意',
    );
    expect(lines.some((line) => line.includes(`'=HYPERLINK`))).toBe(true);
  });

  it('goes into a zip without being held whole', async () => {
    const bytes = await read(
      zipped([
        { name: 'a/answers.csv', chunks: csvBytes(dataset) },
        { name: 'answers.sav', chunks: savBytes(dataset, 'en') },
      ]),
    );
    const parts = unzipSync(bytes);
    expect(Object.keys(parts)).toEqual(['a/answers.csv', 'answers.sav']);
    expect(strFromU8(parts['a/answers.csv'] ?? new Uint8Array())).toContain('绥芬河市');
  });
});
