import { PlanError } from './plan-error';

/** The columns of a CSV as text, by name. */
export type TextColumns = ReadonlyMap<string, readonly string[]>;

/** An empty cell, or NA. */
export function isMissing(text: string): boolean {
  return text === '' || text === 'NA';
}

/** @throws PlanError for a column that the file does not have */
export function columnOf(columns: TextColumns, name: string): readonly string[] {
  const column = columns.get(name);
  if (!column)
    throw new PlanError({
      zh: `没有列“${name}”；文件中的列：${[...columns.keys()].join('、')}`,
      en: `unknown column "${name}"; the file has: ${[...columns.keys()].join(', ')}`,
    });
  return column;
}

/** A column as numbers, NaN where it is missing. @throws PlanError for text, naming row (the header is row 1) and value */
export function numbersOf(columns: TextColumns, name: string): Float64Array {
  return Float64Array.from(columnOf(columns, name), (text, index) => {
    if (isMissing(text)) return Number.NaN;
    const number = Number(text);
    if (!Number.isFinite(number))
      throw new PlanError({
        zh: `列“${name}”第 ${index + 2} 行：“${text}”不是数字`,
        en: `column "${name}", row ${index + 2}: "${text}" is not a number`,
      });
    return number;
  });
}

/** Numbers the combinations of several texts from 0 in the order in which they first appear. */
export function labelRows(parts: readonly (readonly (string | number)[])[], rows: number): Int32Array {
  const seen = new Map<string, number>();
  return Int32Array.from({ length: rows }, (_, row) => {
    const key = JSON.stringify(parts.map((part) => part[row]));
    const known = seen.get(key) ?? seen.size;
    seen.set(key, known);
    return known;
  });
}
