import type { Result } from '@mingjian/contract/aggregation';
import type { Block } from '@mingjian/contract/reports';
import {
  countRef,
  estimateOf,
  estimateRef,
  overallId,
  resultsInOrder,
  satisfiedId,
  tallyRef,
  thisYear,
  type ReportMaterial,
} from './material';
import { audienceNames, capital, yearlyChanges } from '../documents';
import { changeSentence } from './change-section';
import { clearlyBelowItems } from './problem-section';
import { trendSummary } from './trend-section';
import { compare } from './verdict';
import { heading, listed, paragraph, quote, quoted, table, words, type Part } from './words';

/** 摘要: one page that says what a deputy mayor needs. */
export function summarySection(material: ReportMaterial): Block[] {
  const results = resultsInOrder(material.results);
  return [
    heading(1, '摘要', 'Summary'),
    opening(material),
    ...(results.length === 0 ? [] : [overview(results), audienceSentence(results)]),
    ...changeSentences(material, results),
    ...trendSummary(material),
    indicatorSentence(),
    attentionSentence(material),
    {
      kind: 'note',
      text: words(
        '满意度指数取值范围为零至一百，由五级选项线性折算；满意率为选择“比较满意”和“非常满意”的比例。两者均为加权估计，请连同置信区间阅读。',
        'The satisfaction index runs from zero to one hundred, a linear score of the five answers; the satisfaction rate is the share choosing the upper two. Both are weighted estimates, to be read with their intervals.',
      ),
    },
    { kind: 'page-break' },
  ];
}

function opening({ agency, county, results }: ReportMaterial): Block {
  if (results.length === 0)
    return paragraph('summary-opening', thisYear, ['年，', ': '], quote(county.nameZh, county.nameEn), [
      '未取得可公布的社会满意度调查结果，本报告仅反映指标数据。',
      ' has no publishable survey result; this report rests on indicator data only.',
    ]);
  return paragraph(
    'summary-opening',
    ['', 'In '],
    thisYear,
    ['年，', ', '],
    quote(agency),
    ['受委托对', ' was commissioned to monitor '],
    quote(county.nameZh, county.nameEn),
    ['开展第三方监测评估。本次监测共邀请', '. The survey invited '],
    countRef('', 'invited'),
    ['人作答，收到答卷', ' people and received '],
    countRef('', 'answered'),
    ['份，应答率为', ' answers, a response rate of '],
    countRef('', 'responseRate'),
    ['。', '.'],
  );
}

function overview(results: readonly Result[]): Block {
  const right = 'right' as const;
  return table(
    'summary-table',
    words('三类对象满意度总体情况', 'Satisfaction by audience'),
    [
      [words('对象', 'Audience'), 1.2, 'left'],
      [words('满意度指数', 'Index'), 1.1, right],
      [words('置信区间', 'Interval'), 1.4, right],
      [words('满意率（%）', 'Rate (%)'), 1.1, right],
      [words('有效回答（人）', 'Answers'), 1.2, right],
      [words('应答率', 'Response'), 1, right],
    ],
    results.map(({ audience }) => ({
      cells: [
        [quoted(capital(audienceNames[audience]))],
        [estimateRef(audience, overallId)],
        [estimateRef(audience, overallId, 'interval')],
        [estimateRef(audience, satisfiedId)],
        [estimateRef(audience, overallId, 'n')],
        [countRef(audience, 'responseRate')],
      ],
    })),
  );
}

const apart = ['；两类对象相差具有统计显著性。', '; the difference is statistically significant.'] as const;
/** What may be said of the highest audience beside the lowest. */
const standingWords: Readonly<Record<'higher' | 'lower' | 'indistinct' | 'unknown', Part>> = {
  higher: apart,
  lower: apart,
  indistinct: [
    '；差距未超出抽样误差范围，尚不能认为两类对象的评价存在差异。',
    '; the gap is within sampling error, so no difference between the two can be claimed.',
  ],
  unknown: [
    '；抽样误差无法估计，两类对象之间不作比较。',
    '; without an estimate of the sampling error the two are not compared.',
  ],
};

/** The highest and the lowest audience, and whether they may be said to differ. */
function audienceSentence(results: readonly Result[]): Block {
  const known = results
    .map((result) => ({ result, estimate: estimateOf(result, overallId) }))
    .filter(({ estimate }) => estimate?.estimate != null)
    .sort((a, b) => (b.estimate?.estimate ?? 0) - (a.estimate?.estimate ?? 0));
  const [highest] = known;
  const lowest = known.at(-1);
  if (!highest || !lowest)
    return paragraph('summary-audiences', [
      '各类对象的总体满意度指数均未达到公布要求。',
      'No audience has an overall index that may be published.',
    ]);
  const name = (result: Result) => quoted(audienceNames[result.audience]);
  const index = (result: Result): Part[] => [
    estimateRef(result.audience, overallId),
    ['（置信区间', ' (interval '],
    estimateRef(result.audience, overallId, 'interval'),
    ['）', ')'],
  ];
  if (highest === lowest)
    return paragraph(
      'summary-audiences',
      ['仅', 'Only '],
      name(highest.result),
      ['的总体满意度指数可以公布，为', ' have an overall index that may be published: '],
      ...index(highest.result),
      ['。', '.'],
    );
  return paragraph(
    'summary-audiences',
    ['总体满意度指数，', 'The overall index of '],
    name(highest.result),
    ['为', ' is '],
    ...index(highest.result),
    ['，', ', that of '],
    name(lowest.result),
    ['为', ' '],
    ...index(lowest.result),
    standingWords[compare(highest.estimate, lowest.estimate) ?? 'unknown'],
  );
}

/** One sentence an audience on what changed; none where last year offers nothing to compare. */
function changeSentences({ previous }: ReportMaterial, results: readonly Result[]): Block[] {
  const changes = yearlyChanges({ results: [...results], previous });
  return results
    .filter(({ audience }) => changes.some((each) => each.audience === audience))
    .map((result) => changeSentence(result, changes, 'summary-change'));
}

function indicatorSentence(): Block {
  return paragraph(
    'summary-indicators',
    ['指标监测方面，', 'Of the '],
    tallyRef('all'),
    ['项三级指标中，', ' level-three indicators, '],
    tallyRef('filed'),
    [
      '项已填报本年数据；可对照阈值判断的指标中，',
      ' have a value for this year; of those that can be held against a threshold, ',
    ],
    tallyRef('meets'),
    ['项达到，', ' meet it and '],
    tallyRef('below'),
    ['项未达到。与上年相比，', ' fall short. Against last year, '],
    tallyRef('improved'),
    ['项向好，', ' improved and '],
    tallyRef('worsened'),
    ['项有所退步。', ' moved the wrong way.'],
  );
}

function attentionSentence(material: ReportMaterial): Block {
  const items = clearlyBelowItems(material);
  if (items.length === 0)
    return paragraph('summary-attention', [
      '调查题目中，没有一题的置信区间整体低于所属对象的总体指数。',
      'No question has an interval that lies wholly below the overall index of its audience.',
    ]);
  const named = items
    .slice(0, 3)
    .map(({ item, result }): Part[] => [
      quoted(audienceNames[result.audience]),
      ['“', ' “'],
      quote(item.text.zh, item.text.en),
      ['”（', '” ('],
      estimateRef(result.audience, `index|item|${item.code}||`),
      ['）', ')'],
    ]);
  return paragraph(
    'summary-attention',
    [
      '需要关注的是，以下题目的评价明显低于所属对象的总体水平：',
      'Attention is needed where a question lies clearly below the overall view of its audience: ',
    ],
    ...listed(named, '；', '; '),
    items.length > named.length
      ? ['等，详见“问题与建议”。', ', and others listed under problems.']
      : ['。', '.'],
  );
}
