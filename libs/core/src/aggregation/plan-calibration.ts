import { rake, RakingError, type Design, type RakingMargin } from '@mingjian/statistics';
import type { EstimationPlan } from '@mingjian/contract/estimation';
import { columnOf, isMissing, type TextColumns } from './plan-columns';
import { PlanError } from './plan-error';

/**
 * Calibrates a design to the plan's margins.
 * @throws PlanError for a category without a total, a total without a category, margins that disagree, no convergence
 */
export function calibrate(
  plan: NonNullable<EstimationPlan['calibration']>,
  design: Design,
  columns: TextColumns,
): Design {
  if (plan.method === 'poststratify' && plan.margins.length !== 1)
    throw new PlanError({ zh: 'poststratify 只能有一个边际', en: 'poststratify takes exactly one margin' });
  const margins = plan.margins.map((margin) => marginOf(margin, columns, design.size));
  try {
    return {
      ...design,
      weight: rake(design.weight, design.count, margins),
      calibration: { designWeight: design.weight, categories: margins.map(({ category }) => category) },
    };
  } catch (error) {
    if (error instanceof RakingError)
      throw new PlanError({
        zh: `校准失败：${error.message}（相差 ${error.distance}）`,
        en: `calibration: ${error.message} (off by ${error.distance})`,
      });
    throw error;
  }
}

function marginOf(
  { variables, totals }: NonNullable<EstimationPlan['calibration']>['margins'][number],
  columns: TextColumns,
  rows: number,
): RakingMargin {
  const name = variables.join(' × ');
  const position = new Map<string, number>();
  totals.forEach((row, index) => {
    const key = keyOf(
      variables.map((variable) => {
        const value = row[variable];
        if (value === undefined)
          throw new PlanError({
            zh: `边际 ${name}：第 ${index + 1} 个总数没有写明“${variable}”`,
            en: `margin ${name}: total ${index + 1} does not name "${variable}"`,
          });
        return String(value);
      }),
    );
    if (position.has(key))
      throw new PlanError({
        zh: `边际 ${name}：${key} 有两个总数`,
        en: `margin ${name}: ${key} has two totals`,
      });
    position.set(key, index);
  });
  const texts = variables.map((variable) => columnOf(columns, variable));
  const seen = new Set<number>();
  const category = Int32Array.from({ length: rows }, (_, row) => {
    const parts = texts.map((text) => text[row] ?? '');
    if (parts.some(isMissing))
      throw new PlanError({
        zh: `边际 ${name} 第 ${row + 2} 行缺失`,
        en: `margin ${name}, row ${row + 2}: missing value`,
      });
    const index = position.get(keyOf(parts));
    if (index === undefined)
      throw new PlanError({
        zh: `边际 ${name} 第 ${row + 2} 行：${parts.join('、')} 没有总数`,
        en: `margin ${name}, row ${row + 2}: ${parts.join(', ')} has no total`,
      });
    seen.add(index);
    return index;
  });
  for (const [key, index] of position)
    if (!seen.has(index))
      throw new PlanError({
        zh: `边际 ${name}：${key} 有总数，样本中却没有人`,
        en: `margin ${name}: ${key} has a total but nobody in the sample`,
      });
  return { category, totals: Float64Array.from(totals, ({ total }) => total) };
}

function keyOf(parts: readonly string[]): string {
  return JSON.stringify(parts);
}
