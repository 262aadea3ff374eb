import type { Margin } from '@mingjian/statistics';
import type { EstimationPlan } from '@mingjian/contract/estimation';
import type { PlanColumns } from './columns';
import { PlanError } from './error';

/** A margin with what its categories are called. */
export interface NamedMargin extends Margin {
  name: string;
  labels: string[];
}

type PlannedMargin = NonNullable<EstimationPlan['calibration']>['margins'][number];

/**
 * A plan's margin on the rows of the file.
 * @throws PlanError for a total that lacks a variable or is there twice, a row without a total, a total without a row
 */
export function marginOf(
  { variables, totals }: PlannedMargin,
  columns: PlanColumns,
  weight: Float64Array,
): NamedMargin {
  const name = variables.join(' × ');
  const coded = variables.map((variable) => columns.coded(variable));
  const position = new Map<string, number>();
  const labels = totals.map((row, index) => {
    const texts = variables.map((variable) => {
      const value = row[variable];
      if (value === undefined)
        throw new PlanError({
          zh: `边际 ${name}：第 ${index + 1} 个总数没有写明“${variable}”`,
          en: `margin ${name}: total ${index + 1} does not name "${variable}"`,
        });
      return String(value);
    });
    const extra = Object.keys(row).find((key) => key !== 'total' && !variables.includes(key));
    if (extra !== undefined)
      throw new PlanError({
        zh: `边际 ${name}：第 ${index + 1} 个总数多出“${extra}”`,
        en: `margin ${name}: total ${index + 1} has "${extra}", which is not one of its variables`,
      });
    const label = texts.join(', ');
    if (position.has(JSON.stringify(texts)))
      throw new PlanError({
        zh: `边际 ${name}：${label} 有两个总数`,
        en: `margin ${name}: ${label} has two totals`,
      });
    position.set(JSON.stringify(texts), index);
    return label;
  });
  // Combinations of value numbers are looked up once each, not row by row.
  const known = new Map<number, number>();
  const category = new Int32Array(columns.rows);
  const seen = new Uint8Array(totals.length);
  for (let row = 0; row < columns.rows; row++) {
    let key = 0;
    for (const { codes, size } of coded) {
      if (codes[row]! < 0)
        throw new PlanError({
          zh: `边际 ${name} 第 ${row + 2} 行缺失`,
          en: `margin ${name}, row ${row + 2}: missing value`,
        });
      key = key * size + codes[row]!;
    }
    let index = known.get(key);
    if (index === undefined) {
      const texts = coded.map(({ codes, text }) => text(codes[row]!));
      index = position.get(JSON.stringify(texts));
      if (index === undefined)
        throw new PlanError({
          zh: `边际 ${name} 第 ${row + 2} 行：${texts.join('、')} 没有总数`,
          en: `margin ${name}, row ${row + 2}: ${texts.join(', ')} has no total`,
        });
      known.set(key, index);
    }
    category[row] = index;
    if (weight[row]! > 0) seen[index] = 1;
  }
  const empty = seen.indexOf(0);
  if (empty >= 0)
    throw new PlanError({
      zh: `边际 ${name}：${labels[empty] ?? ''} 有总数，样本中却没有人`,
      en: `margin ${name}: ${labels[empty] ?? ''} has a total but nobody in the sample`,
    });
  return { name, labels, category, totals: Float64Array.from(totals, ({ total }) => total) };
}
