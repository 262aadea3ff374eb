import type { Indicator, IndicatorValue } from '@mingjian/contract/indicators';
import type { ReportModel } from '@mingjian/contract/reports';

/** Where a county stands on one leaf of the indicator tree. */
export interface Standing {
  code: string;
  hasThreshold: boolean;
  filed: boolean;
  /** false when any stage falls short; null where nothing can be held against a threshold */
  meets: boolean | null;
  /** over the stages that have both years; null where there is no direction, no pair, or the stages disagree */
  progress: 'improved' | 'worsened' | 'unchanged' | null;
}

/** Where the county stands on every leaf, from the filed values of this year and the last. */
export function indicatorStandings(
  model: Pick<ReportModel, 'indicators' | 'indicatorValues' | 'year'>,
): Standing[] {
  const now = byCode(model.indicatorValues.filter((value) => value.year === model.year));
  const before = byCode(model.indicatorValues.filter((value) => value.year === model.year - 1));
  return model.indicators
    .filter((indicator) => indicator.level === 3)
    .map((leaf) => {
      const values = now.get(leaf.code) ?? [];
      const judged = values.map((value) => value.meets).filter((meets) => meets !== null);
      return {
        code: leaf.code,
        hasThreshold: leaf.threshold !== '',
        filed: values.some((value) => value.value !== null || value.grade !== null),
        meets: judged.length === 0 ? null : judged.every((meets) => meets),
        progress: progressOf(leaf, values, before.get(leaf.code) ?? []),
      };
    });
}

function byCode(values: readonly IndicatorValue[]): Map<string, IndicatorValue[]> {
  const groups = new Map<string, IndicatorValue[]>();
  for (const value of values)
    groups.set(value.indicatorCode, [...(groups.get(value.indicatorCode) ?? []), value]);
  return groups;
}

function progressOf(
  leaf: Indicator,
  now: readonly IndicatorValue[],
  before: readonly IndicatorValue[],
): Standing['progress'] {
  const better = leaf.direction === 'higher' ? 1 : leaf.direction === 'lower' ? -1 : 0;
  if (better === 0) return null;
  const moves = now.flatMap((value) => {
    const earlier = before.find((each) => each.stagePrefix === value.stagePrefix);
    if (earlier === undefined) return [];
    if (value.grade !== null && earlier.grade !== null)
      return [Math.sign(earlier.grade.charCodeAt(0) - value.grade.charCodeAt(0))];
    if (value.value === null || earlier.value === null) return [];
    return [Math.sign((value.value - earlier.value) * better)];
  });
  if (moves.length === 0) return null;
  if (moves.every((move) => move === 0)) return 'unchanged';
  if (moves.every((move) => move >= 0)) return 'improved';
  return moves.every((move) => move <= 0) ? 'worsened' : null;
}
