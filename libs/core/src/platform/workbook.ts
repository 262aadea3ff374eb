import { badTable, refuseRows } from './bad-table';
import { guessMapping, tableOf, type Table, type TableColumn, type TableLimits } from './csv';
import { readRecords } from './csv-records';
import { Problem, type LocalizedFault } from './problem';
import { headerOf, sheetRows } from './sheet-rows';
import { unpackedWithin } from './unpacked-zip';
import { workbookParts, type ListedSheet } from './workbook-parts';

const MOST_COLUMNS = 1000;
const MOST_UNPACKED_BYTES = 200_000_000;

/** XLSX files, like every ZIP archive, begin with PK. */
const isWorkbook = (bytes: Uint8Array) => bytes[0] === 0x50 && bytes[1] === 0x4b;

export interface Sheet {
  records: string[][];
  encoding: string;
  /** Which sheet of a workbook was read, of which; null for CSV. */
  sheet: string | null;
  sheets: string[];
}
/** A sheet by its name, or the first of those whose header fits best. */
type SheetChoice = string | ((header: readonly string[]) => number);

/** The records of a CSV (UTF-8, UTF-16, GB18030) or of one sheet of an XLSX. @throws Problem 422 `bad-table` */
export async function readSheet(
  bytes: Uint8Array,
  file: string,
  mostRows: number,
  choice: SheetChoice = () => 0,
): Promise<Sheet> {
  refuse(file, 'empty-file', bytes.length === 0, {
    zh: '文件是空的（0 字节），可能没有传完。',
    en: 'The file is empty (0 bytes); it may not have been sent whole.',
  });
  return isWorkbook(bytes)
    ? sheetOf(bytes, file, mostRows, choice)
    : { ...(await readRecords(bytes, file, mostRows)), sheet: null, sheets: [] };
}

/** How many of the columns a header has, by their names or by a mapping. */
export function headerFit<Key extends string>(
  columns: readonly TableColumn<Key>[],
  mapping?: Partial<Record<Key, string>>,
): (header: readonly string[]) => number {
  return (header) => {
    const found = mapping ?? guessMapping(header, columns);
    return columns.filter(({ key }) => header.some((name) => name === found[key])).length;
  };
}

/** `readCsv` for files that may be workbooks, too. @throws as `readCsv` */
export async function readTable<Key extends string>(
  bytes: Uint8Array,
  columns: readonly TableColumn<Key>[],
  limits: TableLimits<Key>,
): Promise<Table<Key>> {
  const file = limits.file ?? 'file';
  const choice = limits.sheet ?? headerFit(columns, limits.mapping);
  const read = await readSheet(bytes, file, limits.maxRows, choice);
  try {
    return tableOf(read, columns, limits);
  } catch (error) {
    if (read.sheets.length < 2 || !(error instanceof Problem)) throw error;
    throw badTable([...error.faults, readSheetFault(read)]);
  }
}

/** Said beside what is wrong with a sheet, since it may be another one that was meant. */
function readSheetFault({ sheet, sheets }: Sheet): LocalizedFault {
  const others = sheets.filter((each) => each !== sheet);
  return {
    field: sheet ?? '',
    rule: 'which-sheet',
    message: {
      zh: `读取的是工作表“${sheet}”；文件中还有：${others.map((each) => `“${each}”`).join('、')}。`,
      en: `Read was the sheet “${sheet}”; the file also has ${others.map((each) => `“${each}”`).join(', ')}.`,
    },
  };
}

async function sheetOf(
  bytes: Uint8Array,
  file: string,
  mostRows: number,
  choice: SheetChoice,
): Promise<Sheet> {
  const entries = unpackedWithin(bytes, MOST_UNPACKED_BYTES) ?? unreadable(file);
  const parts = await workbookParts(entries).catch(() => unreadable(file));
  const visible = parts.sheets.filter(({ isVisible }) => isVisible);
  const xmlOf = ({ path }: ListedSheet) => entries.get(path) ?? unreadable(file);
  const header = (sheet: ListedSheet) =>
    headerOf(xmlOf(sheet), parts, MOST_COLUMNS).catch(() => unreadable(file));
  const sheet = (await chosen(visible, choice, header)) ?? noSheet(file, choice);
  const found = await sheetRows(xmlOf(sheet), parts, { rows: mostRows + 1, columns: MOST_COLUMNS }).catch(
    () => unreadable(file),
  );
  const { records, lastColumn, merged, faults } = found;
  refuse(file, 'too-many-columns', lastColumn > MOST_COLUMNS, {
    zh: `表中有 ${lastColumn} 列，最多允许 ${MOST_COLUMNS} 列。`,
    en: `The table has ${lastColumn} columns; at most ${MOST_COLUMNS} are allowed.`,
  });
  refuseRows(file, found.lastRow - 1, mostRows);
  if (merged.length > 0) throw badTable(merged.map(mergedFault));
  if (faults.length > 0) throw badTable(faults);
  // A sheet ends each row where its last cell is; a table has as many cells in every row.
  for (const record of records) while (record.length < lastColumn) record.push('');
  return { records, encoding: 'XLSX', sheet: sheet.name, sheets: visible.map(({ name }) => name) };
}

async function chosen(
  sheets: readonly ListedSheet[],
  choice: SheetChoice,
  header: (sheet: ListedSheet) => Promise<string[]>,
): Promise<ListedSheet | undefined> {
  if (typeof choice === 'string') return sheets.find(({ name }) => name === choice);
  if (sheets.length < 2) return sheets[0];
  const fits: number[] = [];
  for (const sheet of sheets) fits.push(choice(await header(sheet)));
  return sheets[fits.indexOf(Math.max(...fits))];
}

function unreadable(file: string): never {
  throw badTable([
    {
      field: file,
      rule: 'unreadable',
      message: {
        zh: '无法读取这个工作簿，文件可能不完整，或解压后过大。',
        en: 'The workbook cannot be read; the file may be incomplete, or too large once unpacked.',
      },
    },
  ]);
}

function noSheet(file: string, choice: SheetChoice): never {
  throw badTable([
    {
      field: file,
      value: typeof choice === 'string' ? choice : '',
      rule: 'no-sheet',
      message: { zh: '文件中没有这个工作表。', en: 'The file has no such sheet.' },
    },
  ]);
}

function mergedFault(range: string): LocalizedFault {
  return {
    field: range,
    row: Number(/\d+/.exec(range)?.[0] ?? 1),
    rule: 'merged-cells',
    message: {
      zh: '合并单元格只在左上角有内容，无法判断属于哪几行。请取消合并并逐行填写；表格上方的大标题请删去，第一行应为表头。',
      en: 'A merged cell holds its content in one corner alone, so that its rows are not known. Unmerge it and fill in each row; remove a title above the table: the first row must be the header.',
    },
  };
}

function refuse(field: string, rule: string, when: boolean, message: LocalizedFault['message']): void {
  if (when) throw badTable([{ field, rule, message }]);
}
