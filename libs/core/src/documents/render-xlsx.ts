import type { Language } from '@mingjian/contract/localized';
import type { ReportModel } from '@mingjian/contract/reports';
import exceljs, { type Worksheet, type Workbook } from 'exceljs';
import { plainText } from './plain-text';
import { reproducible } from './reproducible-zip';
import type { ResolvedBlock, ResolvedCell, ResolvedDocument } from './resolve-document';
import { columnsOf, estimateRows, indicatorRows, type SheetColumn, type SheetValue } from './workbook-rows';
import { verificationWords, type Verification } from './verification';

type TableBlock = Extract<ResolvedBlock, { kind: 'table' }>;
const headFill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFEEF2F8' } } as const;
/** As a page it is landscape A4, all columns in its width. */
const pageSetup = {
  paperSize: 9,
  orientation: 'landscape',
  fitToPage: true,
  fitToWidth: 1,
  fitToHeight: 0,
} as const;
const ruled = { bottom: { style: 'thin', color: { argb: 'FF1D3F72' } } } as const;

/**
 * The report's numbers as a workbook: what they mean, every estimate with its interval, n and flags, every indicator
 * value, and each table of the report. Cells hold numbers at full precision; only their format rounds. What is
 * suppressed is an empty cell with a flag. The same model gives the same bytes.
 *
 * @param document the model, resolved
 */
export async function renderXlsx(
  model: ReportModel,
  document: ResolvedDocument,
  { hash, address }: Verification,
): Promise<Buffer> {
  const { language } = document;
  const english = language === 'en';
  const book = new exceljs.Workbook();
  book.creator = document.agency;
  book.title = document.title;

  const about = book.addWorksheet(english ? 'About' : '说明');
  about.columns = [{ width: 24 }, { width: 90 }];
  about.addRow([document.title]).font = { bold: true, size: 14 };
  for (const { label, value } of document.cover) about.addRow([label, value]);
  about.addRow([verificationWords(language).label, hash]);
  about.addRow(['', address]);
  for (const [label, value] of english ? aboutWords.en : aboutWords.zh) about.addRow([label, value]);
  about.addRow([]);
  for (const text of methodsOf(document.blocks)) {
    const row = about.addRow(['', text]);
    row.getCell(2).alignment = { wrapText: true, vertical: 'top' };
  }

  sheet(
    book,
    english ? 'Estimates' : '估计值',
    columnsOf('estimates', language),
    estimateRows(model, language),
  );
  sheet(
    book,
    english ? 'Indicators' : '指标值',
    columnsOf('indicators', language),
    indicatorRows(model, language),
  );
  const tables = document.blocks.filter((block): block is TableBlock => block.kind === 'table');
  tables.forEach((table, index) =>
    addTable(book.addWorksheet(`${english ? 'Table ' : '表'}${index + 1}`, { pageSetup }), table, language),
  );
  // It is packed once, by `reproducible`.
  const bytes = await book.xlsx.writeBuffer({ zip: { compression: 'STORE' } });
  return reproducible(new Uint8Array(bytes), document.composedOn);
}

const aboutWords = {
  zh: [
    ['数值', '单元格保存完整精度，显示时四舍五入。'],
    ['区间', '置信水平为95%。表中区间拆为下限、上限两列。'],
    ['空单元格', '“不予公布”为有效回答数未达到公布要求或为防止推算；其余为无数据。'],
  ],
  en: [
    ['Numbers', 'Cells hold full precision; only what is shown is rounded.'],
    ['Intervals', 'Intervals stand at the 95% level; in tables they take two columns, lower and upper.'],
    ['Empty cells', '“Withheld”: too few answers, or to prevent subtraction; others have no data.'],
  ],
} as const;

/** Paragraphs of the last chapter, the methods annex. */
function methodsOf(blocks: readonly ResolvedBlock[]): string[] {
  const last = blocks.findLastIndex((block) => block.kind === 'heading' && block.level === 1);
  return blocks
    .slice(Math.max(0, last))
    .flatMap((block) => (block.kind === 'paragraph' || block.kind === 'heading' ? [block.text] : []));
}

function sheet(
  book: Workbook,
  name: string,
  columns: readonly SheetColumn[],
  rows: readonly SheetValue[][],
): void {
  const page = book.addWorksheet(name, { views: [{ state: 'frozen', ySplit: 1 }], pageSetup });
  page.columns = columns.map(({ width, format }) => ({ width, style: format ? { numFmt: format } : {} }));
  headRow(page, page.addRow(columns.map(({ head }) => head)).number);
  for (const row of rows) page.addRow(row.map(safe));
  page.autoFilter = { from: { row: 1, column: 1 }, to: { row: 1, column: columns.length } };
}

function headRow(page: Worksheet, number: number): void {
  const row = page.getRow(number);
  row.font = { bold: true };
  row.eachCell((cell) => {
    cell.fill = headFill;
    cell.border = ruled;
    cell.numFmt = '@';
    cell.alignment = { wrapText: true, vertical: 'middle' };
  });
}

/** A text is stored as text, so that none is ever read as a formula; see also `plainText`. */
const safe = (value: SheetValue) => (typeof value === 'string' ? plainText(value) : value);

/** A table as it is printed, a column of intervals as two columns of numbers. */
function addTable(page: Worksheet, table: TableBlock, language: Language): void {
  const limits = language === 'en' ? [', lower', ', upper'] : ['下限', '上限'];
  const isInterval = table.head.map((_, column) =>
    table.rows.some(({ cells }) => cells[column]?.value?.number === null && !!cells[column].value.ci),
  );
  page.addRow([table.caption]).font = { bold: true };
  const head = table.head.flatMap((words, column) =>
    isInterval[column] ? limits.map((limit) => words + limit) : [words],
  );
  page.columns = head.map((_, column) => ({ width: column === 0 ? 44 : 14 }));
  headRow(page, page.addRow(head).number);
  for (const { mark, cells } of table.rows) {
    const row = page.addRow([]);
    let at = 0;
    cells.forEach((cell, column) => {
      const ci = cell.value?.ci;
      if (isInterval[column]) {
        put(row.getCell((at += 1)), ci ? { ...cell, number: ci[0] } : cell);
        put(row.getCell((at += 1)), ci ? { ...cell, number: ci[1] } : cell);
      } else {
        put(row.getCell((at += 1)), { ...cell, number: cell.value?.number ?? null });
      }
    });
    if (mark === 'group') row.font = { bold: true };
  }
  for (const note of table.notes) page.addRow([note]).font = { italic: true, color: { argb: 'FF5B6470' } };
}

function put(
  target: ReturnType<ReturnType<Worksheet['getRow']>['getCell']>,
  cell: ResolvedCell & { number?: number | null },
): void {
  if (cell.number == null) {
    target.value = cell.text;
    return;
  }
  target.value = cell.number;
  target.numFmt = formatLike(cell.text);
}

/** The number format that shows a number as the report prints it: its decimals, its sign, a per cent sign. */
function formatLike(text: string): string {
  const decimals = /\d\.(\d+)/u.exec(text)?.[1]?.length ?? 0;
  const digits = decimals === 0 ? '0' : `0.${'0'.repeat(decimals)}`;
  const unit = text.endsWith('%') ? '"%"' : '';
  return text.startsWith('+') ? `+${digits}${unit};-${digits}${unit}` : `${digits}${unit}`;
}
