import ExcelJS from 'exceljs';
import { badTable, readRecords, tableOf, type Table, type TableColumn, type TableLimits } from './csv';
import type { LocalizedFault } from './problem';
import { unpacksWithin } from './unpacked-zip';

const MOST_COLUMNS = 1000;
const MOST_UNPACKED_BYTES = 200_000_000;

/** XLSX files, like every ZIP archive, begin with PK. */
const isWorkbook = (bytes: Uint8Array) => bytes[0] === 0x50 && bytes[1] === 0x4b;

/** The records of a CSV (UTF-8, UTF-16, GB18030) or of the first sheet of an XLSX. @throws Problem 422 `bad-table` */
export async function readSheet(
  bytes: Uint8Array,
  file: string,
  mostRows: number,
): Promise<{ records: string[][]; encoding: string }> {
  return isWorkbook(bytes) ? firstSheet(bytes, file, mostRows) : readRecords(bytes, file);
}

/** `readCsv` for files that may be workbooks, too. @throws as `readCsv` */
export async function readTable<Key extends string>(
  bytes: Uint8Array,
  columns: readonly TableColumn<Key>[],
  limits: TableLimits<Key>,
): Promise<Table<Key>> {
  return tableOf(await readSheet(bytes, limits.file ?? 'file', limits.maxRows), columns, limits);
}

async function firstSheet(
  bytes: Uint8Array,
  file: string,
  mostRows: number,
): Promise<{ records: string[][]; encoding: string }> {
  const workbook = new ExcelJS.Workbook();
  const unreadable = {
    zh: '无法读取这个工作簿，文件可能不完整，或解压后过大。',
    en: 'The workbook cannot be read; the file may be incomplete, or too large once unpacked.',
  };
  refuse(file, 'unreadable', !unpacksWithin(bytes, MOST_UNPACKED_BYTES), unreadable);
  // Merged and validated ranges may span a billion cells, each of which ExcelJS would make.
  const ignoreNodes = ['mergeCells', 'dataValidations'];
  await workbook.xlsx.load(Uint8Array.from(bytes).buffer, { ignoreNodes }).catch(() => {
    throw badTable([{ field: file, rule: 'unreadable', message: unreadable }]);
  });
  const sheet = workbook.worksheets[0];
  const width = sheet?.columnCount ?? 0;
  refuse(file, 'too-many-columns', width > MOST_COLUMNS, {
    zh: `表中有 ${width} 列，最多允许 ${MOST_COLUMNS} 列。`,
    en: `The table has ${width} columns; at most ${MOST_COLUMNS} are allowed.`,
  });
  const rows = (sheet?.rowCount ?? 0) - 1;
  refuse(file, 'too-many-rows', rows > mostRows, {
    zh: `表中有 ${rows} 行，最多允许 ${mostRows} 行。`,
    en: `The table has ${rows} rows; at most ${mostRows} are allowed.`,
  });
  const records: string[][] = [];
  const faults: LocalizedFault[] = [];
  sheet?.eachRow({ includeEmpty: true }, (row, number) => {
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
  return { records, encoding: 'XLSX' };
}

function refuse(field: string, rule: string, when: boolean, message: LocalizedFault['message']): void {
  if (when) throw badTable([{ field, rule, message }]);
}
