import { CsvError, parse } from 'csv-parse/sync';
import iconv from 'iconv-lite';
import type { Localized } from '@mingjian/contract/localized';
import { listedFaults, Problem, type LocalizedFault } from './problem';

/** A column that a table may have, under its Chinese or English header; `also` are further headers in use. */
export interface TableColumn<Key extends string> {
  key: Key;
  zh: string;
  en: string;
  also?: readonly string[];
  /** A table without this column has empty cells there. */
  optional?: boolean;
}

export interface TableRow<Key extends string> {
  /** Counts from 1, the header being row 1, as a spreadsheet shows it. */
  row: number;
  /** Trimmed. What looks like a formula is data like any other. */
  cells: Record<Key, string>;
}

export interface Table<Key extends string> {
  encoding: string;
  /** The header as it stands in this file, to name a column by in faults. */
  header: Record<Key, string>;
  rows: TableRow<Key>[];
}

const longestCell = 4000;
const mostColumns = 300;

/**
 * Reads a CSV table: UTF-8 (with or without mark), UTF-16 with mark, else GB18030 (which contains GBK and GB2312).
 * Columns are found by their header, in any order; lines without content are passed over.
 *
 * @param columns what the table must or may have; any other column is refused, so that no misspelt one is lost
 * @throws Problem 422 `bad-table`: an unknown encoding, no text at all, a wrong header (naming what is missing and
 *   what is unknown), an unclosed quotation mark or a ragged row (as in half a file), too many rows
 */
export function readCsv<Key extends string>(
  bytes: Uint8Array,
  columns: readonly TableColumn<Key>[],
  limits: TableLimits<Key>,
): Table<Key> {
  return tableOf(readRecords(bytes, limits.file ?? 'file'), columns, limits);
}

export interface TableLimits<Key extends string> {
  /** rows below the header */
  maxRows: number;
  /** what to call the file in faults about the whole of it */
  file?: string;
  /** Which header of this file stands for a column; columns that nothing stands for are passed over. */
  mapping?: Partial<Record<Key, string>>;
  /** Which sheet of a workbook; without it the one whose header fits best. */
  sheet?: string;
  /** Takes the faults of single rows, for a reader that adds its own to them; else they are thrown. */
  faults?: LocalizedFault[];
}

/** A table out of records as they stand in a file, the header first. @throws as `readCsv` */
export function tableOf<Key extends string>(
  { records, encoding }: { records: readonly string[][]; encoding: string },
  columns: readonly TableColumn<Key>[],
  limits: TableLimits<Key>,
): Table<Key> {
  const file = limits.file ?? 'file';
  const [first = [], ...rest] = records;
  const places = placesOf(first, columns, file, limits.mapping);
  const filled = rest
    .map((record, index) => ({ record, row: index + 2 }))
    .filter(({ record }) => record.some((cell) => cell.trim() !== ''));
  if (filled.length === 0)
    throw badTable([fault(file, 'empty', { zh: '表中没有数据行。', en: 'The table has no rows.' })]);
  if (filled.length > limits.maxRows) {
    const zh = `表中有 ${filled.length} 行，最多允许 ${limits.maxRows} 行。`;
    const en = `The table has ${filled.length} rows; at most ${limits.maxRows} are allowed.`;
    throw badTable([fault(file, 'too-many-rows', { zh, en })]);
  }
  const faults = filled.flatMap(({ record, row }) =>
    rowFaults(record, row, first.length, row === rest.length + 1),
  );
  if (faults.length > 0 && !limits.faults) throw badTable(faults);
  limits.faults?.push(...faults);
  const unread = new Set(faults.map(({ row }) => row));
  const keyed = [...places];
  return {
    encoding,
    header: Object.fromEntries(
      columns.map(({ key, zh }) => [key, first[places.get(key) ?? -1]?.trim() ?? zh]),
    ) as Record<Key, string>,
    rows: filled.flatMap(({ record, row }) => {
      if (unread.has(row)) return [];
      const cells = {
        ...(Object.fromEntries(columns.map(({ key }) => [key, ''])) as Record<Key, string>),
        ...Object.fromEntries(keyed.map(([key, place]) => [key, record[place]?.trim() ?? ''])),
      };
      return [{ row, cells }];
    }),
  };
}

/** The same for a table whose columns only its reader knows: the records as they stand, the header first. */
export function readRecords(bytes: Uint8Array, file: string): { records: string[][]; encoding: string } {
  const { text, encoding } = decode(bytes, file);
  return { records: recordsOf(text, file), encoding };
}

/** A refused table: all its faults, and in the text how many there are. Status 422, code `bad-table`. */
export function badTable(faults: readonly LocalizedFault[]): Problem {
  const more = faults.length > listedFaults;
  return new Problem(
    422,
    'bad-table',
    {
      zh: `文件未导入：有 ${faults.length} 处错误${more ? `，以下是前 ${listedFaults} 处` : ''}。请更正后重新上传，系统没有写入任何内容。`,
      en: `The file was not imported: ${faults.length} fault(s)${more ? `, the first ${listedFaults} below` : ''}. Correct it and upload it again; nothing was written.`,
    },
    faults,
  );
}

function fault(field: string, rule: string, message: Localized): LocalizedFault {
  return { field, rule, message };
}

function decode(bytes: Uint8Array, file: string): { text: string; encoding: string } {
  const refused = (rule: string, message: Localized) => badTable([fault(file, rule, message)]);
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) {
    throw refused('not-csv', {
      zh: '这是 Excel 工作簿（或压缩文件）。请在 Excel 中另存为“CSV UTF-8”后上传。',
      en: 'This is an Excel workbook (or an archive). Save it as “CSV UTF-8” in Excel and upload that.',
    });
  }
  const mark =
    bytes[0] === 0xff && bytes[1] === 0xfe
      ? 'UTF-16LE'
      : bytes[0] === 0xfe && bytes[1] === 0xff
        ? 'UTF-16BE'
        : null;
  const unreadable = () =>
    refused('encoding', {
      zh: '无法识别文件的文字编码。请另存为 UTF-8 或 GBK 编码的 CSV。',
      en: 'The encoding of the file is not known. Save it as CSV in UTF-8 or GBK.',
    });
  if (mark !== null) return { text: iconv.decode(Buffer.from(bytes), mark), encoding: mark };
  if (bytes.includes(0)) throw unreadable();
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), encoding: 'UTF-8' };
  } catch {
    const text = iconv.decode(Buffer.from(bytes), 'gb18030');
    if (text.includes('\ufffd')) throw unreadable();
    return { text, encoding: 'GB18030' };
  }
}

function recordsOf(text: string, file: string): string[][] {
  try {
    return parse(text, { bom: true, relaxColumnCount: true, skipEmptyLines: false });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const row = typeof error.lines === 'number' ? { row: error.lines } : {};
    if (error.code === 'CSV_QUOTE_NOT_CLOSED') {
      throw badTable([
        {
          ...fault(file, 'unclosed-quote', {
            zh: '引号没有配对，文件可能只传了一半。',
            en: 'A quotation mark is not closed; the file may be only half of itself.',
          }),
          ...row,
        },
      ]);
    }
    throw badTable([
      {
        ...fault(file, 'not-csv', {
          zh: '此处的引号不符合 CSV 格式，无法读取。',
          en: 'A quotation mark in this place is not valid CSV.',
        }),
        ...row,
      },
    ]);
  }
}

/** Where each column stands. @throws Problem when one is missing, unknown or there twice */
function placesOf<Key extends string>(
  header: readonly string[],
  columns: readonly TableColumn<Key>[],
  file: string,
  mapping: TableLimits<Key>['mapping'],
): Map<Key, number> {
  if (header.every((cell) => cell.trim() === '') || header.length > mostColumns) {
    throw badTable([
      {
        ...fault(file, 'no-header', { zh: '第一行应为表头。', en: 'The first row must be the header.' }),
        row: 1,
      },
    ]);
  }
  const places = new Map<Key, number>();
  const faults: LocalizedFault[] = [];
  header.forEach((cell, place) => {
    const name = plain(cell);
    if (name === '') return;
    const column = mapping
      ? columns.find(({ key }) => mapping[key] !== undefined && plain(mapping[key]) === name)
      : columnOf(name, columns);
    const value = cell.trim().slice(0, 60);
    if (!column && mapping) return;
    if (!column) {
      const known = columns.map(({ zh, en }) => `${zh}/${en}`).join('、');
      const message = { zh: `不认识的列。可用的列：${known}`, en: `Unknown column. Known are: ${known}` };
      faults.push({ ...fault(value, 'unknown-column', message), row: 1, value });
    } else if (places.has(column.key)) {
      const message = { zh: '同一列出现了两次。', en: 'The column is there twice.' };
      faults.push({ ...fault(value, 'column-twice', message), row: 1, value });
    } else places.set(column.key, place);
  });
  for (const { key, zh, en, optional } of columns) {
    if (places.has(key) || optional) continue;
    const message = { zh: `缺少列“${zh}”（${en}）。`, en: `The column “${en}” (${zh}) is missing.` };
    faults.push({ ...fault(zh, 'missing-column', message), row: 1 });
  }
  if (faults.length > 0) throw badTable(faults);
  return places;
}

function columnOf<Key extends string>(
  name: string,
  columns: readonly TableColumn<Key>[],
): TableColumn<Key> | undefined {
  return columns.find(({ zh, en, also = [] }) =>
    [zh, en, ...also].some((each) => plain(each) === plain(name)),
  );
}

/** Which header of a file most likely stands for each column; null where none is known by that name. */
export function guessMapping<Key extends string>(
  header: readonly string[],
  columns: readonly TableColumn<Key>[],
): Record<Key, string | null> {
  return Object.fromEntries(
    columns.map((column) => [
      column.key,
      header.find((cell) => columnOf(cell, columns)?.key === column.key) ?? null,
    ]),
  ) as Record<Key, string | null>;
}

function plain(header: string): string {
  return header
    .normalize('NFKC')
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, '_');
}

function rowFaults(record: readonly string[], row: number, width: number, isLast: boolean): LocalizedFault[] {
  const surplus = record.slice(width).some((cell) => cell.trim() !== '');
  if (record.length < width || surplus) {
    const zh = `应有 ${width} 列，实际 ${record.length} 列。${isLast ? '这是最后一行，文件可能只传了一半。' : ''}`;
    const en = `${width} columns expected, ${record.length} found.${isLast ? ' It is the last row: the file may be only half of itself.' : ''}`;
    return [{ ...fault('', 'ragged-row', { zh, en }), row, value: record.join(',').slice(0, 80) }];
  }
  const long = record.findIndex((cell) => cell.length > longestCell);
  if (long === -1) return [];
  const message = {
    zh: `单元格超过 ${longestCell} 个字符。`,
    en: `The cell is longer than ${longestCell} characters.`,
  };
  return [
    { ...fault(String(long + 1), 'cell-too-long', message), row, value: record[long]?.slice(0, 40) ?? '' },
  ];
}
