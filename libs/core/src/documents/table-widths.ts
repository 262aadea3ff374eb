import { emsOf } from '@mingjian/figures';
import type { Language } from '@mingjian/contract/localized';
import { headLines } from './head-lines';

interface Table {
  head: readonly string[];
  align: readonly ('left' | 'right' | 'center')[];
  widths: readonly number[];
  rows: readonly { mark: string; cells: readonly { text: string }[] }[];
}

/** Letters of a table's size across the type area. */
const across = { 'zh-CN': 42, en: 46.5 } as const;
/** Ems at both sides of a cell. */
const padding = 0.7;
/** Bold letters against others. */
const bold = 1.06;
/** A column of words can be narrowed to this; a column of numbers takes no more than a third of the table. */
const leastForWords = 8;

/**
 * Widths of columns in which no number breaks: a column of numbers that lacks room for its longest takes it from those
 * that have more than they need, in parts of what each can spare.
 */
export function fittedWidths({ head, align, widths, rows }: Table, language: Language): number[] {
  const whole = across[language];
  const sum = widths.reduce((total, width) => total + width, 0);
  const given = widths.map((width) => (width * whole) / sum);
  const needed = given.map((width, column) => {
    if (align[column] === 'left') return Math.min(width, leastForWords);
    const cells = rows
      .filter(({ mark }) => mark !== 'group')
      .map(({ cells: own }) => own[column]?.text ?? '');
    const longest = Math.max(headRoom(head[column] ?? ''), ...cells.map(emsOf));
    return Math.min(longest + padding, whole / 3);
  });
  const lack = given.map((width, column) => Math.max(0, (needed[column] ?? 0) - width));
  const spare = given.map((width, column) => Math.max(0, width - (needed[column] ?? 0)));
  const [lacking, sparing] = [lack, spare].map((each) => each.reduce((total, ems) => total + ems, 0)) as [
    number,
    number,
  ];
  if (lacking === 0) return [...widths];
  const moved = Math.min(lacking, sparing);
  return given.map((width, column) =>
    Number(
      (
        width +
        (moved * (lack[column] ?? 0)) / lacking -
        (sparing === 0 ? 0 : (moved * (spare[column] ?? 0)) / sparing)
      ).toFixed(3),
    ),
  );
}

/** Heads are bold and take two lines, of words or of Chinese parted between words. */
function headRoom(head: string): number {
  const [first = '', second] = headLines(head);
  if (second !== undefined) return bold * Math.max(emsOf(first), emsOf(second));
  const words = head.split(/\s+/u);
  const inTwo = words.map((_, cut) =>
    Math.max(emsOf(words.slice(0, cut).join(' ')), emsOf(words.slice(cut).join(' '))),
  );
  return bold * Math.min(...inTwo);
}

/** About how many lines the rows of a table take. */
export function linesOf({ widths, rows }: Table, language: Language): number {
  const sum = widths.reduce((total, width) => total + width, 0);
  const room = widths.map((width) => (width * across[language]) / sum - padding);
  return rows.reduce((total, { mark, cells }) => {
    const lines = cells.map(({ text }, column) =>
      Math.ceil(emsOf(text) / (mark === 'group' ? across[language] : (room[column] ?? 1))),
    );
    return total + Math.max(1, ...lines);
  }, 0);
}
