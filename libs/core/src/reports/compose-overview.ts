import type { Estimate, Result } from '@mingjian/contract/aggregation';
import type { Block, Comparison, ReportModel, ValueRef } from '@mingjian/contract/reports';
import type { Audience } from '@mingjian/contract/surveys';
import { audienceNames, capital, dimensionName } from '../documents';
import { CITY_CODE, cityName } from '../registry';
import { overallId, satisfiedId, type ReportMaterial } from './material';
import { audienceBlocks, standingSentence } from './overview-audience';
import { indicatorBlocks } from './overview-indicators';
import { ofCity, ofCounty, peopleOf } from './overview-values';
import { heading, paragraph, quote, table, words, type Part, type Row } from './words';

/** Everything that the city's report is made from; `results` are those of all counties, `sheet` has all their values. */
export interface OverviewMaterial extends Pick<
  ReportMaterial,
  'cycle' | 'agency' | 'composedOn' | 'fieldworkUntil' | 'weightingPlan' | 'items' | 'results' | 'sheet'
> {
  counties: readonly ReportMaterial['county'][];
}

const audiences: readonly Audience[] = ['public', 'teacher', 'student'];

/**
 * 全市总览: sets the counties beside one another in the order of their codes, never of their results; what sampling error
 * can explain is not called a difference.
 */
export function composeOverview(material: OverviewMaterial): ReportModel {
  const { cycle, sheet } = material;
  const comparison = comparisonOf(material);
  const asked = audiences.filter((audience) =>
    comparison.counties.some(({ results }) => results.some((each) => each.audience === audience)),
  );
  return {
    title: {
      zh: `${cityName.nameZh}${cycle.year}年教育工作第三方监测总览`,
      en: `${cityName.nameEn}: Overview of Third-party Monitoring of Education ${cycle.year}`,
    },
    county: { code: CITY_CODE, ...cityName },
    year: sheet.year,
    agency: material.agency,
    cycleTitle: cycle.title,
    composedOn: material.composedOn,
    fieldworkUntil: material.fieldworkUntil,
    weightingPlan: material.weightingPlan,
    items: material.items,
    blocks: [
      ...summary(comparison, asked),
      ...asked.flatMap((audience) => audienceBlocks(comparison, audience)),
      panels(comparison, asked),
      ...indicatorBlocks(comparison, material),
      ...methods(asked, comparison),
    ],
    results: [],
    previous: null,
    earlier: [],
    opinions: [],
    comparison,
    indicators: sheet.indicators,
    indicatorValues: sheet.values,
  };
}

function comparisonOf({ counties, results }: OverviewMaterial): Comparison {
  const byCode = [...counties].sort((a, b) => (a.code < b.code ? -1 : 1));
  return {
    counties: byCode
      .map(({ code, nameZh, nameEn }) => ({
        code,
        nameZh,
        nameEn,
        results: audiences.flatMap((audience) => {
          const own = results.find((each) => each.countyCode === code && each.audience === audience);
          return own ? [comparedPart(own)] : [];
        }),
      }))
      .filter((county) => county.results.length > 0),
  };
}

function comparedPart({ audience, hash, weighting, invited, answered, estimates }: Result) {
  const isCompared = ({ cut, scope }: Estimate) => cut === '' && scope !== 'item';
  const population = weighting.sum;
  return {
    audience,
    resultHash: hash,
    population,
    invited,
    answered,
    estimates: estimates.filter(isCompared),
  };
}

function summary(comparison: Comparison, asked: readonly Audience[]): Block[] {
  return [
    heading(1, '摘要', 'Summary'),
    paragraph(
      'overview-opening',
      { of: 'year', offset: 0 },
      ['年，全市各县（市、区）共邀请', ': in all counties '],
      peopleOf('', '', 'invited'),
      ['人作答，收到答卷', ' people were invited and '],
      peopleOf('', '', 'answered'),
      ['份，应答率为', ' answered, a response rate of '],
      peopleOf('', '', 'responseRate'),
      [
        '。本总览按区划代码顺序列出各县（市、区），不排名；各县结果均带置信区间，未超出抽样误差的差距不作高低判断。',
        '. Counties stand in the order of their division codes and are not ranked; every result has its interval, and a gap within sampling error is not called a difference.',
      ],
    ),
    ...(asked.length === 0 ? [] : [summaryTable(asked)]),
    ...asked.map((audience) => standingSentence(comparison, audience)),
    paragraph(
      'overview-indicators',
      [
        '指标方面，全市各县（市、区）可对照阈值判断的指标共',
        'Of the indicators that can be held against a threshold, in all counties ',
      ],
      sumTally('meets'),
      ['项次达到、', ' cases meet it and '],
      sumTally('below'),
      ['项次未达到，分县情况见后。', ' fall short; the counties follow below.'],
    ),
    { kind: 'page-break' },
  ];
}

/** A tally over all counties counts leaves by county; see resolve-value. */
const sumTally = (what: 'meets' | 'below'): ValueRef => ({ of: 'tally', what, within: '', county: '*' });

function summaryTable(asked: readonly Audience[]): Block {
  return table(
    'overview-city-table',
    words('全市三类对象满意度', 'Satisfaction in the city by audience'),
    [
      [words('对象', 'Audience'), 1.2, 'left'],
      [words('满意度指数', 'Index'), 1.1, 'right'],
      [words('置信区间', 'Interval'), 1.4, 'right'],
      [words('满意率（%）', 'Rate (%)'), 1.1, 'right'],
      [words('有效回答（人）', 'Answers'), 1.2, 'right'],
    ],
    asked.map((audience): Row => {
      const who = capital(audienceNames[audience]);
      return {
        cells: [
          [quote(who.zh, who.en)],
          [ofCity(audience, overallId, 'estimate')],
          [ofCity(audience, overallId, 'interval')],
          [ofCity(audience, satisfiedId, 'estimate')],
          [ofCity(audience, overallId, 'n')],
        ],
      };
    }),
  );
}

function panels({ counties }: Comparison, asked: readonly Audience[]): Block {
  const marks = counties.flatMap((county) => asked.map((audience) => ({ county, audience })));
  return {
    kind: 'figure',
    id: 'overview-panels',
    title: words('各县（市、区）三类对象总体指数', 'Overall index of each audience, county by county'),
    figure: 'county-panels',
    values: marks.map(({ county, audience }) => ofCounty(county.code, audience, overallId, 'estimate')),
    labels: marks.map(({ audience }) => capital(audienceNames[audience])),
    groups: marks.map(({ county }) => words(county.nameZh, county.nameEn)),
    reference: null,
    alt: words(
      '一县（市、区）一小图，刻度相同，点为指数，横线为置信区间。',
      'A small plot a county on one scale; dots are indices, whiskers their intervals.',
    ),
  };
}

function methods(asked: readonly Audience[], comparison: Comparison): Block[] {
  if (asked.length === 0) return [];
  const keys = [
    ...new Set(
      comparison.counties
        .flatMap(({ results }) => results)
        .flatMap(({ estimates }) => estimates)
        .filter(({ scope, measure }) => scope === 'dimension' && measure === 'index')
        .map(({ key }) => key),
    ),
  ];
  return [
    heading(1, '附录：方法与分维度结果', 'Annex: methods and dimensions'),
    paragraph('overview-methods', [
      '各县（市、区）的结果与其监测报告中的相同。全市结果按各县（市、区）所代表的人数加权合成，各县样本相互独立，结果不予公布的县不计入。县与全市之差计入该县本身是全市的一部分；自由度按萨特思韦特法取得，显著性在同一对象内按霍尔姆法校正。',
      'County results are those of the counties’ own reports. The city is the mean of its counties weighted by the people they stand for, their samples being independent; counties whose result is withheld are left out. A county’s gap to the city allows for its being a part of it; degrees of freedom follow Satterthwaite, significance is adjusted after Holm within an audience.',
    ]),
    ...asked.map((audience) => {
      const name = audienceNames[audience];
      return table(
        `overview-dimensions-${audience}`,
        words(`${name.zh}各维度满意度指数`, `Index by dimension: ${name.en}`),
        [
          [words('县（市、区）', 'County'), 1.6, 'left'],
          ...keys.map((key) => [dimensionName(key), 1.3, 'right'] as const),
        ],
        comparison.counties.map(({ code, nameZh, nameEn }): Row => ({
          cells: [
            [quote(nameZh, nameEn)],
            ...keys.map((key): Part[] => [ofCounty(code, audience, `index|dimension|${key}||`, 'estimate')]),
          ],
        })),
      );
    }),
  ];
}
