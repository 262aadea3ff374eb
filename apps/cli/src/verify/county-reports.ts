import type { Comparison, ReportModel } from '@mingjian/contract/reports';
import { PlanError } from '@mingjian/core/aggregation/plan';
import { readReportsIn, type ReadReport } from './report-file';

/**
 * The counties' data files on which a city's report is built, from a folder and the folders in it: those of the compared
 * counties, and of others of the same cycle, which the city's report then left out. Of several versions of a county's
 * report it is the one that holds the compared results.
 * @returns by county code; null where the folder has none
 * @throws PlanError when some are there and one is not
 */
export function countyReports(
  { year, cycleTitle }: ReportModel,
  { counties }: Comparison,
  folder: string,
): Map<string, ReadReport> | null {
  const found = new Map<string, ReadReport[]>();
  for (const read of readReportsIn(folder)) {
    const { model } = read.file;
    if (model.comparison || model.year !== year || model.cycleTitle.zh !== cycleTitle.zh) continue;
    found.set(model.county.code, [...(found.get(model.county.code) ?? []), read]);
  }
  if (found.size === 0) return null;
  for (const { code, nameZh, nameEn } of counties)
    if (!found.has(code))
      throw new PlanError({
        zh: `${folder} 中没有${nameZh}（${code}）的 report.json，总览无法重算`,
        en: `${folder} holds no report.json of ${nameEn} (${code}), so the overview cannot be recomputed`,
      });
  return new Map(
    [...found].map(([code, versions]) => {
      const compared = counties.find((county) => county.code === code)?.results ?? [];
      const holds = ({ file }: ReadReport) =>
        compared.every(({ audience, resultHash }) =>
          file.model.results.some((each) => each.audience === audience && each.hash === resultHash),
        );
      return [code, (versions.find(holds) ?? versions.at(-1)) as ReadReport] as const;
    }),
  );
}
