import ExcelJS from 'exceljs';
import { badTable, readRecords, unpacksWithin } from '../platform';
import type { TextColumns } from './plan';
import { cellReader } from './wenjuanxing';

/** A file of answers collected elsewhere, as columns of text. */
export interface ImportedFile {
  columns: TextColumns;
  rows: number;
  encoding: string;
}

const MOST_ROWS = 200_000;
const MOST_COLUMNS = 1000;
const MOST_UNPACKED_BYTES = 200_000_000;

/**
 * Reads a CSV (UTF-8 or GBK) or the first sheet of an XLSX, exports of 问卷星 among them; the first row is the header.
 * @throws Problem `bad-table` for an unreadable file, an empty or repeated header, no rows or too many, ragged rows
 */
export async function readImportedFile(name: string, bytes: Uint8Array): Promise<ImportedFile> {
  const isWorkbook = bytes[0] === 0x50 && bytes[1] === 0x4b;
  const { records, encoding } = isWorkbook ? await firstSheet(name, bytes) : readRecords(bytes, name);
  const [header = [], ...rest] = records;
  const names = header.map((cell) => cell.trim());
  const filled = rest.filter((record) => record.some((cell) => cell.trim() !== ''));
  refuse(name, 'no-header', names.length === 0 || names.some((each) => each === ''), {
    zh: '第一行应为表头，且每一列都要有名称。',
    en: 'The first row must be the header, with a name for every column.',
  });
  refuse(name, 'column-twice', new Set(names).size < names.length, {
    zh: '表头中有重名的列。',
    en: 'Two columns have the same name.',
  });
  refuse(name, 'empty', filled.length === 0, { zh: '表中没有数据行。', en: 'The table has no rows.' });
  refuseRows(name, filled.length);
  const ragged = rest.findIndex(
    (record) => record.length !== names.length && record.some((cell) => cell.trim() !== ''),
  );
  if (ragged >= 0 && !isWorkbook) {
    const message = {
      zh: `此行有 ${rest[ragged]?.length ?? 0} 格，表头有 ${names.length} 格；文件可能只传了一半。`,
      en: `This row has ${rest[ragged]?.length ?? 0} cells, the header ${names.length}; the file may be only half of itself.`,
    };
    throw badTable([{ field: name, row: ragged + 2, rule: 'ragged-row', message }]);
  }
  const read = cellReader(names);
  return {
    columns: new Map(
      names.map((column, index) => [column, filled.map((record) => read(record[index] ?? ''))]),
    ),
    rows: filled.length,
    encoding,
  };
}

async function firstSheet(
  name: string,
  bytes: Uint8Array,
): Promise<{ records: string[][]; encoding: string }> {
  const workbook = new ExcelJS.Workbook();
  const unreadable = {
    zh: '无法读取这个工作簿，文件可能不完整，或解压后过大。',
    en: 'The workbook cannot be read; the file may be incomplete, or too large once unpacked.',
  };
  refuse(name, 'unreadable', !unpacksWithin(bytes, MOST_UNPACKED_BYTES), unreadable);
  // Merged and validated ranges may span a billion cells, each of which ExcelJS would make.
  const ignoreNodes = ['mergeCells', 'dataValidations'];
  await workbook.xlsx.load(Uint8Array.from(bytes).buffer, { ignoreNodes }).catch(() => {
    throw badTable([{ field: name, rule: 'unreadable', message: unreadable }]);
  });
  const sheet = workbook.worksheets[0];
  const width = sheet?.columnCount ?? 0;
  refuse(name, 'too-many-columns', width > MOST_COLUMNS, {
    zh: `表中有 ${width} 列，最多允许 ${MOST_COLUMNS} 列。`,
    en: `The table has ${width} columns; at most ${MOST_COLUMNS} are allowed.`,
  });
  refuseRows(name, (sheet?.rowCount ?? 0) - 1);
  const records: string[][] = [];
  sheet?.eachRow({ includeEmpty: true }, (row) => {
    records.push(Array.from({ length: width }, (_, index) => row.getCell(index + 1).text));
  });
  return { records, encoding: 'XLSX' };
}

function refuseRows(name: string, rows: number): void {
  refuse(name, 'too-many-rows', rows > MOST_ROWS, {
    zh: `表中有 ${rows} 行，最多允许 ${MOST_ROWS} 行。`,
    en: `The table has ${rows} rows; at most ${MOST_ROWS} are allowed.`,
  });
}

function refuse(field: string, rule: string, when: boolean, message: { zh: string; en: string }): void {
  if (when) throw badTable([{ field, rule, message }]);
}
