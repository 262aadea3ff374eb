import { combineLabels, type Domains } from '@mingjian/statistics';
import type { PlannedEstimate } from '@mingjian/contract/estimation';
import type { Localized } from '@mingjian/contract/localized';
import type { CodedColumn, PlanColumns } from './columns';
import { PlanError } from './error';

export type Condition = NonNullable<PlannedEstimate['where']>;

/** By row, 1 where all conditions hold; a missing value fulfils none. */
export function rowsWhere(condition: Condition, columns: PlanColumns): Uint8Array {
  const inside = new Uint8Array(columns.rows).fill(1);
  for (const [name, wanted] of Object.entries(condition)) {
    const texts = new Set((Array.isArray(wanted) ? wanted : [wanted]).map(String));
    const { codes, size, text } = columns.coded(name);
    const isWanted = Uint8Array.from({ length: size }, (_, code) => (texts.has(text(code)) ? 1 : 0));
    for (let row = 0; row < inside.length; row++)
      if (codes[row]! < 0 || !isWanted[codes[row]!]) inside[row] = 0;
  }
  return inside;
}

/** The groups of `by` that occur among the rows, with their values. */
export interface Groups extends Domains {
  labels: Record<string, string>[];
}

/** More would be a list of persons, and take a day. */
const MOST_GROUPS = 10_000;

/**
 * Groups sorted by value, numbers as numbers where a column has nothing else; a row with a missing value is in none.
 * @throws PlanError for more than 10,000 groups
 */
export function groupsOf(by: readonly string[], columns: PlanColumns, inside: Uint8Array): Groups {
  if (by.length === 0) return { codes: Int32Array.from(inside, (each) => each - 1), size: 1, labels: [{}] };
  const coded = by.map((name) => columns.coded(name));
  const isIn = (row: number) => inside[row] === 1 && coded.every(({ codes }) => codes[row]! >= 0);
  const combined = combineLabels(coded.map(({ codes }) => codes.map((code) => code + 1)));
  const number = new Int32Array(columns.rows).fill(-1);
  const found: { label: number; texts: string[] }[] = [];
  for (let row = 0; row < columns.rows; row++) {
    const label = combined[row]!;
    if (number[label] !== -1 || !isIn(row)) continue;
    if (found.length === MOST_GROUPS) throw new PlanError(tooManyGroups(by));
    number[label] = found.length;
    found.push({ label, texts: coded.map(({ codes, text }) => text(codes[row]!)) });
  }
  const orders = coded.map(orderOf);
  found.sort((a, b) => {
    for (const [at, order] of orders.entries()) {
      const difference = order(a.texts[at]!, b.texts[at]!);
      if (difference !== 0) return difference;
    }
    return 0;
  });
  found.forEach(({ label }, group) => (number[label] = group));
  return {
    codes: combined.map((label, row) => (isIn(row) ? number[label]! : -1)),
    size: found.length,
    labels: found.map(({ texts }) => Object.fromEntries(by.map((name, at) => [name, texts[at]!]))),
  };
}

function tooManyGroups(by: readonly string[]): Localized {
  const name = by.join(' × ');
  return {
    zh: `by（${name}）分出的组超过 ${MOST_GROUPS} 个`,
    en: `by (${name}) makes more than ${MOST_GROUPS} groups`,
  };
}

/** How a column's texts are ordered; texts by Unicode's root collation, as R sorts them, `1` and `01` as texts too. */
function orderOf({ size, text }: CodedColumn): (a: string, b: string) => number {
  const { compare } = new Intl.Collator('und');
  const byText = (a: string, b: string) => compare(a, b) || (a < b ? -1 : Number(a > b));
  for (let code = 0; code < size; code++) if (!Number.isFinite(Number(text(code)))) return byText;
  return (a, b) => Number(a) - Number(b) || byText(a, b);
}
