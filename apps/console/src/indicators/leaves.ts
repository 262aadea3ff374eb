import type { Indicator, IndicatorSheet, IndicatorValue } from '@mingjian/contract/indicators';

/** One line of the list: a third-level indicator, for one stage where its standard differs by stage. */
export interface Leaf {
  indicator: Indicator;
  stagePrefix: string;
  now: IndicatorValue | null;
  before: IndicatorValue | null;
}

export type Verdict = 'yes' | 'no' | 'none' | 'unknown' | 'missing';

export function verdictOf(leaf: Leaf): Verdict {
  if (!leaf.now) return 'missing';
  if (leaf.now.meets !== null) return leaf.now.meets ? 'yes' : 'no';
  return leaf.indicator.threshold === '' ? 'none' : 'unknown';
}

/** The lines of a county: every third-level indicator at least once, with this year's value and last year's. */
export function leavesOf(sheet: IndicatorSheet, countyCode: string): Leaf[] {
  const own = sheet.values.filter((value) => value.countyCode === countyCode);
  return sheet.indicators
    .filter((indicator) => indicator.level === 3)
    .sort((left, right) => left.code.localeCompare(right.code, 'en', { numeric: true }))
    .flatMap((indicator) => {
      const values = own.filter((value) => value.indicatorCode === indicator.code);
      const stages = [...new Set(values.map((value) => value.stagePrefix))];
      return (stages.length > 0 ? stages : ['']).map((stagePrefix) => {
        const of = (year: number) =>
          values.find((value) => value.year === year && value.stagePrefix === stagePrefix) ?? null;
        return { indicator, stagePrefix, now: of(sheet.year), before: of(sheet.year - 1) };
      });
    });
}

/** The node above: 3.2.1 → 3.2 → 3. */
export function parentCode(code: string): string {
  return code.split('.').slice(0, -1).join('.');
}
