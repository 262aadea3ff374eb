import type { Result } from '@mingjian/contract/aggregation';
import type { Block, ValueRef } from '@mingjian/contract/reports';
import {
  audienceNames,
  capital,
  TREND_YEARS,
  yearlyTrends,
  yearsOf,
  type Trended,
  type YearlyTrend,
} from '../documents';
import { indexLabel, overallId, resultsInOrder, thisYear, type ReportMaterial } from './material';
import { isClear } from './verdict';
import { heading, listed, paragraph, quote, quoted, table, words, type Part, type Row } from './words';

const trendRef = (
  audience: string,
  id: string,
  show: Extract<ValueRef, { of: 'trend' }>['show'] = 'estimate',
): ValueRef => ({ of: 'trend', audience, id, show, decimals: 1 });

const trendedOf = ({ cycle, results, previous, earlier }: ReportMaterial): Trended => ({
  year: cycle.year,
  results: resultsInOrder(results),
  previous,
  earlier,
});

/** 历年走势: what three years or more say together; nothing where there are fewer. */
export function trendSection(material: ReportMaterial): Block[] {
  const model = trendedOf(material);
  const years = yearsOf(model);
  const [first = model.year] = years;
  if (years.length < TREND_YEARS || model.results.length === 0) return [];
  const trends = yearlyTrends(model);
  const withTrends = model.results.filter(({ audience }) =>
    trends.some((each) => each.audience === audience),
  );
  if (withTrends.length === 0) return [];
  return [
    heading(1, '历年走势', 'Trend over the years'),
    paragraph(
      'trend-lead',
      ['本部分汇总', 'This part puts together the surveys from '],
      yearRef(model, first),
      ['年至', ' to '],
      thisYear,
      [
        '年各次调查的满意度指数。各年样本相互独立；平均每年变化为各可比年份指数随年份变化的直线斜率，误差由各年误差合成，同一对象各题的显著性经霍尔姆法校正。只有题目文字、选项和计分方式与本年相同的年份才列入，至少三个年份可比才判断升降。直线只概括总的方向，不表示各年变化相同。',
        '. The samples are independent; the mean yearly change is the slope of a straight line through the comparable years, its error is made of theirs, and for the questions significance is adjusted after Holm within an audience. A year counts only where words, answers and scoring were those of this year, and a trend is judged from three such years on. A line sums up a direction; it does not say that every year changed alike.',
      ],
    ),
    ...withTrends.map((result) => trendSentence(model, result, trends)),
    ...overallFigure(material, withTrends, years),
    ...withTrends.flatMap((result) => audienceBlocks(material, result, trends, years)),
  ];
}

const yearRef = ({ year }: Pick<Trended, 'year'>, of: number): ValueRef => ({
  of: 'year',
  offset: of - year,
});
const nameOf = ({ audience }: Pick<Result, 'audience'>) => capital(audienceNames[audience]);

function trendSentence(model: Trended, result: Result, all: readonly YearlyTrend[]): Block {
  const own = all.filter(({ audience }) => audience === result.audience);
  const overall = own.find(({ id }) => id === overallId);
  const who = nameOf(result);
  const middle: Part[] =
    overall?.estimate == null
      ? [['：总体指数可比的年份不足，不判断升降', ': too few years of the overall index can be compared']]
      : [
          ['：', ': since '],
          yearRef(model, overall.since),
          ['年以来，总体指数', ', the overall index'],
          ...lineWords(overall),
        ];
  const clear = own.filter((each) => each.scope === 'item' && isClear(each));
  const rest: Part[] =
    clear.length === 0
      ? [['。', '.']]
      : [
          [
            '；升降超出抽样误差的题目有',
            '; questions that rose or fell beyond sampling error (points a year): ',
          ],
          ...listed(
            clear.map(({ key, id, audience }): Part[] => [
              quote(key),
              ['（每年', ' ('],
              trendRef(audience, id),
              ['）', ')'],
            ]),
          ),
          ['。', '.'],
        ];
  return paragraph(`trend-${result.audience}`, quote(who.zh, who.en), ...middle, ...rest);
}

/** What a line says, after "the overall index". */
function lineWords(trend: YearlyTrend): Part[] {
  return [
    ['平均每年变化', ' changed by '],
    trendRef(trend.audience, trend.id),
    ['个百分点（置信区间', ' points a year (interval '],
    trendRef(trend.audience, trend.id, 'interval'),
    isClear(trend)
      ? (trend.estimate ?? 0) > 0
        ? ['），呈提高趋势', '), rising']
        : ['），呈下降趋势', '), falling']
      : ['），未超出抽样误差，不能认为有升降', '), within sampling error: no trend can be claimed'],
  ];
}

/** 摘要: one sentence on the overall indices that rose or fell; none where none did. */
export function trendSummary(material: ReportMaterial): Block[] {
  const model = trendedOf(material);
  const clear = yearlyTrends(model).filter((each) => each.id === overallId && isClear(each));
  if (clear.length === 0) return [];
  const each = clear.map((trend): Part[] => {
    const name = audienceNames[trend.audience as Result['audience']];
    return [
      ['', 'the overall index of '],
      quote(name.zh, name.en),
      ['的总体指数自', ', since '],
      yearRef(model, trend.since),
      ['年以来', ', '],
      ...lineWords(trend),
    ];
  });
  return [
    paragraph('summary-trend', ['从历年看，', 'Over the years, '], ...listed(each, '；', '; '), ['。', '.']),
  ];
}

/** Of every audience with a comparable year, whether or not there are enough for a line. */
function overallFigure(
  material: ReportMaterial,
  results: readonly Result[],
  years: readonly number[],
): Block[] {
  const series = results.map(({ audience }) => ({
    audience,
    id: overallId,
    name: capital(audienceNames[audience]),
  }));
  return [
    panels(
      material,
      'trend-overall-figure',
      words('各类对象总体满意度指数的历年走势', 'The overall index of each audience over the years'),
      series,
      years,
    ),
  ];
}

interface Series {
  audience: string;
  id: string;
  name: { zh: string; en: string };
}

function panels(
  { cycle }: ReportMaterial,
  id: string,
  title: { zh: string; en: string },
  series: readonly Series[],
  years: readonly number[],
): Block {
  const marks = series.flatMap(({ audience, id: of, name }) => [
    ...years.map((year) => ({
      value: yearEstimate(audience, of, year - cycle.year),
      label: words(String(year), String(year)),
      name,
    })),
    { value: trendRef(audience, of), label: words('', ''), name },
  ]);
  return {
    kind: 'figure',
    id,
    title,
    figure: 'trend-panels',
    values: marks.map(({ value }) => value),
    labels: marks.map(({ label }) => label),
    groups: marks.map(({ name }) => name),
    reference: null,
    alt: words(
      '每格一个系列，点为各年指数，竖线为置信区间，相邻可比年份以线相连；灰底的年份不作比较。',
      'One panel a series: dots are the index of a year, whiskers the interval, neighbouring comparable years are joined; years on grey are not compared.',
    ),
  };
}

const yearEstimate = (audience: string, id: string, offset: number): ValueRef => ({
  of: 'year-estimate',
  offset,
  audience,
  id,
  decimals: 1,
});

function audienceBlocks(
  material: ReportMaterial,
  { audience }: Result,
  all: readonly YearlyTrend[],
  years: readonly number[],
): Block[] {
  const trends = all.filter((each) => each.audience === audience);
  const name = audienceNames[audience];
  const clear = trends.filter((each) => each.scope === 'item' && isClear(each));
  const { year: now } = material.cycle;
  return [
    heading(2, `${name.zh}评价的走势`, `The view of ${name.en} over the years`),
    table(
      `trend-${audience}-table`,
      words(`${name.zh}满意度指数的历年比较`, `Indices over the years: ${name.en}`),
      [
        [words('题目', 'Question'), 3.8, 'left'],
        ...years.map((year) => [words(String(year), String(year)), 1, 'right'] as const),
        [words('平均每年变化', 'Yearly change'), 1.1, 'right'],
        [words('置信区间', 'Interval'), 1.6, 'right'],
        [words('判断', 'Verdict'), 1.7, 'center'],
      ],
      trends.map((each): Row => ({
        cells: [
          [quoted(indexLabel(material, each))],
          ...years.map((year): Part[] => [yearEstimate(audience, each.id, year - now)]),
          [trendRef(audience, each.id)],
          [trendRef(audience, each.id, 'interval')],
          [verdictOf(each)],
        ],
      })),
      words(
        '区间未作多重比较校正；“判断”按校正后的显著性作出，两者可能不一致。',
        'Intervals are not adjusted for how many are looked at; the verdict is, so the two may part.',
      ),
    ),
    ...(clear.length === 0
      ? []
      : [
          panels(
            material,
            `trend-${audience}-figure`,
            words(
              `${name.zh}评价中升降超出抽样误差的题目`,
              `Questions of ${name.en} that rose or fell beyond sampling error`,
            ),
            clear.map((each) => ({ audience, id: each.id, name: indexLabel(material, each) })),
            years,
          ),
        ]),
  ];
}

function verdictOf(trend: YearlyTrend): readonly [string, string] {
  if (trend.estimate === null) return ['可比年份不足', 'too few years'];
  if (!isClear(trend)) return ['不显著', 'no trend'];
  return trend.estimate > 0 ? ['提高', 'rising'] : ['下降', 'falling'];
}
