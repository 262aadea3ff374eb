import type { LocalizedFault } from './problem';
import { plainText, textCollector, type WorkbookParts } from './workbook-parts';
import { readXml } from './xml-events';

/** Rows that a spreadsheet may have at all. */
const LAST_ROW = 1_048_576;
const DAY_MS = 86_400_000;

type SharedParts = Omit<WorkbookParts, 'sheets'>;

/** Bounds on what is kept: what lies beyond is only counted, for whoever refuses the sheet. */
interface KeptWithin {
  rows: number;
  columns: number;
}

/** The first row of a sheet alone. @throws as `sheetRows` */
export async function headerOf(xml: Buffer, parts: SharedParts, columns: number): Promise<string[]> {
  return (await sheetRows(xml, parts, { rows: 1, columns }, true)).records[0] ?? [];
}

export interface SheetRows {
  /** Text of the cells, the header first; a row without any is empty. */
  records: string[][];
  /** The last row and the last column that hold something, counted from 1. */
  lastRow: number;
  lastColumn: number;
  /** As `A2:A5`. */
  merged: string[];
  /** Formulas that the program left without a value. */
  faults: LocalizedFault[];
}

/**
 * Reads a sheet of a workbook as text: numbers in full, dates as 2026-06-15, formulas by the value that the program kept.
 *
 * @param endsThere whether nothing below the kept rows is to be read
 * @throws Error when it is not a sheet, or only half of one
 */
export async function sheetRows(
  xml: Buffer,
  parts: SharedParts,
  kept: KeptWithin,
  endsThere = false,
): Promise<SheetRows> {
  const found: SheetRows = { records: [], lastRow: 0, lastColumn: 0, merged: [], faults: [] };
  const inline = textCollector();
  let row = 0;
  let column = 0;
  let record: string[] = [];
  let cell = noCell();
  let into: 'value' | 'formula' | null = null;
  const keep = (text: string) => {
    if (text.trim() === '') return;
    found.lastRow = row;
    found.lastColumn = Math.max(found.lastColumn, column);
    if (column > kept.columns) return;
    while (record.length < column - 1) record.push('');
    record[column - 1] = text;
  };
  const open = (name: string, attributes: Record<string, string>) => {
    if (name === 'c') {
      column = attributes['r'] === undefined ? column + 1 : columnOf(attributes['r']);
      cell = { ...noCell(), type: attributes['t'] ?? 'n', style: Number(attributes['s'] ?? 0) };
    } else if (name === 'v') {
      into = 'value';
      cell.hasValue = true;
    } else if (name === 'f') {
      into = 'formula';
      cell.hasFormula = true;
    } else if (name === 'row') {
      const next = attributes['r'] === undefined ? row + 1 : Number(attributes['r']);
      if (!(next > row && next <= LAST_ROW)) throw new Error('the rows are not in order');
      row = next;
      column = 0;
      record = [];
      return !(endsThere && row > kept.rows);
    } else if (name === 'mergeCell') found.merged.push(attributes['ref'] ?? '');
    else inline.open(name);
    return true;
  };
  const close = (name: string) => {
    if (name === 'v' || name === 'f') into = null;
    else if (name === 'c') {
      const text = inline.taken();
      // A formula counts by the value that the spreadsheet kept for it; without one nobody knows what it says.
      if (cell.hasFormula && !cell.hasValue && row <= kept.rows)
        found.faults.push(withoutValue(row, column, cell));
      keep(cell.type === 'inlineStr' ? text : textOf(cell, parts));
    } else if (name === 'row') {
      if (record.length === 0 || row > kept.rows) return;
      while (found.records.length < row - 1) found.records.push([]);
      found.records.push(record);
    } else inline.close(name);
  };
  await readXml(xml, {
    open,
    close,
    text: (piece) => {
      if (into !== null) cell[into] += piece;
      else inline.text(piece);
    },
  });
  return found;
}

interface Cell {
  type: string;
  style: number;
  value: string;
  formula: string;
  hasValue: boolean;
  hasFormula: boolean;
}
const noCell = (): Cell => ({
  type: 'n',
  style: 0,
  value: '',
  formula: '',
  hasValue: false,
  hasFormula: false,
});

function textOf({ type, style, value }: Cell, { strings, dateStyles, since1904 }: SharedParts): string {
  if (value === '') return '';
  if (type === 's') return strings[Number(value)] ?? '';
  if (type === 'str') return plainText(value);
  if (type === 'b') return value === '1' ? 'true' : 'false';
  if (type !== 'n') return value;
  const number = Number(value);
  if (Number.isNaN(number)) return value;
  return dateStyles.has(style) ? dateText(number, since1904) : String(number);
}

/** Days since the first of the calendar; whole ones are dates, others have a time of day. */
function dateText(days: number, since1904: boolean): string {
  // In the calendar since 1900 a 29 February 1900 is counted that there was not.
  const first = since1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, days < 60 ? 31 : 30);
  const time = new Date(first + Math.round(days * 86_400) * (DAY_MS / 86_400));
  if (Number.isNaN(time.getTime())) return String(days);
  const [day = '', hour = ''] = time.toISOString().slice(0, 19).split('T');
  return Number.isInteger(days) ? day : `${day} ${hour}`;
}

function columnOf(address: string): number {
  let column = 0;
  for (let at = 0; at < address.length; at += 1) {
    const letter = address.charCodeAt(at) - 64;
    if (letter < 1 || letter > 26) break;
    column = column * 26 + letter;
  }
  return column;
}

function withoutValue(row: number, column: number, { formula }: Cell): LocalizedFault {
  return {
    field: `${lettersOf(column)}${row}`,
    row,
    value: `=${formula}`.slice(0, 60),
    rule: 'formula-without-value',
    message: {
      zh: '公式没有保存计算结果。请在 Excel 中复制后“选择性粘贴为数值”。',
      en: 'The formula has no stored value. Copy and paste the cells as values in Excel.',
    },
  };
}

function lettersOf(column: number): string {
  const before = Math.floor((column - 1) / 26);
  const last = String.fromCharCode(65 + ((column - 1) % 26));
  return before > 0 ? lettersOf(before) + last : last;
}
