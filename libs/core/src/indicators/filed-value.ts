import type { Indicator, IndicatorValue, SourceTier } from '@mingjian/contract/indicators';
import type { Localized } from '@mingjian/contract/localized';
import { parseThreshold, stagesOf } from './thresholds';

/** A value as it is filed: every member a text, as in a table. */
export interface FiledValue {
  countyCode: string;
  indicatorCode: string;
  year: string;
  stagePrefix: string;
  value: string;
  sourceTier: string;
  evidence: string;
}
export type ReadValue = Omit<IndicatorValue, 'id' | 'meets'>;

export interface ValueFault {
  field: keyof FiledValue;
  rule: string;
  message: Localized;
}

/** What values may be filed. */
export interface FilingRules {
  indicators: ReadonlyMap<string, Indicator>;
  /** The year of the cycle; values of it and of the year before are kept. */
  year: number;
  /** The only county that the person may file for, or null. */
  ownCounty: string | null;
  /** Why a county code cannot be taken, or null. */
  countyFault: (code: string) => { rule: string; message: Localized } | null;
}

const tiers: ReadonlyMap<string, SourceTier> = new Map<string, SourceTier>(
  Object.entries({
    statistics: 'statistics',
    统计: 'statistics',
    统计数据: 'statistics',
    department: 'department',
    部门: 'department',
    部门认定: 'department',
    survey: 'survey',
    调查: 'survey',
    第三方调查: 'survey',
  } as const),
);
const grades: readonly string[] = ['A', 'B', 'C', 'D'];

/** Reads one filed value; with faults, naming the member at fault, it must not be stored. */
export function readValue(filed: FiledValue, rules: FilingRules): { value: ReadValue; faults: ValueFault[] } {
  const faults: ValueFault[] = [];
  const report = (field: keyof FiledValue, rule: string, zh: string, en: string) =>
    faults.push({ field, rule, message: { zh, en } });
  if (rules.ownCounty !== null && filed.countyCode !== rules.ownCounty)
    report(
      'countyCode',
      'other-county',
      '只能填报本县（市、区）的指标值。',
      'You can file values of your own county only.',
    );
  else {
    const county = rules.countyFault(filed.countyCode);
    if (county) faults.push({ field: 'countyCode', ...county });
  }
  const year = Number(filed.year);
  if (!/^\d{4}$/.test(filed.year) || (year !== rules.year && year !== rules.year - 1))
    report(
      'year',
      'year',
      `年度应为 ${rules.year - 1} 或 ${rules.year}。`,
      `The year is ${rules.year - 1} or ${rules.year}.`,
    );
  const sourceTier = tiers.get(filed.sourceTier);
  if (!sourceTier)
    report(
      'sourceTier',
      'source-tier',
      '来源层级应为：统计、部门、调查（statistics、department、survey）。',
      'The source tier is statistics, department or survey.',
    );
  if (filed.evidence === '' || filed.evidence.length > 500)
    report(
      'evidence',
      'evidence',
      '请写明佐证材料（不超过 500 字）。',
      'Name the evidence (at most 500 characters).',
    );
  const indicator = rules.indicators.get(filed.indicatorCode);
  const measured = { value: null, grade: null, ...(indicator ? measure(filed, indicator, report) : {}) };
  if (!indicator)
    report(
      'indicatorCode',
      'unknown-indicator',
      '本周期没有这个指标代码。',
      'This cycle has no such indicator code.',
    );
  return {
    value: {
      countyCode: filed.countyCode,
      indicatorCode: filed.indicatorCode,
      year,
      stagePrefix: filed.stagePrefix,
      ...measured,
      sourceTier: sourceTier ?? 'department',
      evidence: filed.evidence,
    },
    faults,
  };
}

type Report = (field: keyof FiledValue, rule: string, zh: string, en: string) => void;

function measure(
  filed: FiledValue,
  indicator: Indicator,
  report: Report,
): Partial<Pick<ReadValue, 'value' | 'grade'>> {
  if (indicator.level !== 3) {
    report('indicatorCode', 'not-a-leaf', '只有三级指标才填报数值。', 'Only level-3 indicators take values.');
    return {};
  }
  const stages = stagesOf(parseThreshold(indicator.threshold) ?? []);
  if (!stages.includes(filed.stagePrefix)) {
    const wanted = stages.map((stage) => (stage === '' ? '（空）' : stage)).join('、');
    report(
      'stagePrefix',
      'stage',
      `该指标的学段应为：${wanted}。`,
      `The stage of this indicator is one of: ${stages.map((stage) => stage || '(empty)').join(', ')}.`,
    );
  }
  if (indicator.kind === 'qualitative') {
    if (grades.includes(filed.value)) return { grade: filed.value as ReadValue['grade'] };
    report(
      'value',
      'grade',
      '定性指标应填等级 A、B、C 或 D。',
      'A qualitative indicator takes a grade from A to D.',
    );
    return {};
  }
  if (!/^-?\d{1,12}(\.\d{1,6})?$/.test(filed.value)) {
    report(
      'value',
      'number',
      '应填数字，不带单位、百分号、文字或千位分隔符。',
      'Must be a number without unit, per cent sign, text or separators.',
    );
    return {};
  }
  const value = Number(filed.value);
  const [low, high] = rangeOf(indicator);
  if (value < low || value > high)
    report(
      'value',
      'out-of-range',
      `数值应在 ${low} 至 ${high} 之间（${indicator.unit}）。`,
      `The value must lie between ${low} and ${high} (${indicator.unit}).`,
    );
  return { value };
}

/**
 * The values an indicator can take. The tree has no column for it, so it follows from the unit: percentages are shares
 * from 0 to 100, but rates of growth may be negative and ratios (之比) may exceed 100; points are 0 to 100; whatever is
 * counted or paid is not negative.
 */
function rangeOf({ unit, nameZh }: Indicator): [low: number, high: number] {
  if (unit.startsWith('分')) return [0, 100];
  if (unit !== '%') return [0, 1_000_000_000];
  if (nameZh.includes('增长率')) return [-100, 1000];
  return nameZh.includes('之比') ? [0, 1000] : [0, 100];
}
