import type { Result } from '@mingjian/contract/aggregation';
import type { County } from '@mingjian/contract/registry';
import type { SurveyVersion } from '@mingjian/contract/surveys';
import { audienceNames, cutNames, dimensionName, groupName, type Dataset } from '../documents';
import { exportTitles, variable } from './export-words';

/** All estimates of a run, a row each. */
export function resultsDataset(
  results: readonly Result[],
  counties: readonly County[],
  versions: readonly SurveyVersion[],
): Dataset {
  const countyOf = new Map(counties.map((county) => [county.code, county]));
  const wordings = new Map(
    versions.flatMap(({ items }) => items.map((item) => [item.code, item.text] as const)),
  );
  const labelled = (
    name: string,
    zh: string,
    en: string,
    values: [string, { zh: string; en: string }][],
  ) => ({
    ...variable(name, zh, en, 'text'),
    values: values.map(([value, label]) => ({ value, label })),
  });
  return {
    name: 'results',
    title: exportTitles.results,
    variables: [
      labelled(
        'county',
        '区划代码',
        'County code',
        counties.map(({ code, nameZh, nameEn }) => [code, { zh: nameZh, en: nameEn }]),
      ),
      variable('county_name', '县（市、区）', 'County', 'text'),
      labelled('audience', '对象', 'Audience', Object.entries(audienceNames)),
      labelled('measure', '指标', 'Measure', [
        ['index', { zh: '满意度指数（0—100）', en: 'Index (0–100)' }],
        ['top2', { zh: '满意率（%）', en: 'Satisfied (%)' }],
      ]),
      labelled('scope', '层次', 'Level', [
        ['audience', { zh: '总体', en: 'Overall' }],
        ['dimension', { zh: '维度', en: 'Dimension' }],
        ['item', { zh: '题目', en: 'Item' }],
      ]),
      variable('key', '维度或题号', 'Dimension or item', 'text'),
      variable('wording', '题目或维度名称', 'Wording', 'text'),
      labelled('cut', '分组', 'Groups', Object.entries(cutNames)),
      variable('group', '组', 'Group', 'text'),
      variable('estimate', '估计值', 'Estimate'),
      variable('se', '标准误', 'Standard error'),
      variable('ci_low', '95%置信区间下限', '95% interval, lower end'),
      variable('ci_high', '95%置信区间上限', '95% interval, upper end'),
      variable('n', '有效答卷数', 'Answers used'),
      variable('df', '自由度', 'Degrees of freedom'),
      variable('deff', '设计效应', 'Design effect'),
      variable('suppressed', '隐去（1=是）', 'Suppressed (1 = yes)'),
      variable('reason', '没有数值的原因', 'Why there is no number', 'text'),
    ],
    rows: function* () {
      for (const { countyCode, audience, estimates } of results)
        for (const each of estimates)
          yield [
            countyCode,
            countyOf.get(countyCode)?.nameZh ?? countyCode,
            audience,
            each.measure,
            each.scope,
            each.key,
            each.scope === 'item' ? (wordings.get(each.key)?.zh ?? null) : dimensionName(each.key).zh,
            each.cut,
            each.group === '' ? null : groupName(each.group).zh,
            each.estimate,
            each.se,
            each.ci?.[0] ?? null,
            each.ci?.[1] ?? null,
            each.n,
            each.df,
            each.deff,
            each.suppressed ? 1 : 0,
            each.reason,
          ];
    },
  };
}
