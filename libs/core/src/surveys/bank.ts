import type { BankEntry, ItemMapping, SurveyJson } from '@mingjian/contract/surveys';
import { entriesOf, questionOutline, textOf } from './question-outline';
import { plain } from './reworded';

/** A published version and the year of its cycle. */
export interface BankVersion {
  id: string;
  surveyId: string;
  cycleId: string;
  year: number;
  number: number;
  audience: BankEntry['audience'];
  json: SurveyJson;
  items: ItemMapping[];
}

/** The index of one item in one county, from a published run; a later domain knows it. */
export interface PastResult {
  cycleId: string;
  versionId: string;
  countyCode: string;
  audience: BankEntry['audience'];
  code: string;
  n: number | null;
  estimate: number | null;
  ci: [number, number] | null;
  suppressed: boolean;
}

/**
 * Every question that was ever published, once a wording and scale: results of two wordings are not comparable, so they
 * are two entries. Each shows the mapping of its latest use.
 *
 * @param versions in any order
 * @returns the latest used first
 */
export function bankEntries(versions: readonly BankVersion[], results: readonly PastResult[]): BankEntry[] {
  const entries = new Map<string, BankEntry>();
  const latestFirst = [...versions].sort((a, b) => b.year - a.year || b.number - a.number);
  for (const version of latestFirst) {
    for (const { code, type, definition } of questionOutline(version.json)) {
      const mapping = version.items.find((item) => item.code === code);
      if (!mapping) continue;
      const text = textOf(definition.title ?? code);
      const choices = ['choices', 'rateValues', 'columns'].flatMap((list) => entriesOf(definition[list]));
      const scale = choices.map(({ value }) => value).join(',');
      const id = [version.audience, code, type, scale, plain(text.zh), plain(text.en)].join('|');
      const { cycleId, year, surveyId, number } = version;
      const entry = entries.get(id) ?? {
        id,
        audience: version.audience,
        code,
        text,
        role: mapping.role,
        dimension: mapping.dimension,
        indicatorCode: mapping.indicatorCode,
        type,
        choices,
        usage: [],
        results: [],
      };
      entry.usage.push({ cycleId, year, surveyId, versionId: version.id, number });
      entry.results.push(
        ...results
          .filter((result) => result.versionId === version.id && result.code === code)
          .map(({ countyCode, n, estimate, ci, suppressed }) => ({
            cycleId,
            year,
            countyCode,
            ...(suppressed ? { n: null, estimate: null, ci: null } : { n, estimate, ci }),
            suppressed,
          })),
      );
      entries.set(id, entry);
    }
  }
  return [...entries.values()];
}
