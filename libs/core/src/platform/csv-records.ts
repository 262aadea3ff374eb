import { isUtf8 } from 'node:buffer';
import { pipeline } from 'node:stream/promises';
import { setImmediate as turn } from 'node:timers/promises';
import { CsvError, parse } from 'csv-parse';
import iconv from 'iconv-lite';
import type { Localized } from '@mingjian/contract/localized';
import { badTable, refuseRows } from './bad-table';

/** A few milliseconds of work. */
const PIECE = 32 * 1024;

/**
 * The records of a CSV as they stand, the header first: UTF-8 (with or without mark), UTF-16 with mark, else GB18030 (which
 * contains GBK and GB2312). Read piece by piece, so that whoever else waits for this process has a turn in between.
 *
 * @throws Problem 422 `bad-table`: an unknown encoding, no text at all, an unclosed quotation mark, too many rows
 */
export async function readRecords(
  bytes: Uint8Array,
  file: string,
  mostRows: number,
): Promise<{ records: string[][]; encoding: string }> {
  const encoding = encodingOf(bytes, file);
  const records: string[][] = [];
  let rows = -1;
  const parser = parse({ bom: true, relaxColumnCount: true, skipEmptyLines: false });
  parser.on('data', (record: string[]) => {
    if (records.length === 0 || record.some((cell) => cell.trim() !== '')) rows += 1;
    // Rows beyond the limit are counted, for the refusal, and not kept.
    if (rows <= mostRows) records.push(record);
  });
  try {
    await pipeline(piecesOf(bytes, encoding, file), parser);
  } catch (error) {
    if (error instanceof CsvError) refuseQuotes(error, file);
    throw error;
  }
  refuseRows(file, rows, mostRows);
  return { records, encoding };
}

function encodingOf(bytes: Uint8Array, file: string): string {
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) {
    refuse(file, 'not-csv', {
      zh: '这是 Excel 工作簿（或压缩文件）。请在 Excel 中另存为“CSV UTF-8”后上传。',
      en: 'This is an Excel workbook (or an archive). Save it as “CSV UTF-8” in Excel and upload that.',
    });
  }
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'UTF-16LE';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'UTF-16BE';
  if (bytes.includes(0)) refuseEncoding(file);
  return isUtf8(bytes) ? 'UTF-8' : 'GB18030';
}

/** The text as UTF-8. */
async function* piecesOf(bytes: Uint8Array, encoding: string, file: string): AsyncGenerator<Uint8Array> {
  const decoder = encoding === 'UTF-8' ? null : iconv.getDecoder(encoding);
  const inUtf8 = (text: string) => (text.includes('\ufffd') ? refuseEncoding(file) : Buffer.from(text));
  for (let at = 0; at < bytes.length; at += PIECE) {
    const piece = bytes.subarray(at, at + PIECE);
    yield decoder ? inUtf8(decoder.write(Buffer.from(piece))) : piece;
    await turn();
  }
  const rest = decoder?.end();
  if (rest) yield inUtf8(rest);
}

function refuseEncoding(file: string): never {
  return refuse(file, 'encoding', {
    zh: '无法识别文件的文字编码。请另存为 UTF-8 或 GBK 编码的 CSV。',
    en: 'The encoding of the file is not known. Save it as CSV in UTF-8 or GBK.',
  });
}

function refuseQuotes(error: CsvError, file: string): never {
  const row = typeof error['lines'] === 'number' ? error['lines'] : undefined;
  if (error.code === 'CSV_QUOTE_NOT_CLOSED')
    refuse(
      file,
      'unclosed-quote',
      {
        zh: '引号没有配对，文件可能只传了一半。',
        en: 'A quotation mark is not closed; the file may be only half of itself.',
      },
      row,
    );
  refuse(
    file,
    'not-csv',
    {
      zh: '此处的引号不符合 CSV 格式，无法读取。',
      en: 'A quotation mark in this place is not valid CSV.',
    },
    row,
  );
}

function refuse(field: string, rule: string, message: Localized, row?: number): never {
  throw badTable([{ field, rule, message, ...(row === undefined ? {} : { row }) }]);
}
