import type { Estimate, Result } from '@mingjian/contract/aggregation';
import type { Block } from '@mingjian/contract/reports';
import { estimateRef, resultsInOrder, type ReportMaterial } from './material';
import { audienceNames, capital, cutNames, groupName } from '../documents';
import { compare } from './verdict';
import { heading, paragraph, quote, table, words, type Part } from './words';

const cuts = ['stage', 'area'] as const;
type Cut = (typeof cuts)[number];

/** 群体差异: the overall index by the cuts declared before fieldwork, and whether the widest gap is more than chance. */
export function groupSection(material: ReportMaterial): Block[] {
  const results = resultsInOrder(material.results);
  const blocks = cuts.flatMap((cut) => cutBlocks(cut, results));
  if (blocks.length === 0) return [];
  return [
    heading(1, '群体差异', 'Differences between groups'),
    paragraph('groups-lead', [
      '以下分组均在调查前确定。差距以百分点计，按两组相互独立近似计算；未超出抽样误差的差距不作高低判断。',
      'The cuts were declared before fieldwork. Gaps are in points, computed as of independent groups; a gap within sampling error is not called a difference.',
    ]),
    ...blocks,
  ];
}

function groupsOf(result: Result, cut: Cut): Estimate[] {
  return result.estimates.filter(
    (each) => each.measure === 'index' && each.scope === 'audience' && each.cut === cut,
  );
}

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
        return {
          cells: [
            [quote(group.zh, group.en)],
            [estimateRef(result.audience, estimate.id)],
            [estimateRef(result.audience, estimate.id, 'interval')],
            [estimateRef(result.audience, estimate.id, 'n')],
          ],
        };
      }),
    ];
  });
  return [
    heading(2, `按${name.zh}`, `By ${name.en.toLowerCase()}`),
    table(
      `groups-${cut}-table`,
      words(`总体满意度指数（按${name.zh}）`, `Overall index by ${name.en.toLowerCase()}`),
      [
        [words('对象与分组', 'Audience, group'), 2, 'left'],
        [words('指数', 'Index'), 1, 'right'],
        [words('置信区间', 'Interval'), 1.4, 'right'],
        [words('有效回答（人）', 'Answers'), 1.2, 'right'],
      ],
      rows,
    ),
    ...withGroups.map((result) => gapSentence(cut, result)),
  ];
}

/** The widest gap of an audience between groups that may be published. */
function gapSentence(cut: Cut, result: Result): Block {
  const { audience } = result;
  const who = capital(audienceNames[audience]);
  const id = `groups-${cut}-${audience}`;
  const known = groupsOf(result, cut)
    .filter((each) => each.estimate !== null)
    .sort((a, b) => (b.estimate ?? 0) - (a.estimate ?? 0));
  const [highest] = known;
  const lowest = known.at(-1);
  if (!highest || !lowest || highest === lowest)
    return paragraph(id, quote(who.zh, who.en), [
      '：可以公布的分组不足两组，不作比较。',
      ': fewer than two groups may be published, so nothing is compared.',
    ]);
  const group = (estimate: Estimate): Part => {
    const name = groupName(estimate.group);
    return quote(name.zh, name.en);
  };
  const gap = { of: 'difference', audience, a: highest.id, b: lowest.id, decimals: 1 } as const;
  const middle: Part[] = [
    quote(who.zh, who.en),
    ['：', ': '],
    group(highest),
    ['与', ' against '],
    group(lowest),
    ['相差', ', a gap of '],
    { ...gap, show: 'estimate' },
    ['个百分点（置信区间', ' points (interval '],
    { ...gap, show: 'interval' },
    ['）', ')'],
  ];
  return compare(highest, lowest) === 'higher'
    ? paragraph(id, ...middle, ['，前者显著高于后者。', '; the first is significantly higher.'])
    : paragraph(id, ...middle, [
        '，未超出抽样误差，不能认为两组存在差异。',
        ', within sampling error: no difference can be claimed.',
      ]);
}
