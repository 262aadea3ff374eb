import type { Estimate, Measure } from '@mingjian/contract/aggregation';
import type { ItemMapping } from '@mingjian/contract/surveys';

/** A measured quantity: one item, or a scale whose score is a person's mean over the items that he or she rated. */
export interface MeasuredScale {
  scope: Estimate['scope'];
  /** '' for the audience, the dimension's name or the item's code. */
  key: string;
  itemCodes: string[];
}

/**
 * Everything a result estimates, in the order in which it is printed: the audience's index over all scored items,
 * the dimensions, the items. Expectation items are reported as items only, outside every index.
 */
export function scalesOf(items: readonly ItemMapping[]): MeasuredScale[] {
  const scored = items.filter((item) => item.role === 'scored');
  const dimensions = [...new Set(scored.map((item) => item.dimension).filter((name) => name !== null))];
  return [
    { scope: 'audience', key: '', itemCodes: scored.map((item) => item.code) },
    ...dimensions.map((name) => ({
      scope: 'dimension' as const,
      key: name,
      itemCodes: scored.filter((item) => item.dimension === name).map((item) => item.code),
    })),
    ...items
      .filter((item) => item.role === 'scored' || item.role === 'expectation')
      .map((item) => ({ scope: 'item' as const, key: item.code, itemCodes: [item.code] })),
  ];
}

/** Identifies an estimate within its result, e.g. `index|dimension|equity|stage|primary`. */
export function estimateId(
  measure: Measure,
  scale: Pick<MeasuredScale, 'scope' | 'key'>,
  cut = '',
  group = '',
): string {
  return [measure, scale.scope, scale.key, cut, group].join('|');
}

/**
 * A person's score on a scale as an exact fraction, so that sums do not depend on the order of the answers.
 * `index` is the mean of (x−1)/4×100 over the valid items, `top2` the percentage of valid items rated 4 or 5.
 * @returns null when fewer than half of the scale's items are valid (1 to 5).
 */
export function scoreOn(
  scale: MeasuredScale,
  answers: Readonly<Record<string, unknown>>,
): { valid: number; points: number; satisfied: number } | null {
  let valid = 0;
  let points = 0;
  let satisfied = 0;
  for (const code of scale.itemCodes) {
    const value = answers[code];
    if (typeof value !== 'number' || value < 1 || value > 5) continue;
    valid += 1;
    points += value - 1;
    if (value >= 4) satisfied += 1;
  }
  return valid > 0 && valid * 2 >= scale.itemCodes.length ? { valid, points, satisfied } : null;
}
