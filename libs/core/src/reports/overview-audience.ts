import type { Block, Comparison } from '@mingjian/contract/reports';
import type { Audience } from '@mingjian/contract/surveys';
import { audienceNames, capital, cityStanding } from '../documents';
import { overallId } from './material';
import { againstCity, ofCity, ofCounty, peopleOf } from './overview-values';
import { isClear } from './verdict';
import { heading, listed, paragraph, quote, table, words, type Part, type Row } from './words';

const nameOf = ({ nameZh, nameEn }: Comparison['counties'][number]) => quote(nameZh, nameEn);

/** In the summary: which counties differ from the city by more than sampling error, in the order of their codes. */
export function standingSentence(comparison: Comparison, audience: Audience): Block {
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
    againstCity(county.code, audience, overallId, 'estimate'),
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

/** One audience's chapter: the counties as tiles and in a table. */
export function audienceBlocks(comparison: Comparison, audience: Audience): Block[] {
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
        ofCounty(code, audience, overallId, 'estimate'),
        againstCity(code, audience, overallId, 'estimate'),
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
      [ofCounty(code, audience, overallId, 'estimate')],
      [ofCounty(code, audience, overallId, 'interval')],
      [ofCounty(code, audience, overallId, 'n')],
      [peopleOf(code, audience, 'responseRate')],
      [againstCity(code, audience, overallId, 'estimate')],
      [againstCity(code, audience, overallId, 'interval')],
      [verdict],
    ],
  };
}

function cityRow(audience: Audience): Row {
  return {
    cells: [
      [['全市', 'City']],
      [ofCity(audience, overallId, 'estimate')],
      [ofCity(audience, overallId, 'interval')],
      [ofCity(audience, overallId, 'n')],
      [peopleOf('', audience, 'responseRate')],
      [['', '']],
      [['', '']],
      [['', '']],
    ],
  };
}
