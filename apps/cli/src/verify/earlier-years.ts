import type { Localized } from '@mingjian/contract/localized';
import { yearsBefore, type EarlierYear, type ReportModel } from '@mingjian/contract/reports';
import { compareEstimate, nothingFound, type Recomputation } from './recomputation';
import { readReportsIn, type ReadReport } from './report-file';

/** What a report says of earlier years, held against the county's own reports of these years. */
export interface YearsCompared extends Recomputation {
  /** The reports that were found. */
  reports: ReadReport[];
  /** Years of which there is none. */
  missing: number[];
}

/** @param folder with data files of the county's earlier reports, in it or in the folders in it */
export function compareEarlierYears(model: ReportModel, folder: string): YearsCompared {
  const found: YearsCompared = { ...nothingFound(), reports: [], missing: [] };
  const files = readReportsIn(folder).filter(({ file }) => file.model.county.code === model.county.code);
  for (const earlier of yearsBefore(model)) {
    const versions = files.filter(({ file }) => file.model.year === earlier.year && !file.model.comparison);
    const report = versions.find((each) => holds(each, earlier)) ?? versions.at(-1);
    if (!report) {
      found.missing.push(earlier.year);
      continue;
    }
    found.reports.push(report);
    compareYear(model, earlier, report.file.model, found);
  }
  return found;
}

const holds = ({ file }: ReadReport, { results }: EarlierYear) =>
  results.every(({ resultHash }) => file.model.results.some(({ hash }) => hash === resultHash));

function compareYear(
  model: ReportModel,
  { year, results }: EarlierYear,
  then: ReportModel,
  found: YearsCompared,
): void {
  for (const { audience, resultHash, estimates } of results) {
    const result = then.results.find((each) => each.audience === audience);
    if (result?.hash !== resultHash)
      found.differences.push(otherResult(year, audience, resultHash, result?.hash));
    for (const estimate of estimates) {
      const place = `${year} ${audience} ${estimate.id}`;
      const own = result?.estimates.find(({ id }) => id === estimate.id);
      compareEstimate(place, estimate, own, found);
      if (
        estimate.scope === 'item' &&
        wordsOf(model, audience, estimate.key) !== wordsOf(then, audience, estimate.key)
      )
        found.differences.push({
          zh: `不符 ${place}：当年题目的文字与本年不同，不应比较`,
          en: `differs ${place}: that year's question was put in other words and must not be compared`,
        });
    }
  }
}

const otherResult = (year: number, audience: string, taken: string, own: string | undefined): Localized => ({
  zh: `不符 ${year} ${audience} resultHash：本报告依据的结果是 ${taken}，当年报告中的是 ${own ?? '（无）'}`,
  en: `differs ${year} ${audience} resultHash: this report takes result ${taken}, that year's report holds ${own ?? '(none)'}`,
});

function wordsOf({ items }: ReportModel, audience: string, code: string): string {
  const item = items.find((each) => each.audience === audience && each.code === code);
  return item ? `${item.text.zh}\n${item.text.en}` : '';
}
