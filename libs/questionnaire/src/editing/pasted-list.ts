import type { BothLanguages } from '../item';

const han = /\p{Script=Han}/u;
/** Numbers and bullets before a line, as lists in documents have them. */
const bullet = /^\s*(?:[-*•·●▪◦]\s+|[（(]?\d{1,3}[)）.、．:：]\s*|[①-⑳]\s*)/u;
const MOST_LINES = 200;

/**
 * 粘贴列表: the lines of a pasted list, or of two columns from a sheet, as texts in both languages. Which column is
 * Chinese is seen from its letters; cells that hold line ends come in quotes, as Excel puts them.
 */
export function readPastedList(pasted: string): BothLanguages[] {
  return rowsOf(pasted.replace(/\r\n?/g, '\n'))
    .map((cells) => cells.map((cell) => cell.replace(bullet, '').replace(/\s+/g, ' ').trim()))
    .map((cells) => cells.filter((cell) => cell !== ''))
    .filter((cells) => cells.length > 0)
    .slice(0, MOST_LINES)
    .map(([first = '', second = '']) => {
      if (second === '') return han.test(first) ? { zh: first, en: '' } : { zh: '', en: first };
      return !han.test(first) && han.test(second) ? { zh: second, en: first } : { zh: first, en: second };
    });
}

function rowsOf(text: string): string[][] {
  const rows: string[][] = [[]];
  let cell = '';
  let quoted = false;
  const endCell = () => {
    rows.at(-1)?.push(cell);
    cell = '';
  };
  for (let index = 0; index < text.length; index += 1) {
    const letter = text[index] ?? '';
    if (letter === '"' && quoted && text[index + 1] === '"') {
      cell += letter;
      index += 1;
    } else if (letter === '"' && (quoted || cell === '') && (quoted || closes(text, index))) quoted = !quoted;
    else if (letter === '\t' && !quoted) endCell();
    else if (letter === '\n' && !quoted) {
      endCell();
      rows.push([]);
    } else cell += letter;
  }
  endCell();
  return rows;
}

/** A quote opens a cell of a sheet only where one closes it before a tab or a line's end. */
function closes(text: string, from: number): boolean {
  return /^"(?:[^"]|"")*"(?=[\t\n]|$)/.test(text.slice(from));
}
