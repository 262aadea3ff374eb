import type { Estimate, Result, WeightingPlan } from '@mingjian/contract/aggregation';
import type { Cycle } from '@mingjian/contract/cycles';
import type { Indicator, IndicatorSheet, IndicatorValue } from '@mingjian/contract/indicators';
import type { Localized } from '@mingjian/contract/localized';
import type { County } from '@mingjian/contract/registry';
import type { EarlierYear, Opinions, ReportItem, ValueRef } from '@mingjian/contract/reports';
import type { Audience } from '@mingjian/contract/surveys';

/** Everything a county's report is made from. */
export interface ReportMaterial {
  county: Pick<County, 'code' | 'nameZh' | 'nameEn'>;
  cycle: Pick<Cycle, 'year' | 'title'>;
  agency: string;
  composedOn: string;
  fieldworkUntil: string | null;
  weightingPlan: WeightingPlan | null;
  items: ReportItem[];
  results: Result[];
  /** null where last year has no published result of the county */
  previous: EarlierYear | null;
  /** The years before last that have results, latest first. */
  earlier: EarlierYear[];
  opinions: Opinions[];
  /** 放行的留言原文, redacted; empty until the agency releases them. */
  quotations: Quotation[];
  sheet: IndicatorSheet;
}

/** A redacted piece of open text that was chosen to stand for a theme. */
export interface Quotation {
  audience: Audience;
  evidence?: Opinions['evidence'];
  theme: string;
  text: string;
}

const audiences: Audience[] = ['public', 'teacher', 'student'];

/** The results in the order in which audiences are always printed. */
export function resultsInOrder(results: readonly Result[]): Result[] {
  return audiences.flatMap((audience) => results.filter((result) => result.audience === audience));
}

export function estimateOf(result: Result | undefined, id: string): Estimate | undefined {
  return result?.estimates.find((estimate) => estimate.id === id);
}

export const overallId = 'index|audience|||';
export const satisfiedId = 'top2|audience|||';
export const itemId = (measure: 'index' | 'top2', code: string) => `${measure}|item|${code}||`;

/** What an index is called in a table of years: the question, or the overall index. */
export function indexLabel(
  material: ReportMaterial,
  { audience, key, scope }: { audience: string; key: string; scope: Estimate['scope'] },
): Localized {
  if (scope === 'audience') return { zh: '总体指数', en: 'Overall index' };
  const item = material.items.find((each) => each.audience === audience && each.code === key);
  return { zh: `${key} ${item?.text.zh ?? ''}`, en: `${key} ${item?.text.en ?? ''}` };
}

/** References to an estimate: what is printed is decided by `show`. */
export const estimateRef = (
  audience: Audience,
  id: string,
  show: Extract<ValueRef, { of: 'estimate' }>['show'] = 'estimate',
): ValueRef => ({ of: 'estimate', audience, id, show, decimals: 1 });

export const countRef = (
  audience: Audience | '',
  field: Extract<ValueRef, { of: 'count' }>['field'],
): ValueRef => ({
  of: 'count',
  audience,
  field,
});
export const tallyRef = (what: Extract<ValueRef, { of: 'tally' }>['what'], within = ''): ValueRef => ({
  of: 'tally',
  what,
  within,
});
export const thisYear: ValueRef = { of: 'year', offset: 0 };
export const lastYear: ValueRef = { of: 'year', offset: -1 };

/** Items of one audience whose index a result holds, in the questionnaire's order; by default those of the overall index. */
export function estimatedItems(
  material: ReportMaterial,
  result: Result,
  role: ReportItem['role'] = 'scored',
): ReportItem[] {
  return material.items.filter(
    (item) =>
      item.audience === result.audience &&
      item.role === role &&
      estimateOf(result, itemId('index', item.code)) !== undefined,
  );
}

/** The survey evidence of an indicator: items mapped to it or to its level-2 parent, whose result is at hand. */
export function evidenceFor(
  material: ReportMaterial,
  indicator: Pick<Indicator, 'code'>,
): { result: Result; item: ReportItem }[] {
  const parent = indicator.code.split('.').slice(0, 2).join('.');
  return resultsInOrder(material.results).flatMap((result) =>
    estimatedItems(material, result)
      .filter((item) => item.indicatorCode === indicator.code || item.indicatorCode === parent)
      .map((item) => ({ result, item })),
  );
}

/** This year's value of a leaf and stage with last year's beside it; a leaf without values is one empty line. */
export function valueLines(
  sheet: IndicatorSheet,
  leaf: Indicator,
): { stagePrefix: string; now: IndicatorValue | null; before: IndicatorValue | null }[] {
  const ofLeaf = sheet.values.filter((value) => value.indicatorCode === leaf.code);
  const stages = [...new Set(ofLeaf.map((value) => value.stagePrefix))];
  if (stages.length === 0) stages.push('');
  const find = (year: number, stagePrefix: string) =>
    ofLeaf.find((value) => value.year === year && value.stagePrefix === stagePrefix) ?? null;
  return stages.map((stagePrefix) => ({
    stagePrefix,
    now: find(sheet.year, stagePrefix),
    before: find(sheet.year - 1, stagePrefix),
  }));
}
