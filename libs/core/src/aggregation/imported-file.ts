import { badTable, readSheet } from '../platform';
import type { TextColumns } from './plan';
import { cellReader } from './wenjuanxing';

/** A file of answers collected elsewhere, as columns of text. */
export interface ImportedFile {
  columns: TextColumns;
  rows: number;
  encoding: string;
}

const MOST_ROWS = 200_000;

/**
 * Reads a CSV (UTF-8 or GBK) or the first sheet of an XLSX, exports of 问卷星 among them; the first row is the header.
 * @throws Problem `bad-table` for an unreadable file, an empty or repeated header, no rows or too many, ragged rows
 */
export async function readImportedFile(name: string, bytes: Uint8Array): Promise<ImportedFile> {
  const { records, encoding } = await readSheet(bytes, name, MOST_ROWS);
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
  const ragged = rest.findIndex(
    (record) => record.length !== names.length && record.some((cell) => cell.trim() !== ''),
  );
  if (ragged >= 0) {
    const message = {
      zh: `此行有 ${rest[ragged]?.length ?? 0} 格，表头有 ${names.length} 格；文件可能只传了一半。`,
      en: `This row has ${rest[ragged]?.length ?? 0} cells, the header ${names.length}; the file may be only half of itself.`,
    };
    throw badTable([{ field: name, row: ragged + 2, rule: 'ragged-row', message }]);
  }
  const read = cellReader(names);
  return {
    columns: new Map(
      names.map((column, index) => [column, filled.map((record) => read(record[index] ?? ''))]),
    ),
    rows: filled.length,
    encoding,
  };
}

function refuse(field: string, rule: string, when: boolean, message: { zh: string; en: string }): void {
  if (when) throw badTable([{ field, rule, message }]);
}
