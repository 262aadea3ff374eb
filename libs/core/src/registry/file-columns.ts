import {
  plainWord,
  type ImportedTable,
  type TableColumns,
  type WordColumn,
  type WordMeaning,
} from '@mingjian/contract/registry';
import { guessMapping, type Sheet } from '../platform';
import { classColumns, schoolColumns } from './frame-table';
import { marginColumns } from './margins-table';
import { knownWords, wordChoices } from './school-words';

export const tableColumnsOf = { schools: schoolColumns, classes: classColumns, margins: marginColumns };

/** A column of kinds has few different words; more of them are names or numbers. */
const mostWords = 40;
const longestWord = 60;

/**
 * What a file offers a person who says how it is to be read: its headers with their first values and different words, and
 * which of our columns each header most likely is, by its name alone.
 */
export function fileColumns(
  table: ImportedTable,
  { records, encoding, sheet, sheets }: Sheet,
  remembered: readonly WordMeaning[],
): TableColumns {
  const [header = [], ...all] = records;
  const rows = all.filter((row) => row.some((cell) => cell.trim() !== ''));
  const columns = tableColumnsOf[table];
  const guesses: Record<string, string | null> = guessMapping<string>(header, columns);
  const kinds = columns.flatMap(({ key }) => (isWordColumn(key) ? [key] : []));
  return {
    encoding,
    rows: rows.length,
    sheet,
    sheets,
    headers: header.flatMap((name, at) => {
      const examples = rows.slice(0, 3).map((row) => (row[at] ?? '').slice(0, 40));
      const words = kinds.length > 0 ? differentWords(rows.map((row) => row[at] ?? '')) : [];
      return name.trim() === '' ? [] : [{ name, examples, words }];
    }),
    columns: columns.map(({ key, zh, en }) => ({
      key,
      zh,
      en,
      guess: guesses[key] ?? null,
      choices: isWordColumn(key) ? [...wordChoices[key]] : [],
    })),
    known: knownWords.filter(({ column }) => kinds.includes(column)),
    remembered: remembered.filter(({ column }) => kinds.includes(column)),
  };
}

function isWordColumn(key: string): key is WordColumn {
  return key in wordChoices;
}

/** The different words of a column with their rows, the most frequent first; none when it is no column of kinds. */
function differentWords(cells: readonly string[]): { word: string; rows: number }[] {
  const found = new Map<string, { word: string; rows: number }>();
  for (const cell of cells) {
    const word = cell.trim();
    if (word === '') continue;
    const key = plainWord(word);
    const entry = found.get(key) ?? { word, rows: 0 };
    entry.rows += 1;
    found.set(key, entry);
    if (found.size > mostWords || word.length > longestWord) return [];
  }
  return [...found.values()].sort((a, b) => b.rows - a.rows);
}
