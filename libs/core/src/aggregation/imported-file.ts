import ExcelJS from 'exceljs';
import { badTable, readRecords } from '../platform';
import type { TextColumns } from './plan';

/** A file of answers collected elsewhere, as columns of text. */
export interface ImportedFile {
  columns: TextColumns;
  rows: number;
  encoding: string;
}

const MOST_ROWS = 200_000;

/**
 * Reads a CSV (UTF-8 or GBK) or the first sheet of an XLSX; the first row is the header.
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
  refuse(name, 'too-many-rows', filled.length > MOST_ROWS, {
    zh: `表中有 ${filled.length} 行，最多允许 ${MOST_ROWS} 行。`,
    en: `The table has ${filled.length} rows; at most ${MOST_ROWS} are allowed.`,
  });
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
  return {
    columns: new Map(
      names.map((column, index) => [column, filled.map((record) => (record[index] ?? '').trim())]),
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
    zh: '无法读取这个工作簿，文件可能不完整。',
    en: 'The workbook cannot be read; the file may be incomplete.',
  };
  await workbook.xlsx.load(Uint8Array.from(bytes).buffer).catch(() => {
    throw badTable([{ field: name, rule: 'unreadable', message: unreadable }]);
  });
  const sheet = workbook.worksheets[0];
  const width = sheet?.columnCount ?? 0;
  const records: string[][] = [];
  sheet?.eachRow({ includeEmpty: true }, (row) => {
    records.push(Array.from({ length: width }, (_, index) => row.getCell(index + 1).text));
  });
  return { records, encoding: 'XLSX' };
}

function refuse(field: string, rule: string, when: boolean, message: { zh: string; en: string }): void {
  if (when) throw badTable([{ field, rule, message }]);
}
