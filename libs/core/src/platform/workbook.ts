import ExcelJS from 'exceljs';
import {
  badTable,
  guessMapping,
  readRecords,
  tableOf,
  type Table,
  type TableColumn,
  type TableLimits,
} from './csv';
import { mergedRanges } from './merged-cells';
import { Problem, type LocalizedFault } from './problem';
import { unpackedWithin } from './unpacked-zip';

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
    : { ...readRecords(bytes, file), sheet: null, sheets: [] };
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
  const unreadable = {
    zh: '无法读取这个工作簿，文件可能不完整，或解压后过大。',
    en: 'The workbook cannot be read; the file may be incomplete, or too large once unpacked.',
  };
  const entries = unpackedWithin(bytes, MOST_UNPACKED_BYTES);
  if (entries === null) throw badTable([{ field: file, rule: 'unreadable', message: unreadable }]);
  const workbook = new ExcelJS.Workbook();
  // Merged and validated ranges may span a billion cells, each of which ExcelJS would make.
  const ignoreNodes = ['mergeCells', 'dataValidations'];
  await workbook.xlsx.load(Uint8Array.from(bytes).buffer, { ignoreNodes }).catch(() => {
    throw badTable([{ field: file, rule: 'unreadable', message: unreadable }]);
  });
  const visible = workbook.worksheets.filter(({ state }) => state === 'visible');
  const sheets = visible.map(({ name }) => name);
  const sheet = chosen(visible, choice);
  if (!sheet) {
    throw badTable([
      {
        field: file,
        value: typeof choice === 'string' ? choice : '',
        rule: 'no-sheet',
        message: { zh: '文件中没有这个工作表。', en: 'The file has no such sheet.' },
      },
    ]);
  }
  const width = sheet.columnCount;
  refuse(file, 'too-many-columns', width > MOST_COLUMNS, {
    zh: `表中有 ${width} 列，最多允许 ${MOST_COLUMNS} 列。`,
    en: `The table has ${width} columns; at most ${MOST_COLUMNS} are allowed.`,
  });
  const rows = sheet.rowCount - 1;
  refuse(file, 'too-many-rows', rows > mostRows, {
    zh: `表中有 ${rows} 行，最多允许 ${mostRows} 行。`,
    en: `The table has ${rows} rows; at most ${mostRows} are allowed.`,
  });
  const merged = mergedRanges(entries, sheet.name);
  if (merged.length > 0) throw badTable(merged.map(mergedFault));
  return { records: recordsOf(sheet, width), encoding: 'XLSX', sheet: sheet.name, sheets };
}

function chosen(sheets: readonly ExcelJS.Worksheet[], choice: SheetChoice): ExcelJS.Worksheet | undefined {
  if (typeof choice === 'string') return sheets.find(({ name }) => name === choice);
  const fits = sheets.map((sheet) =>
    choice(
      Array.from(
        { length: Math.min(sheet.columnCount, MOST_COLUMNS) },
        (_, at) => sheet.getRow(1).getCell(at + 1).text,
      ),
    ),
  );
  return sheets[fits.indexOf(Math.max(...fits))];
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

function recordsOf(sheet: ExcelJS.Worksheet, width: number): string[][] {
  const records: string[][] = [];
  const faults: LocalizedFault[] = [];
  sheet.eachRow({ includeEmpty: true }, (row, number) => {
    records.push(
      Array.from({ length: width }, (_, index) => {
        const cell = row.getCell(index + 1);
        // A formula counts by the value that the spreadsheet kept for it; without one nobody knows what it says.
        if (cell.type === ExcelJS.ValueType.Formula && cell.result === undefined)
          faults.push({
            field: cell.address,
            row: number,
            value: `=${cell.formula}`.slice(0, 60),
            rule: 'formula-without-value',
            message: {
              zh: '公式没有保存计算结果。请在 Excel 中复制后“选择性粘贴为数值”。',
              en: 'The formula has no stored value. Copy and paste the cells as values in Excel.',
            },
          });
        return cell.text;
      }),
    );
  });
  if (faults.length > 0) throw badTable(faults);
  return records;
}

function refuse(field: string, rule: string, when: boolean, message: LocalizedFault['message']): void {
  if (when) throw badTable([{ field, rule, message }]);
}
