import { inLanguage, type Language, type Localized } from '@mingjian/contract/localized';
import { csvBytes } from '@mingjian/core/documents';
import type { LocalizedFault } from '@mingjian/core/platform';

const heads: readonly Localized[] = [
  { zh: '行', en: 'row' },
  { zh: '栏目', en: 'field' },
  { zh: '所填内容', en: 'value' },
  { zh: '规则', en: 'rule' },
  { zh: '说明', en: 'what to change' },
];

/** All faults of a refused table, for a spreadsheet, in the order in which they were found. */
export function faultsCsv(faults: readonly LocalizedFault[], language: Language): Buffer {
  const variables = heads.map((head) => ({ name: inLanguage(head, language) }));
  const rows = faults.map(({ row, field, value, rule, message }) => [
    row ?? null,
    field,
    value ?? '',
    rule,
    inLanguage(message, language),
  ]);
  return Buffer.concat([...csvBytes({ variables, rows: () => rows.values() })]);
}
