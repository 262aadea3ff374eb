import { PassThrough, type Readable } from 'node:stream';
import ExcelJS from 'exceljs';
import type { Language } from '@mingjian/contract/localized';
import { inert, type Dataset } from './dataset';

/** Rows of a sheet below its header; what is more goes on in a further sheet. */
const SHEET_ROWS = 1_048_575;

/**
 * Datasets as a workbook, a sheet each, written while it is read.
 * @param sheetRows for tests
 */
export function xlsxStream(
  datasets: Iterable<Dataset> | AsyncIterable<Dataset>,
  language: Language,
  sheetRows = SHEET_ROWS,
): Readable {
  const stream = new PassThrough();
  const workbook = new ExcelJS.stream.xlsx.WorkbookWriter({
    stream,
    useSharedStrings: false,
    useStyles: true,
  });
  void write(workbook, datasets, language, sheetRows, stream).catch((error: unknown) =>
    stream.destroy(error instanceof Error ? error : new Error(String(error))),
  );
  return stream;
}

async function write(
  workbook: ExcelJS.stream.xlsx.WorkbookWriter,
  datasets: Iterable<Dataset> | AsyncIterable<Dataset>,
  language: Language,
  sheetRows: number,
  stream: PassThrough,
): Promise<void> {
  for await (const dataset of datasets) {
    workbook.title ||= dataset.title[language === 'en' ? 'en' : 'zh'];
    const begin = (part: number) => {
      const sheet = workbook.addWorksheet(part === 1 ? dataset.name : `${dataset.name} (${part})`, {
        views: [{ state: 'frozen', ySplit: 1 }],
      });
      sheet.columns = dataset.variables.map(({ name }) => ({
        header: inert(name),
        width: Math.min(40, Math.max(10, name.length + 2)),
      }));
      sheet.getRow(1).font = { bold: true };
      return sheet;
    };
    let part = 1;
    let sheet = begin(part);
    let count = 0;
    for (const row of dataset.rows()) {
      if (count === sheetRows) {
        sheet.commit();
        part += 1;
        sheet = begin(part);
        count = 0;
      }
      sheet.addRow(row.map((value) => (typeof value === 'string' ? inert(value) : value))).commit();
      count += 1;
      // The writer buffers without end when the reader is slow.
      if (stream.writableNeedDrain) await new Promise((done) => stream.once('drain', done));
    }
    sheet.commit();
  }
  await workbook.commit();
}
