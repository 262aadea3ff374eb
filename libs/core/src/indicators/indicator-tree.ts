import type { Localized } from '@mingjian/contract/localized';
import type { Indicator } from '@mingjian/contract/indicators';
import { cellFault, type LocalizedFault, type Table, type TableColumn } from '../platform';
import { parseThreshold } from './thresholds';

export const treeColumns = [
  { key: 'code', zh: '指标代码', en: 'code', also: ['代码', '编号'] },
  { key: 'level1', zh: '一级指标', en: 'level1' },
  { key: 'level2', zh: '二级指标', en: 'level2' },
  { key: 'level3', zh: '三级指标', en: 'level3' },
  { key: 'type', zh: '类型', en: 'type' },
  { key: 'unit', zh: '单位', en: 'unit' },
  { key: 'direction', zh: '方向', en: 'direction' },
  { key: 'threshold', zh: '目标值', en: 'threshold', also: ['阈值'] },
  { key: 'source', zh: '数据来源', en: 'source' },
  { key: 'fromPlan', zh: '方案原文', en: 'from_plan' },
  { key: 'surveyLinked', zh: '关联问卷', en: 'survey_linked' },
] as const satisfies readonly TableColumn<string>[];

/** English names of the indicators; further columns are known and not used. */
export const nameColumns = [
  { key: 'code', zh: '指标代码', en: 'code', also: ['代码', '编号'] },
  { key: 'name', zh: '英文名称', en: 'name_en' },
  { key: 'level', zh: '级别', en: 'level', optional: true },
  { key: 'nameZh', zh: '中文名称', en: 'name_zh', optional: true },
  { key: 'threshold', zh: '目标值', en: 'threshold', optional: true },
  { key: 'basis', zh: '目标值依据', en: 'threshold_basis', optional: true },
] as const satisfies readonly TableColumn<string>[];

export type TreeTable = Table<(typeof treeColumns)[number]['key']>;
export type NameTable = Table<(typeof nameColumns)[number]['key']>;

const kinds = words<NonNullable<Indicator['kind']>>({
  quantitative: 'quantitative',
  定量: 'quantitative',
  qualitative: 'qualitative',
  定性: 'qualitative',
});
const directions = words<NonNullable<Indicator['direction']>>({
  higher: 'higher',
  越高越好: 'higher',
  lower: 'lower',
  越低越好: 'lower',
  target: 'target',
  区间: 'target',
});
const answers = words<boolean>({ yes: true, 是: true, no: false, 否: false });

/** As a map, in which words that every object answers to, such as “constructor”, mean nothing. */
function words<Meaning>(meanings: Readonly<Record<string, Meaning>>): ReadonlyMap<string, Meaning> {
  return new Map(Object.entries(meanings));
}

/**
 * Reads an indicator tree: codes 1, 1.2, 1.2.3 whose depth is their level, each with its parent above it, level-3
 * indicators with kind, direction and a threshold that follows the grammar.
 *
 * @param names English names by code, when there is a table of them
 * @returns indicators in the order of the table; only to be used when there are no faults
 */
export function readTree(
  table: TreeTable,
  names: NameTable | null,
): { indicators: Indicator[]; faults: LocalizedFault[] } {
  const faults: LocalizedFault[] = [];
  const english = new Map((names?.rows ?? []).map(({ cells }) => [cells.code, cells.name]));
  const rows = new Map<string, number>();
  const indicators = table.rows.map((line): Indicator => {
    const { row, cells } = line;
    const report = (key: keyof typeof cells, rule: string, message: Localized) =>
      faults.push(cellFault(table, line, key, rule, message));
    const level = levelOf(cells.code);
    if (level === null) report('code', 'indicator-code', messages.code);
    const earlier = rows.get(cells.code);
    if (earlier !== undefined) report('code', 'duplicate-indicator', messages.twice(earlier, row));
    const parent = cells.code.slice(0, Math.max(0, cells.code.lastIndexOf('.')));
    if (level !== null && level > 1 && !rows.has(parent))
      report('code', 'no-parent', messages.parent(parent));
    rows.set(cells.code, row);
    const name = (['level1', 'level2', 'level3'] as const)[(level ?? 1) - 1] ?? 'level1';
    if (cells[name] === '') report(name, 'name', messages.name);
    const leaf = level === 3;
    const kind = leaf ? (kinds.get(cells.type) ?? null) : null;
    if (leaf && !kind) report('type', 'kind', messages.kind);
    const direction = leaf ? (directions.get(cells.direction) ?? null) : null;
    if (leaf && !direction) report('direction', 'direction', messages.direction);
    const parts = parseThreshold(cells.threshold);
    const misplaced = cells.threshold !== '' && kind !== 'quantitative';
    if (!parts || misplaced)
      report('threshold', 'threshold', misplaced ? messages.misplaced : messages.grammar);
    for (const key of ['fromPlan', 'surveyLinked'] as const)
      if (!answers.has(cells[key])) report(key, 'yes-no', messages.yesNo);
    return {
      code: cells.code,
      level: level ?? 1,
      nameZh: cells[name],
      nameEn: english.get(cells.code) ?? '',
      kind,
      unit: leaf ? cells.unit : '',
      direction,
      threshold: cells.threshold,
      source: cells.source,
      fromPlan: answers.get(cells.fromPlan) ?? false,
      surveyLinked: answers.get(cells.surveyLinked) ?? false,
    };
  });
  if (names) faults.push(...strayNames(names, rows));
  if (faults.length === 0) faults.push(...childless(indicators, table.header.code, rows));
  return { indicators, faults };
}

function levelOf(code: string): 1 | 2 | 3 | null {
  if (!/^\d(\.\d{1,2}){0,2}$/.test(code)) return null;
  return ([1, 2, 3] as const)[code.split('.').length - 1] ?? null;
}

function strayNames(names: NameTable, known: ReadonlyMap<string, number>): LocalizedFault[] {
  return names.rows
    .filter(({ cells }) => !known.has(cells.code))
    .map(({ row, cells }) => ({
      field: names.header.code,
      row,
      value: cells.code,
      rule: 'unknown-indicator',
      message: messages.strayName,
    }));
}

/** Levels 1 and 2 exist for what stands below them. */
function childless(
  indicators: readonly Indicator[],
  field: string,
  rows: ReadonlyMap<string, number>,
): LocalizedFault[] {
  return indicators
    .filter(({ code, level }) => level < 3 && !indicators.some((other) => other.code.startsWith(`${code}.`)))
    .map(({ code }) => ({
      field,
      row: rows.get(code) ?? 0,
      value: code,
      rule: 'no-children',
      message: messages.childless,
    }));
}

/** Indicators by level, and level 3 by kind. */
export function treeCounts(indicators: readonly Indicator[]) {
  const count = (test: (indicator: Indicator) => boolean) => indicators.filter(test).length;
  return {
    level1: count(({ level }) => level === 1),
    level2: count(({ level }) => level === 2),
    level3: count(({ level }) => level === 3),
    quantitative: count(({ kind }) => kind === 'quantitative'),
    qualitative: count(({ kind }) => kind === 'qualitative'),
    fromPlan: count(({ fromPlan }) => fromPlan),
  };
}

const messages = {
  code: {
    zh: '指标代码应为 1、1.2 或 1.2.3 的形式（请检查是否被表格软件改成了日期或小数）。',
    en: 'A code looks like 1, 1.2 or 1.2.3 (a spreadsheet may have made a date of it).',
  },
  twice: (one: number, other: number) => ({
    zh: `指标代码重复：第 ${one} 行和第 ${other} 行。`,
    en: `The code is there twice, in rows ${one} and ${other}.`,
  }),
  parent: (parent: string) => ({
    zh: `上级指标 ${parent} 应在此行之前。`,
    en: `Its parent ${parent} has to stand above it.`,
  }),
  name: { zh: '缺少本级指标的名称。', en: 'The name of this level is missing.' },
  kind: {
    zh: '三级指标的类型应为 quantitative（定量）或 qualitative（定性）。',
    en: 'The type of a level-3 indicator is quantitative or qualitative.',
  },
  direction: {
    zh: '三级指标的方向应为 higher、lower 或 target。',
    en: 'The direction of a level-3 indicator is higher, lower or target.',
  },
  grammar: {
    zh: '目标值的写法不正确，例如：>=85、小学<=0.50;初中<=0.45、<=prev_year-0.5、40..60。',
    en: 'The threshold is not understood; examples: >=85, 小学<=0.50;初中<=0.45, <=prev_year-0.5, 40..60.',
  },
  misplaced: {
    zh: '只有定量的三级指标才有目标值。',
    en: 'Only quantitative level-3 indicators have a threshold.',
  },
  yesNo: { zh: '应为 yes 或 no（是或否）。', en: 'Must be yes or no.' },
  strayName: {
    zh: '指标表中没有这个代码。',
    en: 'The indicators table has no such code.',
  },
  childless: {
    zh: '一级、二级指标之下应有下级指标。',
    en: 'An indicator of level 1 or 2 needs indicators below it.',
  },
};
