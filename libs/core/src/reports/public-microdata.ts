import type { County } from '@mingjian/contract/registry';
import type { ReplayPart } from '../aggregation';
import { audienceNames, type Dataset, type DatasetValue } from '../documents';
import { variable } from './export-words';
import { categoryName, optionsByQuestion } from './question-options';
import { Words } from './replay-dataset';

/** What the public file keeps of one county × audience: in an order that tells nothing of schools. */
export interface PublicPart {
  countyCode: string;
  /** By demographic item: the joined category, null throughout where it would single people out. */
  categories: Map<string, (string | null)[]>;
  /** By rated item: what was answered, null throughout where too few did. */
  answers: Map<string, DatasetValue[]>;
  rows: number;
}

/**
 * Coarsens the answers of one county × audience: of the demographics only those that are raked, in their joined categories
 * of many people; every combination of them has at least the threshold of people, or the last one goes; none where the
 * published result hides anything, since a category may stand for a hidden group. Items that the result hides are left out,
 * and so is a part of fewer people than the threshold.
 */
export function coarsened({ result, version, table }: ReplayPart, threshold: number): PublicPart {
  const rows = table.rows < threshold ? [] : Array.from({ length: table.rows }, (_, row) => row);
  const isHidden = result.estimates.some((each) => each.suppressed);
  const raked = isHidden ? [] : table.columns.filter(({ about }) => about.of === 'raking');
  while (raked.length > 0 && rows.length > 0) {
    const people = new Map<string, number>();
    for (const row of rows) {
      const key = JSON.stringify(raked.map(({ value }) => value(row)));
      people.set(key, (people.get(key) ?? 0) + 1);
    }
    if (Math.min(...people.values()) >= threshold) break;
    raked.pop();
  }
  const told = new Set(
    result.estimates
      .filter(
        ({ scope, cut, measure, suppressed }) =>
          scope === 'item' && cut === '' && measure === 'index' && !suppressed,
      )
      .map(({ key }) => key),
  );
  const rated = version.items.filter(({ role }) => role === 'scored' || role === 'expectation');
  const columns = rated.flatMap(({ code }) => {
    const column = told.has(code) && table.columns.find(({ name }) => name === code);
    return column ? [{ code, value: column.value }] : [];
  });
  const ordered = rows
    .map((row) => ({
      row,
      content: JSON.stringify([raked.map(({ value }) => value(row)), columns.map(({ value }) => value(row))]),
    }))
    .sort((a, b) => (a.content < b.content ? -1 : a.content > b.content ? 1 : 0));
  return {
    countyCode: result.countyCode,
    rows: ordered.length,
    categories: new Map(
      raked.flatMap(({ about, value }) =>
        about.of === 'raking' ? [[about.code, ordered.map(({ row }) => asText(value(row)))] as const] : [],
      ),
    ),
    answers: new Map(columns.map(({ code, value }) => [code, ordered.map(({ row }) => value(row))])),
  };
}

function asText(value: DatasetValue): string | null {
  return value === null ? null : String(value);
}

/** The coarsened parts of one audience as one table. */
export function publicDataset(
  parts: readonly PublicPart[],
  { version, result }: Pick<ReplayPart, 'version' | 'result'>,
  counties: readonly County[],
): Dataset {
  const words = new Words(version);
  const demographics = [...new Set(parts.flatMap(({ categories }) => [...categories.keys()]))];
  const rated = version.items.filter(({ role }) => role === 'scored' || role === 'expectation');
  return {
    name: `public-${result.audience}`,
    title: {
      zh: `公开微观数据：${audienceNames[result.audience].zh}`,
      en: `Public microdata: ${audienceNames[result.audience].en}`,
    },
    variables: [
      {
        ...variable('county', '区划代码', 'County code', 'text'),
        values: counties.map(({ code, nameZh, nameEn }) => ({
          value: code,
          label: { zh: nameZh, en: nameEn },
        })),
      },
      ...demographics.map((code) => {
        const known = new Set(parts.flatMap(({ categories }) => categories.get(code) ?? []));
        const options = optionsByQuestion(version.json).get(code) ?? [];
        const { label } = words.item(code);
        return {
          ...variable(code, label.zh, label.en, 'text'),
          values: [...known]
            .filter((each) => each !== null)
            .sort()
            .map((value) => ({ value, label: categoryName(value, options) })),
        };
      }),
      ...rated.map(({ code }) => words.item(code)),
    ],
    rows: function* () {
      for (const { countyCode, rows, categories, answers } of parts)
        for (let row = 0; row < rows; row++)
          yield [
            countyCode,
            ...demographics.map((code) => categories.get(code)?.[row] ?? null),
            ...rated.map(({ code }) => answers.get(code)?.[row] ?? null),
          ];
    },
  };
}
