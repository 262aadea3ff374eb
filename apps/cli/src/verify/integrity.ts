import type { Result } from '@mingjian/contract/aggregation';
import type { Localized } from '@mingjian/contract/localized';
import type { ReportFile } from '@mingjian/contract/reports';
import { resultHash } from '@mingjian/core/aggregation';
import { canonicalHash, canonicalJson } from '@mingjian/core/platform';
import type { ReadReport } from './report-file';

/**
 * Whether a report's data file agrees with itself: model and hash, each result and its hash, and what is laid out beside the
 * model with the model.
 * @param raw the file as it is, of which the schema may have dropped what it does not know and to which it added what older
 *   files do not have
 */
export function integrityFaults({ file, raw }: ReadReport): Localized[] {
  const faults: Localized[] = [];
  const { model } = raw as { model: { results: Result[] } };
  const hash = canonicalHash(model);
  if (hash !== file.hash)
    faults.push({
      zh: `校验值不符：文件写的是 ${file.hash}，内容算出的是 ${hash}`,
      en: `the hash differs: the file says ${file.hash}, its content gives ${hash}`,
    });
  for (const result of model.results) {
    const own = resultHash(result);
    if (own !== result.hash)
      faults.push({
        zh: `结果 ${result.audience} 的校验值不符：文件写的是 ${result.hash}，内容算出的是 ${own}`,
        en: `the hash of result ${result.audience} differs: the file says ${result.hash}, its content gives ${own}`,
      });
  }
  const place = ({ countyCode, audience, id }: ReportFile['estimates'][number]) =>
    `${countyCode ?? ''} ${audience} ${id}`;
  const inModel = new Map(listedIn(file.model).map((each) => [place(each), canonicalJson(each)] as const));
  const changed = file.estimates.filter(
    (estimate) => inModel.get(place(estimate)) !== canonicalJson(estimate),
  );
  for (const { audience, id } of changed)
    faults.push({
      zh: `所列估计 ${audience} ${id} 与模型中的不同`,
      en: `the listed estimate ${audience} ${id} is not that of the model`,
    });
  if (file.estimates.length !== inModel.size)
    faults.push({
      zh: `所列估计有 ${file.estimates.length} 项，模型中有 ${inModel.size} 项`,
      en: `${file.estimates.length} estimates are listed, the model has ${inModel.size}`,
    });
  return faults;
}

/** The estimates of a model as its data file lays them out; those of compared counties name their county. */
function listedIn({ results, comparison }: ReportFile['model']): ReportFile['estimates'] {
  const own = results.flatMap(({ audience, estimates }) => estimates.map((each) => ({ audience, ...each })));
  const compared = (comparison?.counties ?? []).flatMap((county) =>
    county.results.flatMap(({ audience, estimates }) =>
      estimates.map((each) => ({ audience, countyCode: county.code, ...each })),
    ),
  );
  return [...own, ...compared];
}
