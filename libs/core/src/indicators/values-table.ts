import { cellFault, type LocalizedFault, type Table, type TableColumn } from '../platform';
import { readValue, type FiledValue, type FilingRules, type ReadValue } from './filed-value';

export const valueColumns = [
  { key: 'countyCode', zh: '区划代码', en: 'county_code', also: ['行政区划代码'] },
  { key: 'indicatorCode', zh: '指标代码', en: 'indicator_code' },
  { key: 'year', zh: '年度', en: 'year' },
  { key: 'stagePrefix', zh: '学段', en: 'stage' },
  { key: 'value', zh: '数值', en: 'value' },
  { key: 'sourceTier', zh: '来源层级', en: 'source_tier' },
  { key: 'evidence', zh: '佐证材料', en: 'evidence' },
] as const satisfies readonly TableColumn<keyof FiledValue>[];

/** Reads a table of values; every fault names its row, and a value that is there twice names both. */
export function readValues(
  table: Table<keyof FiledValue>,
  rules: FilingRules,
): { values: ReadValue[]; faults: LocalizedFault[] } {
  const faults: LocalizedFault[] = [];
  const rows = new Map<string, number>();
  const values = table.rows.map((line) => {
    const { row, cells } = line;
    const read = readValue(cells, rules);
    for (const { field, rule, message } of read.faults)
      faults.push(cellFault(table, line, field, rule, message));
    const key = valueKey(read.value);
    const earlier = rows.get(key);
    if (earlier !== undefined) {
      const message = {
        zh: `同一县（市、区）、指标、年度和学段的值出现两次：第 ${earlier} 行和第 ${row} 行。`,
        en: `The value of this county, indicator, year and stage is there twice, in rows ${earlier} and ${row}.`,
      };
      faults.push(cellFault(table, line, 'indicatorCode', 'duplicate-value', message));
    }
    rows.set(key, row);
    return read.value;
  });
  return { values, faults };
}

/** What makes two values the same one. */
export function valueKey({
  countyCode,
  indicatorCode,
  year,
  stagePrefix,
}: Pick<ReadValue, 'countyCode' | 'indicatorCode' | 'year' | 'stagePrefix'>): string {
  return [countyCode, indicatorCode, year, stagePrefix].join('|');
}
