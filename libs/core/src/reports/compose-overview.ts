import type { Estimate, Result } from '@mingjian/contract/aggregation';
import type { Block, Comparison, ReportModel, ValueRef } from '@mingjian/contract/reports';
import type { Audience } from '@mingjian/contract/surveys';
import { audienceNames, capital, cityStanding, dimensionName } from '../documents';
import { CITY_CODE, cityName } from '../registry';
import { overallId, satisfiedId, tallyRef, type ReportMaterial } from './material';
import { isClear } from './verdict';
import { heading, listed, paragraph, quote, table, words, type Part, type Row } from './words';

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

const show = (
  county: string,
  audience: string,
  id: string,
  what: 'estimate' | 'interval' | 'n',
): ValueRef => ({
  of: 'county-estimate',
  county,
  audience,
  id,
  show: what,
  decimals: 1,
});
const city = (audience: string, id: string, what: 'estimate' | 'interval' | 'n'): ValueRef => ({
  of: 'city',
  audience,
  id,
  show: what,
  decimals: 1,
});
const against = (county: string, audience: string, id: string, what: 'estimate' | 'interval'): ValueRef => ({
  of: 'against-city',
  county,
  audience,
  id,
  show: what,
  decimals: 1,
});
const count = (
  county: string,
  audience: string,
  field: 'invited' | 'answered' | 'responseRate',
): ValueRef => ({ of: 'county-count', county, audience, field });

function summary(comparison: Comparison, asked: readonly Audience[]): Block[] {
  return [
    heading(1, '摘要', 'Summary'),
    paragraph(
      'overview-opening',
      { of: 'year', offset: 0 },
      ['年，全市各县（市、区）共邀请', ': in all counties '],
      count('', '', 'invited'),
      ['人作答，收到答卷', ' people were invited and '],
      count('', '', 'answered'),
      ['份，应答率为', ' answered, a response rate of '],
      count('', '', 'responseRate'),
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
          [city(audience, overallId, 'estimate')],
          [city(audience, overallId, 'interval')],
          [city(audience, satisfiedId, 'estimate')],
          [city(audience, overallId, 'n')],
        ],
      };
    }),
  );
}

const nameOf = ({ nameZh, nameEn }: Comparison['counties'][number]) => quote(nameZh, nameEn);

function standingSentence(comparison: Comparison, audience: Audience): Block {
  const who = capital(audienceNames[audience]);
  const { gaps } = cityStanding({ comparison }, audience, overallId);
  const side = (sign: 1 | -1) =>
    comparison.counties.filter(({ code }) => {
      const gap = gaps.get(code);
      return gap && isClear(gap) && Math.sign(gap.estimate) === sign;
    });
  const phrase = (county: Comparison['counties'][number]): Part[] => [
    nameOf(county),
    ['（', ' ('],
    against(county.code, audience, overallId, 'estimate'),
    ['）', ')'],
  ];
  const [above, below] = [side(1), side(-1)];
  const id = `overview-standing-${audience}`;
  if (above.length + below.length === 0)
    return paragraph(id, quote(who.zh, who.en), [
      '：各县（市、区）的总体指数与全市均无显著差异。',
      ': no county’s overall index differs significantly from the city’s.',
    ]);
  return paragraph(
    id,
    quote(who.zh, who.en),
    ['：', ': '],
    ...(above.length === 0
      ? []
      : [['显著高于全市的有', 'significantly above the city are '] as const, ...listed(above.map(phrase))]),
    ...(above.length > 0 && below.length > 0 ? [['；', '; '] as const] : []),
    ...(below.length === 0
      ? []
      : [['显著低于全市的有', 'significantly below the city are '] as const, ...listed(below.map(phrase))]),
    [
      '；括号内为与全市之差（百分点）。其余县（市、区）与全市无显著差异。',
      '; in brackets the gap to the city in points. The other counties do not differ significantly.',
    ],
  );
}

function audienceBlocks(comparison: Comparison, audience: Audience): Block[] {
  const name = audienceNames[audience];
  const counties = comparison.counties.filter(({ results }) =>
    results.some((each) => each.audience === audience),
  );
  const label = (county: (typeof counties)[number]) => words(county.nameZh, county.nameEn);
  return [
    heading(1, `${name.zh}满意度`, `Satisfaction of ${name.en}`),
    {
      kind: 'figure',
      id: `overview-tiles-${audience}`,
      title: words(`各县（市、区）${name.zh}总体满意度指数`, `Overall index of ${name.en} by county`),
      figure: 'county-tiles',
      values: counties.flatMap(({ code }) => [
        show(code, audience, overallId, 'estimate'),
        against(code, audience, overallId, 'estimate'),
      ]),
      labels: counties.flatMap((county) => [label(county), label(county)]),
      groups: counties.flatMap(({ code }) => [words(code, code), words(code, code)]),
      reference: null,
      alt: words(
        '每格一个县（市、区），大致按地理位置排列，内为指数与置信区间；只有显著高于或低于全市的才着色。',
        'A tile a county, roughly where it lies, with index and interval; only those significantly above or below the city are coloured.',
      ),
    },
    table(
      `overview-${audience}-table`,
      words(`各县（市、区）${name.zh}总体满意度指数`, `Overall index of ${name.en} by county`),
      [
        [words('县（市、区）', 'County'), 1.5, 'left'],
        [words('指数', 'Index'), 0.8, 'right'],
        [words('置信区间', 'Interval'), 1.2, 'right'],
        [words('有效回答（人）', 'Answers'), 1, 'right'],
        [words('应答率', 'Response'), 0.9, 'right'],
        [words('与全市之差', 'Gap to city'), 1, 'right'],
        [words('差距的置信区间', 'Interval of the gap'), 1.4, 'right'],
        [words('判断', 'Verdict'), 1.5, 'center'],
      ],
      [...counties.map((county): Row => countyRow(comparison, county, audience)), cityRow(audience)],
      words(
        '按区划代码排列。“判断”经霍尔姆法按县（市、区）数校正；单项区间不含零而判断为“无显著差异”的，属多次比较中可能偶然出现的情形。',
        'In the order of division codes. The verdict is adjusted after Holm for the number of counties; where a single interval leaves out zero and the verdict is “not told apart”, chance may explain it among so many comparisons.',
      ),
    ),
  ];
}

function countyRow(
  comparison: Comparison,
  { code, nameZh, nameEn }: Comparison['counties'][number],
  audience: Audience,
): Row {
  const gap = cityStanding({ comparison }, audience, overallId).gaps.get(code);
  const verdict = !gap
    ? (['—', '—'] as const)
    : !isClear(gap)
      ? (['无显著差异', 'not told apart'] as const)
      : gap.estimate > 0
        ? (['高于全市', 'above'] as const)
        : (['低于全市', 'below'] as const);
  return {
    cells: [
      [quote(nameZh, nameEn)],
      [show(code, audience, overallId, 'estimate')],
      [show(code, audience, overallId, 'interval')],
      [show(code, audience, overallId, 'n')],
      [count(code, audience, 'responseRate')],
      [against(code, audience, overallId, 'estimate')],
      [against(code, audience, overallId, 'interval')],
      [verdict],
    ],
  };
}

function cityRow(audience: Audience): Row {
  return {
    cells: [
      [['全市', 'City']],
      [city(audience, overallId, 'estimate')],
      [city(audience, overallId, 'interval')],
      [city(audience, overallId, 'n')],
      [count('', audience, 'responseRate')],
      [['', '']],
      [['', '']],
      [['', '']],
    ],
  };
}

function panels({ counties }: Comparison, asked: readonly Audience[]): Block {
  const marks = counties.flatMap((county) => asked.map((audience) => ({ county, audience })));
  return {
    kind: 'figure',
    id: 'overview-panels',
    title: words('各县（市、区）三类对象总体指数', 'Overall index of each audience, county by county'),
    figure: 'county-panels',
    values: marks.map(({ county, audience }) => show(county.code, audience, overallId, 'estimate')),
    labels: marks.map(({ audience }) => capital(audienceNames[audience])),
    groups: marks.map(({ county }) => words(county.nameZh, county.nameEn)),
    reference: null,
    alt: words(
      '一县（市、区）一小图，刻度相同，点为指数，横线为置信区间。',
      'A small plot a county on one scale; dots are indices, whiskers their intervals.',
    ),
  };
}

function indicatorBlocks({ counties }: Comparison, { sheet }: OverviewMaterial): Block[] {
  if (!sheet.indicators.some(({ level }) => level === 3)) return [];
  const columns = ['filed', 'meets', 'below', 'unjudged', 'improved', 'worsened'] as const;
  const heads = {
    filed: words('已填报', 'Filed'),
    meets: words('达到', 'Meets'),
    below: words('未达到', 'Falls short'),
    unjudged: words('不判断', 'Not judged'),
    improved: words('向好', 'Improved'),
    worsened: words('退步', 'Worse'),
  };
  const roots = sheet.indicators.filter(({ level }) => level === 1);
  return [
    heading(1, '指标达标情况', 'Indicators against their thresholds'),
    table(
      'overview-indicators-table',
      words('各县（市、区）三级指标达标情况（项）', 'Level-three indicators by county'),
      [
        [words('县（市、区）', 'County'), 1.8, 'left'],
        ...columns.map((what) => [heads[what], 1, 'right'] as const),
      ],
      counties.map(({ code, nameZh, nameEn }): Row => ({
        cells: [
          [quote(nameZh, nameEn)],
          ...columns.map((what): Part[] => [{ ...tallyRef(what), county: code } as ValueRef]),
        ],
      })),
      words(
        '“不判断”为未设阈值或缺少数据，“向好”“退步”为与上年相比。各县（市、区）填报口径由填报单位负责。',
        '“Not judged”: no threshold or no data; “improved” and “worse” are against last year. Each county vouches for what it filed.',
      ),
    ),
    table(
      'overview-roots-table',
      words('按一级指标未达到阈值的项数', 'Indicators that fall short, by level-one indicator'),
      [
        [words('县（市、区）', 'County'), 1.8, 'left'],
        ...roots.map(({ code }) => [words(code, code), 1, 'right'] as const),
      ],
      counties.map(({ code: county, nameZh, nameEn }): Row => ({
        cells: [
          [quote(nameZh, nameEn)],
          ...roots.map(({ code }): Part[] => [{ ...tallyRef('below', code), county } as ValueRef]),
        ],
      })),
      words(
        `各列为一级指标：${roots.map(({ code, nameZh }) => `${code} ${nameZh}`).join('；')}。`,
        `The columns are the level-one indicators: ${roots.map(({ code, nameEn }) => `${code} ${nameEn}`).join('; ')}.`,
      ),
    ),
  ];
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
            ...keys.map((key): Part[] => [show(code, audience, `index|dimension|${key}||`, 'estimate')]),
          ],
        })),
      );
    }),
  ];
}
