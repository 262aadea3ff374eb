import type { Localized } from '@mingjian/contract/localized';
import type { Block, Inline, ValueRef } from '@mingjian/contract/reports';

/** A piece of a sentence: fixed words in both languages, a reference, or a quotation. */
export type Part = readonly [zh: string, en: string] | ValueRef | { quote: Localized };

/** Puts a sentence together. Fixed words hold no digits: a number is a reference, and what is quoted says so. */
function say(...parts: Part[]): Inline[] {
  return parts.map((part) => {
    if ('quote' in part) return part;
    if ('of' in part) return { value: part };
    return { text: { zh: part[0], en: part[1] } };
  });
}

export const words = (zh: string, en: string): Localized => ({ zh, en });
export const quote = (zh: string, en = zh): { quote: Localized } => ({ quote: { zh, en } });

export const quoted = ({ zh, en }: Localized): { quote: Localized } => quote(zh, en);

export const heading = (level: 1 | 2 | 3, zh: string, en: string): Block => ({
  kind: 'heading',
  level,
  text: { zh, en },
});
export const paragraph = (id: string, ...parts: Part[]): Block => ({
  kind: 'paragraph',
  id,
  inlines: say(...parts),
  edited: null,
});

type TableBlock = Extract<Block, { kind: 'table' }>;
/** A column: its head, its share of the width, and on which side its cells stand. */
export type Column = readonly [head: Localized, width: number, align: 'left' | 'right' | 'center'];
export interface Row {
  mark?: TableBlock['marks'][number];
  cells: Part[][];
}

/** A table from its columns and rows. A row of mark `group` has one cell across all columns. */
export function table(
  id: string,
  title: Localized,
  columns: readonly Column[],
  rows: readonly Row[],
  note: Localized | null = null,
): TableBlock {
  return {
    kind: 'table',
    id,
    title,
    head: columns.map(([head]) => head),
    widths: columns.map(([, width]) => width),
    align: columns.map(([, , align]) => align),
    rows: rows.map((row) => row.cells.map((cell) => say(...cell))),
    marks: rows.map((row) => row.mark ?? ''),
    note,
  };
}

/** Joins names or sentences with the comma of each language. */
export function listed(parts: readonly Part[][], zh = '、', en = ', '): Part[] {
  return parts.flatMap((part, index) => (index === 0 ? part : [[zh, en] as const, ...part]));
}
