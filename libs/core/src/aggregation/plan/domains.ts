import { combineLabels, type Domains } from '@mingjian/statistics';
import type { PlannedEstimate } from '@mingjian/contract/estimation';
import type { PlanColumns } from './columns';

export type Condition = NonNullable<PlannedEstimate['where']>;

/** By row, 1 where all conditions hold; a missing value fulfils none. */
export function rowsWhere(condition: Condition, columns: PlanColumns): Uint8Array {
  const inside = new Uint8Array(columns.rows).fill(1);
  for (const [name, wanted] of Object.entries(condition)) {
    const texts = new Set((Array.isArray(wanted) ? wanted : [wanted]).map(String));
    const { codes, values } = columns.coded(name);
    const isWanted = Uint8Array.from(values, (value) => (texts.has(value) ? 1 : 0));
    for (let row = 0; row < inside.length; row++)
      if (codes[row]! < 0 || !isWanted[codes[row]!]) inside[row] = 0;
  }
  return inside;
}

/** The groups of `by` that occur among the rows, with their values. */
export interface Groups extends Domains {
  labels: Record<string, string>[];
}

/** Groups sorted by value, numbers as numbers where a column has nothing else; a row with a missing value is in none. */
export function groupsOf(by: readonly string[], columns: PlanColumns, inside: Uint8Array): Groups {
  if (by.length === 0) return { codes: Int32Array.from(inside, (each) => each - 1), size: 1, labels: [{}] };
  const coded = by.map((name) => columns.coded(name));
  const ranks = coded.map(({ values }) => rankOf(values));
  const isIn = (row: number) => inside[row] === 1 && coded.every(({ codes }) => codes[row]! >= 0);
  const combined = combineLabels(coded.map(({ codes }) => codes.map((code) => code + 1)));
  const first = new Map<number, number>();
  for (let row = 0; row < columns.rows; row++)
    if (!first.has(combined[row]!) && isIn(row)) first.set(combined[row]!, row);
  const order = [...first].sort(([, a], [, b]) => {
    for (const [at, { codes }] of coded.entries()) {
      const difference = ranks[at]![codes[a]!]! - ranks[at]![codes[b]!]!;
      if (difference !== 0) return difference;
    }
    return 0;
  });
  const number = new Map(order.map(([label], index) => [label, index]));
  return {
    codes: combined.map((label, row) => (isIn(row) ? (number.get(label) ?? -1) : -1)),
    size: order.length,
    labels: order.map(([, row]) =>
      Object.fromEntries(by.map((name, at) => [name, coded[at]!.values[coded[at]!.codes[row]!] ?? ''])),
    ),
  };
}

/** By value number: its place in the order of the values; texts by Unicode's root collation, as R sorts them. */
function rankOf(values: readonly string[]): Int32Array {
  const areNumbers = values.every((value) => Number.isFinite(Number(value)));
  const order = values.map((value, index) => ({ value, index }));
  const { compare } = new Intl.Collator('und');
  order.sort((a, b) => (areNumbers ? Number(a.value) - Number(b.value) : compare(a.value, b.value)));
  const rank = new Int32Array(values.length);
  order.forEach(({ index }, place) => (rank[index] = place));
  return rank;
}
