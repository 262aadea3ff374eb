import { inLanguage, type Language, type Localized } from '@mingjian/contract/localized';
import type { ReportModel } from '@mingjian/contract/reports';
import { audienceNames, capital, cutNames, dimensionName, fileWord, groupName } from './names';

export type SheetValue = string | number | null;
export interface SheetColumn {
  head: string;
  width: number;
  /** Number format; what is stored keeps its full precision. */
  format?: string;
}

type Named = readonly [zh: string, en: string, width: number, format?: string];
const columns: Record<'estimates' | 'indicators', readonly Named[]> = {
  estimates: [
    ['对象', 'audience', 10],
    ['编号', 'id', 34],
    ['度量', 'measure', 12],
    ['范围', 'scope', 12],
    ['题目或维度', 'question or dimension', 50],
    ['分组', 'cut', 10],
    ['组', 'group', 12],
    ['估计值', 'estimate', 10, '0.0'],
    ['标准误', 'se', 10, '0.00'],
    ['区间下限', 'ci lower', 10, '0.0'],
    ['区间上限', 'ci upper', 10, '0.0'],
    ['有效回答（人）', 'n', 12, '0'],
    ['自由度', 'df', 10, '0'],
    ['设计效应', 'deff', 10, '0.00'],
    ['标记', 'flag', 18],
    ['区划代码', 'county code', 10],
  ],
  indicators: [
    ['指标编号', 'code', 10],
    ['指标', 'indicator', 44],
    ['学段', 'stage', 12],
    ['年度', 'year', 8],
    ['数值', 'value', 12],
    ['等级', 'grade', 8],
    ['单位', 'unit', 12],
    ['阈值', 'threshold', 16],
    ['达到阈值', 'meets', 10],
    ['区划代码', 'county code', 10],
  ],
};

export function columnsOf(sheet: keyof typeof columns, language: Language): SheetColumn[] {
  return columns[sheet].map(([zh, en, width, format]) => ({
    head: language === 'en' ? en : zh,
    width,
    ...(format === undefined ? {} : { format }),
  }));
}

const measures: Record<string, Localized> = {
  index: { zh: '满意度指数', en: 'index' },
  top2: { zh: '满意率（%）', en: 'satisfaction rate (%)' },
};
const scopes: Record<string, Localized> = {
  audience: { zh: '总体', en: 'overall' },
  dimension: { zh: '维度', en: 'dimension' },
  item: { zh: '题目', en: 'question' },
};
const withheld: Localized = { zh: '不予公布', en: 'withheld' };

/** Every estimate of the report, in its order; a suppressed one has neither number nor n, only its flag. */
export function estimateRows(model: ReportModel, language: Language): SheetValue[][] {
  const items = new Map(model.items.map((item) => [`${item.audience} ${item.code}`, item.text]));
  const compared = (model.comparison?.counties ?? []).flatMap(({ code, results }) =>
    results.map(({ audience, estimates }) => ({ county: code, audience, estimates })),
  );
  const own = model.results.map(({ countyCode, audience, estimates }) => ({
    county: countyCode,
    audience,
    estimates,
  }));
  return [...own, ...compared].flatMap(({ county, audience, estimates }) =>
    estimates.map((estimate) => {
      const { id, measure, scope, key, cut, group, se, ci, n, df, deff, suppressed, reason } = estimate;
      const text = items.get(`${audience} ${key}`);
      const flag = suppressed ? inLanguage(withheld, language) : (reason ?? '');
      const say = (words: Localized) => inLanguage(words, language);
      return [
        say(capital(audienceNames[audience])),
        id,
        say(measures[measure] ?? { zh: measure, en: measure }),
        say(scopes[scope] ?? { zh: scope, en: scope }),
        text ? `${key} ${say(text)}` : scope === 'dimension' ? say(dimensionName(key)) : '',
        cut === '' ? '' : say(cutNames[cut]),
        group === '' ? '' : say(groupName(group)),
        estimate.estimate,
        se,
        ci?.[0] ?? null,
        ci?.[1] ?? null,
        n,
        df,
        deff,
        flag,
        county,
      ];
    }),
  );
}

/** Every filed value of a leaf, with its unit and threshold. */
export function indicatorRows(model: ReportModel, language: Language): SheetValue[][] {
  const leaves = new Map(model.indicators.map((indicator) => [indicator.code, indicator]));
  const judged = { zh: ['是', '否'], en: ['yes', 'no'] } as const;
  return model.indicatorValues.map((value) => {
    const leaf = leaves.get(value.indicatorCode);
    const [yes, no] = language === 'en' ? judged.en : judged.zh;
    return [
      value.indicatorCode,
      leaf ? (language === 'en' ? leaf.nameEn : leaf.nameZh) : '',
      inLanguage(fileWord(value.stagePrefix), language),
      value.year,
      value.value,
      value.grade ?? '',
      inLanguage(fileWord(leaf?.unit ?? ''), language),
      leaf?.threshold ?? '',
      value.meets === null ? '' : value.meets ? yes : no,
      value.countyCode,
    ];
  });
}
