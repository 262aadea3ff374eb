import { Readable } from 'node:stream';
import { inLanguage, type Language, type Localized } from '@mingjian/contract/localized';
import { csvBytes } from '@mingjian/core/documents';
import { inTurns, type LocalizedFault } from '@mingjian/core/platform';

const heads: readonly Localized[] = [
  { zh: '行', en: 'row' },
  { zh: '栏目', en: 'field' },
  { zh: '所填内容', en: 'value' },
  { zh: '规则', en: 'rule' },
  { zh: '说明', en: 'what to change' },
];

/** All faults of a refused table, for a spreadsheet, in the order in which they were found; piece by piece. */
export function faultsCsv(faults: readonly LocalizedFault[], language: Language): Readable {
  const variables = heads.map((head) => ({ name: inLanguage(head, language) }));
  const pieces = csvBytes({
    variables,
    rows: function* () {
      for (const { row, field, value, rule, message } of faults)
        yield [row ?? null, field, value ?? '', rule, inLanguage(message, language)];
    },
  });
  return Readable.from(inTurns(pieces), { objectMode: false });
}
