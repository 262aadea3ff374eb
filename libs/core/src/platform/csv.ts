import type { Localized } from '@mingjian/contract/localized';
import { badTable } from './bad-table';
import { readRecords } from './csv-records';
import type { LocalizedFault } from './problem';

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

/** A fault in one cell: its column is called as this file calls it, and a long value is shown by its beginning. */
export function cellFault<Key extends string>(
  { header }: Pick<Table<Key>, 'header'>,
  { row, cells }: TableRow<Key>,
  key: Key,
  rule: string,
  message: Localized,
): LocalizedFault {
  return { field: header[key], row, value: cells[key].slice(0, 60), rule, message };
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
export async function readCsv<Key extends string>(
  bytes: Uint8Array,
  columns: readonly TableColumn<Key>[],
  limits: TableLimits<Key>,
): Promise<Table<Key>> {
  return tableOf(await readRecords(bytes, limits.file ?? 'file', limits.maxRows), columns, limits);
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
  const first = records[0] ?? [];
  const places = placesOf(first, columns, file, limits.mapping);
  const placed = columns.map(({ key }) => [key, places.get(key) ?? -1] as const);
  const faults: LocalizedFault[] = [];
  const rows: TableRow<Key>[] = [];
  for (let at = 1; at < records.length; at += 1) {
    const record = records[at] ?? [];
    if (record.every((cell) => cell.trim() === '')) continue;
    const found = rowFault(record, at + 1, first.length, at + 1 === records.length);
    if (found) {
      faults.push(found);
      continue;
    }
    const cells = {} as Record<Key, string>;
    for (const [key, place] of placed) cells[key] = record[place]?.trim() ?? '';
    rows.push({ row: at + 1, cells });
  }
  if (rows.length + faults.length === 0)
    throw badTable([fault(file, 'empty', { zh: '表中没有数据行。', en: 'The table has no rows.' })]);
  if (faults.length > 0 && !limits.faults) throw badTable(faults);
  for (const each of faults) limits.faults?.push(each);
  const header = Object.fromEntries(
    columns.map(({ key, zh }) => [key, first[places.get(key) ?? -1]?.trim() ?? zh]),
  ) as Record<Key, string>;
  return { encoding, header, rows };
}

function fault(field: string, rule: string, message: Localized): LocalizedFault {
  return { field, rule, message };
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

function rowFault(
  record: readonly string[],
  row: number,
  width: number,
  isLast: boolean,
): LocalizedFault | null {
  const surplus = record.slice(width).some((cell) => cell.trim() !== '');
  if (record.length < width || surplus) {
    const zh = `应有 ${width} 列，实际 ${record.length} 列。${isLast ? '这是最后一行，文件可能只传了一半。' : ''}`;
    const en = `${width} columns expected, ${record.length} found.${isLast ? ' It is the last row: the file may be only half of itself.' : ''}`;
    return { ...fault('', 'ragged-row', { zh, en }), row, value: record.join(',').slice(0, 80) };
  }
  const long = record.findIndex((cell) => cell.length > longestCell);
  if (long === -1) return null;
  const message = {
    zh: `单元格超过 ${longestCell} 个字符。`,
    en: `The cell is longer than ${longestCell} characters.`,
  };
  return {
    ...fault(String(long + 1), 'cell-too-long', message),
    row,
    value: record[long]?.slice(0, 40) ?? '',
  };
}
