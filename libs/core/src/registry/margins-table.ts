import type { Margin } from '@mingjian/contract/registry';
import { cellFault, type LocalizedFault, type Table, type TableColumn } from '../platform';
import { divisionCodeFault } from './division-codes';
import { audienceWordList, wordReader, type WordReader } from './school-words';

export const marginColumns = [
  { key: 'county', zh: '区划代码', en: 'county_code', also: ['行政区划代码'] },
  { key: 'audience', zh: '对象', en: 'audience', also: ['调查对象'] },
  { key: 'variable', zh: '变量', en: 'variable' },
  { key: 'category', zh: '类别', en: 'category' },
  { key: 'total', zh: '总数', en: 'total' },
] as const satisfies readonly TableColumn<string>[];
export type MarginTable = Table<(typeof marginColumns)[number]['key']>;

/** Totals of two variables describe the same people; audited tables differ by roundings and reporting days, not more. */
const largestDisagreement = 0.005;
const variablePattern = /^[A-Za-z][A-Za-z0-9_-]{0,30}$/;

/**
 * Reads and checks population margins: known counties, item codes as variables, option values as categories, positive
 * totals, nothing twice, and the same population behind all variables of one audience in a county.
 */
export function readMargins(
  table: MarginTable,
  counties: ReadonlySet<string>,
  words: WordReader = wordReader([]),
): { margins: Margin[]; faults: LocalizedFault[] } {
  const faults: LocalizedFault[] = [];
  const margins: Margin[] = [];
  const rows = new Map<string, number>();
  for (const line of table.rows) {
    const { row, cells } = line;
    const before = faults.length;
    const report = (key: keyof typeof cells, rule: string, zh: string, en: string) =>
      faults.push(cellFault(table, line, key, rule, { zh, en }));
    const county = divisionCodeFault(cells.county, counties);
    if (county) report('county', county.rule, county.message.zh, county.message.en);
    const audience = words.audience(cells.audience);
    if (!audience)
      report(
        'audience',
        'audience',
        `对象应为：${audienceWordList.zh}。`,
        `The audience is one of: ${audienceWordList.en}.`,
      );
    if (!variablePattern.test(cells.variable))
      report(
        'variable',
        'variable',
        '变量应为问卷中基本信息题的编号，如 P-D4。',
        'A variable is the code of a demographic item, e.g. P-D4.',
      );
    if (!/^[^\s]{1,20}$/.test(cells.category))
      report(
        'category',
        'category',
        '类别应为选项的值，如 1。',
        'A category is the value of an option, e.g. 1.',
      );
    const total = /^\d{1,12}(\.\d{1,6})?$/.test(cells.total) ? Number(cells.total) : 0;
    if (total <= 0)
      report(
        'total',
        'positive-number',
        '总数应为大于 0 的数字，不带千位分隔符和单位。',
        'A total is a number above 0, without separators or unit.',
      );
    const key = [cells.county, audience, cells.variable, cells.category].join(' ');
    const earlier = rows.get(key);
    if (earlier !== undefined)
      report(
        'category',
        'duplicate-margin',
        `同一类别出现两次：第 ${earlier} 行和第 ${row} 行。`,
        `The category is there twice, in rows ${earlier} and ${row}.`,
      );
    rows.set(key, row);
    if (audience && faults.length === before)
      margins.push({
        countyCode: cells.county,
        audience,
        variable: cells.variable,
        category: cells.category,
        total,
      });
  }
  return { margins, faults: faults.length > 0 ? faults : disagreements(margins, table.header.total) };
}

/** Variables of one county × audience whose sums differ by more than half a per cent, against the first variable. */
function disagreements(margins: readonly Margin[], field: string): LocalizedFault[] {
  const groups = new Map<string, Map<string, number>>();
  for (const { countyCode, audience, variable, total } of margins) {
    const sums = groups.get(`${countyCode} ${audience}`) ?? new Map<string, number>();
    sums.set(variable, (sums.get(variable) ?? 0) + total);
    groups.set(`${countyCode} ${audience}`, sums);
  }
  return [...groups].flatMap(([group, sums]) => {
    const [[first, reference] = ['', 0], ...others] = [...sums];
    return others
      .filter(([, sum]) => Math.abs(sum - reference) > largestDisagreement * Math.max(sum, reference))
      .map(([variable, sum]) => ({
        field,
        value: `${group} ${first}=${reference} ${variable}=${sum}`,
        rule: 'sums-disagree',
        message: {
          zh: `${group}：变量 ${first} 合计 ${reference}，变量 ${variable} 合计 ${sum}，相差超过 0.5%。两者应是同一总体。`,
          en: `${group}: ${first} adds up to ${reference} and ${variable} to ${sum}, more than 0.5% apart. Both must describe the same population.`,
        },
      }));
  });
}
