import type { EstimationPlan } from '@mingjian/contract/estimation';
import { PlanError } from './error';

/** The columns of a file as text, by name. */
export type TextColumns = ReadonlyMap<string, readonly string[]>;

/** A column of names. Its texts are made when asked for, since a column of ids may have as many as rows. */
export interface CodedColumn {
  /** By row: the number of its value, −1 where it is missing. */
  codes: Int32Array;
  /** Distinct values. */
  size: number;
  /** The text of a value, by its number. */
  text(code: number): string;
}

/** The columns that a plan needs, as typed arrays. */
export interface PlanColumns {
  rows: number;
  coded(name: string): CodedColumn;
  /** By row, NaN where it is missing. */
  numbers(name: string): Float64Array;
}

/** Which columns a plan reads as numbers and which as names; one may be both. */
export interface ColumnNeeds {
  numbers: Set<string>;
  coded: Set<string>;
}

export function columnNeeds({ design, calibration, estimates }: EstimationPlan): ColumnNeeds {
  const numbers = new Set([...(design.weights === undefined ? [] : [design.weights]), ...(design.fpc ?? [])]);
  const coded = new Set([
    ...(design.strata ?? []),
    ...(design.clusters ?? []),
    ...(calibration?.margins.flatMap((margin) => margin.variables) ?? []),
  ]);
  for (const planned of estimates) {
    const conditions = [planned.where ?? {}, ...(planned.statistic === 'difference' ? planned.between : [])];
    for (const name of [...(planned.by ?? []), ...conditions.flatMap((each) => Object.keys(each))])
      coded.add(name);
    if (planned.statistic === 'ratio') {
      numbers.add(planned.numerator);
      numbers.add(planned.denominator);
    } else (planned.statistic === 'proportion' ? coded : numbers).add(planned.variable);
  }
  return { numbers, coded };
}

/** An empty cell, or NA. */
function isMissing(text: string): boolean {
  return text === '' || text === 'NA';
}

/** @param row from 0; the header is row 1 of the file @throws PlanError for a text that is not a finite number */
export function numberOf(text: string, name: string, row: number): number {
  if (isMissing(text)) return Number.NaN;
  const number = text.trim() === '' ? Number.NaN : Number(text);
  if (!Number.isFinite(number))
    throw new PlanError({
      zh: `列“${name}”第 ${row + 2} 行：“${text}”不是数字`,
      en: `column "${name}", row ${row + 2}: "${text}" is not a number`,
    });
  return number;
}

/** @throws PlanError for a column that the file does not have */
export function requireColumns(names: readonly string[], wanted: Iterable<string>): void {
  for (const name of wanted)
    if (!names.includes(name))
      throw new PlanError({
        zh: `没有列“${name}”；文件中的列：${names.join('、')}`,
        en: `unknown column "${name}"; the file has: ${names.join(', ')}`,
      });
}

/** Columns of text that are in memory already. @throws PlanError for a column that is not there */
export function columnsOfTexts(plan: EstimationPlan, texts: TextColumns): PlanColumns {
  const { numbers, coded } = columnNeeds(plan);
  requireColumns([...texts.keys()], [...numbers, ...coded]);
  const column = (name: string) => texts.get(name) ?? [];
  return {
    rows: [...texts.values()][0]?.length ?? 0,
    coded: (name) => codedOf(column(name)),
    numbers: (name) => Float64Array.from(column(name), (text, row) => numberOf(text, name, row)),
  };
}

function codedOf(texts: readonly string[]): CodedColumn {
  const seen = new Map<string, number>();
  const codes = Int32Array.from(texts, (text) => {
    if (isMissing(text)) return -1;
    const known = seen.get(text) ?? seen.size;
    seen.set(text, known);
    return known;
  });
  const values = [...seen.keys()];
  return { codes, size: values.length, text: (code) => values[code] ?? '' };
}
