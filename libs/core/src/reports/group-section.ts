import type { Estimate, Gap, Result } from '@mingjian/contract/aggregation';
import type { Block, ValueRef } from '@mingjian/contract/reports';
import { estimateRef, resultsInOrder, type ReportMaterial } from './material';
import { audienceNames, capital, cutNames, groupName, inGroupOrder } from '../documents';
import { isClear } from './verdict';
import { heading, listed, paragraph, quote, table, words, type Part } from './words';

const cuts = ['stage', 'area'] as const;
type Cut = (typeof cuts)[number];

/** 群体差异: the overall index by the cuts declared before fieldwork, and which groups differ from the others of theirs. */
export function groupSection(material: ReportMaterial): Block[] {
  const results = resultsInOrder(material.results);
  const blocks = cuts.flatMap((cut) => cutBlocks(cut, results));
  if (blocks.length === 0) return [];
  return [
    heading(1, '群体差异', 'Differences between groups'),
    paragraph('groups-lead', [
      '以下分组均在调查前确定。差距为该组指数减去同一分组中其余各组合并后的指数，以百分点计，按抽样设计计入各组之间的相关；同一分组作多次比较，显著性经霍尔姆法校正。未超出抽样误差的差距不作高低判断。',
      'The cuts were declared before fieldwork. A gap is the index of a group minus that of the others of its cut together, in points, with the covariance that the sampling design gives them; since a cut is looked at several times, significance is adjusted after Holm. A gap within sampling error is not called a difference.',
    ]),
    ...blocks,
  ];
}

function groupsOf(result: Result, cut: Cut): Estimate[] {
  return result.estimates
    .filter((each) => each.measure === 'index' && each.scope === 'audience' && each.cut === cut)
    .sort(inGroupOrder);
}

const gapRef = (audience: string, id: string, show: 'estimate' | 'interval'): ValueRef => ({
  of: 'gap',
  audience,
  id,
  show,
  decimals: 1,
});

function cutBlocks(cut: Cut, results: readonly Result[]): Block[] {
  const withGroups = results.filter((result) => groupsOf(result, cut).length > 1);
  if (withGroups.length === 0) return [];
  const name = cutNames[cut];
  const rows = withGroups.flatMap((result) => {
    const label = capital(audienceNames[result.audience]);
    return [
      { mark: 'group' as const, cells: [[quote(label.zh, label.en)]] },
      ...groupsOf(result, cut).map((estimate) => {
        const group = capital(groupName(estimate.group));
        const gap = gapsOf(result, cut).find((each) => each.group === estimate.group);
        const shown = (show: 'estimate' | 'interval'): Part[] =>
          gap ? [gapRef(result.audience, gap.id, show)] : [['', '']];
        return {
          cells: [
            [quote(group.zh, group.en), ...(passesTheScale(estimate) ? [uncertain] : [])],
            [estimateRef(result.audience, estimate.id)],
            [estimateRef(result.audience, estimate.id, 'interval')],
            [estimateRef(result.audience, estimate.id, 'n')],
            shown('estimate'),
            shown('interval'),
          ],
        };
      }),
    ];
  });
  return [
    heading(2, `按${name.zh}`, `By ${name.en.toLowerCase()}`),
    table(
      `groups-${cut}-table`,
      words(`总体满意度指数及组间差距（按${name.zh}）`, `Overall index and gaps by ${name.en.toLowerCase()}`),
      [
        [words('对象与分组', 'Audience, group'), 2, 'left'],
        [words('指数', 'Index'), 0.9, 'right'],
        [words('置信区间', 'Interval'), 1.3, 'right'],
        [words('有效回答（人）', 'Answers'), 1, 'right'],
        [words('与其余组之差', 'Gap'), 1, 'right'],
        [words('差距的置信区间', 'Interval of the gap'), 1.5, 'right'],
      ],
      rows,
      withGroups.some((result) => groupsOf(result, cut).some(passesTheScale))
        ? words(
            '* 这些组抽中的学校很少，误差难以准确估计，置信区间很宽，并超出零至一百的范围；指数很不确定，只宜参考。差距的误差由全部抽中学校估计，区间因而较窄。',
            '* Few schools of these groups were drawn, so their error is hard to estimate: the interval is wide and passes the ends of the scale from zero to one hundred. The index is very uncertain and for orientation only. The error of a gap is estimated from all schools, which makes its interval narrower.',
          )
        : null,
    ),
    ...withGroups.map((result) => gapSentence(cut, result)),
    ...gapFigure(cut, withGroups),
  ];
}

/** Beside a group of which the note speaks. */
const uncertain: Part = [' *', ' *'];
const passesTheScale = ({ ci }: Estimate) => ci !== null && (ci[0] < 0 || ci[1] > 100);

const gapsOf = (result: Result, cut: Cut): Gap[] =>
  result.gaps.filter((gap) => gap.cut === cut).sort(inGroupOrder);

/** A group among several is compared with the others; one of two with the other. */
function contrastName({ group, against }: Gap): { zh: string; en: string } {
  const [only] = against;
  const [own, other] = [groupName(group), groupName(only ?? '')];
  return capital(
    against.length === 1 ? { zh: `${own.zh}减${other.zh}`, en: `${own.en} minus ${other.en}` } : own,
  );
}

function gapFigure(cut: Cut, results: readonly Result[]): Block[] {
  const marks = results.flatMap((result) => gapsOf(result, cut).map((gap) => ({ result, gap })));
  if (marks.length === 0) return [];
  const name = cutNames[cut];
  return [
    {
      kind: 'figure',
      id: `groups-${cut}-figure`,
      title: words(`组间差距（按${name.zh}）`, `Gaps by ${name.en.toLowerCase()}`),
      figure: 'difference-dots',
      values: marks.map(({ result, gap }) => gapRef(result.audience, gap.id, 'estimate')),
      labels: marks.map(({ gap }) => contrastName(gap)),
      groups: marks.map(({ result }) => capital(audienceNames[result.audience])),
      reference: null,
      alt: words(
        '点为该组与其余各组之差，横线为置信区间，零线右侧为较高；空心点未超出抽样误差。',
        'Dots are a group’s gap to the others, whiskers its interval; right of zero is higher; hollow dots are within sampling error.',
      ),
    },
  ];
}

/** Which groups of an audience stand apart after adjustment, and which way. */
function gapSentence(cut: Cut, result: Result): Block {
  const { audience } = result;
  const who = capital(audienceNames[audience]);
  const id = `groups-${cut}-${audience}`;
  const known = gapsOf(result, cut).filter((gap) => gap.estimate !== null);
  if (known.length === 0)
    return paragraph(id, quote(who.zh, who.en), [
      '：可以公布的分组不足两组，不作比较。',
      ': fewer than two groups may be published, so nothing is compared.',
    ]);
  const clear = known.filter(isClear);
  if (clear.length === 0)
    return paragraph(id, quote(who.zh, who.en), [
      '：各组之间的差距均未超出抽样误差，不能认为存在差异。',
      ': no gap between groups exceeds sampling error; no difference can be claimed.',
    ]);
  const phrase = (gap: Gap): Part[] => {
    const [own, other] = [groupName(gap.group), groupName(gap.against[0] ?? '')];
    const higher = (gap.estimate ?? 0) > 0;
    return [
      quote(own.zh, own.en),
      higher ? ['显著高于', ' stands significantly above '] : ['显著低于', ' stands significantly below '],
      gap.against.length === 1 ? quote(other.zh, other.en) : ['其余各组', 'the others'],
      ['，相差', ' by '],
      gapRef(audience, gap.id, 'estimate'),
      ['个百分点（置信区间', ' points (interval '],
      gapRef(audience, gap.id, 'interval'),
      ['）', ')'],
    ];
  };
  return paragraph(
    id,
    quote(who.zh, who.en),
    ['：', ': '],
    ...listed(clear.map(phrase), '；', '; '),
    known.length > clear.length
      ? ['；其余差距未超出抽样误差。', '; the other gaps are within sampling error.']
      : ['。', '.'],
  );
}
