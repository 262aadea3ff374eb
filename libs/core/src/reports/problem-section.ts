import type { Result } from '@mingjian/contract/aggregation';
import type { Indicator } from '@mingjian/contract/indicators';
import type { Block, ReportItem } from '@mingjian/contract/reports';
import { quoteLeaf, quoteThreshold } from './indicator-section';
import {
  estimatedItems,
  estimateOf,
  estimateRef,
  itemId,
  overallId,
  resultsInOrder,
  satisfiedId,
  valueLines,
  type ReportMaterial,
} from './material';
import { audienceNames, capital, tierNames } from '../documents';
import { againstThreshold, clearlyBelow, type ThresholdVerdict } from './verdict';
import { evidenceWords } from './evidence-words';
import { heading, paragraph, quote, table, words, type Part, type Row } from './words';

/** 问题与建议: what falls short or lies clearly below, each with its evidence and no more certainty than it bears. */
export function problemSection(material: ReportMaterial): Block[] {
  return [
    heading(1, '问题与建议', 'Problems and suggestions'),
    heading(2, '未达到阈值的指标', 'Indicators that fall short'),
    ...shortfalls(material),
    ...surveyThresholds(material),
    ...(material.results.length === 0
      ? []
      : [heading(2, '评价明显较低的题目', 'Questions clearly below'), ...lowItems(material)]),
    heading(2, '建议', 'Suggestions'),
    ...suggestions(material),
  ];
}

/** Questions whose whole interval lies below that of their audience's overall index, the furthest below first. */
export function clearlyBelowItems(material: ReportMaterial): { result: Result; item: ReportItem }[] {
  return resultsInOrder(material.results)
    .flatMap((result) => {
      const overall = estimateOf(result, overallId);
      return estimatedItems(material, result)
        .map((item) => ({ result, item, estimate: estimateOf(result, itemId('index', item.code)) }))
        .filter(({ estimate }) => clearlyBelow(estimate, overall))
        .map((each) => ({ ...each, gap: (each.estimate?.estimate ?? 0) - (overall?.estimate ?? 0) }));
    })
    .sort((a, b) => a.gap - b.gap || a.item.code.localeCompare(b.item.code));
}

function fallingShort(material: ReportMaterial) {
  return material.sheet.indicators
    .filter((indicator) => indicator.level === 3)
    .flatMap((leaf) => valueLines(material.sheet, leaf).map((line) => ({ leaf, ...line })))
    .filter(({ now }) => now?.meets === false);
}

function shortfalls(material: ReportMaterial): Block[] {
  const lines = fallingShort(material);
  if (lines.length === 0)
    return [
      paragraph('shortfalls-none', [
        '可对照阈值判断的指标均达到阈值。',
        'Every indicator that can be held against a threshold meets it.',
      ]),
    ];
  const rows = lines.map(({ leaf, stagePrefix, now, before }): Row => {
    const tier = now === null ? null : tierNames[now.sourceTier];
    return {
      cells: [
        [quoteLeaf(leaf, stagePrefix)],
        [quoteThreshold(leaf.threshold, stagePrefix)],
        [{ of: 'indicator', id: now?.id ?? '' }],
        [{ of: 'indicator-change', id: now?.id ?? '', previousId: before?.id ?? '' }],
        tier === null ? [['—', '—']] : [quote(tier.zh, tier.en)],
        evidenceCell(material, leaf),
      ],
    };
  });
  return [
    table(
      'shortfalls-table',
      words('未达到阈值的指标及相关满意度', 'Indicators that fall short, with what people say'),
      [
        [words('指标', 'Indicator'), 3.2, 'left'],
        [words('阈值', 'Threshold'), 1.2, 'left'],
        [words('本年', 'This year'), 0.9, 'right'],
        [words('较上年', 'Change'), 0.9, 'right'],
        [words('来源', 'Source'), 1.2, 'left'],
        [words('满意度指数', 'Satisfaction'), 2.8, 'left'],
      ],
      rows,
      words(
        '“较上年”为本年值减去上年值，按指标单位计。指标未达到阈值与满意度之间不推断因果。',
        'Change is this year’s value minus last year’s, in the unit of the indicator. No cause is inferred between a shortfall and satisfaction.',
      ),
    ),
  ];
}

function evidenceCell(material: ReportMaterial, leaf: Indicator): Part[] {
  const evidence = leaf.surveyLinked ? evidenceWords(material, leaf) : [];
  return evidence.length === 0 ? [['未设相应题目', 'no question']] : evidence;
}

/** Percentage thresholds whose data come from this very survey, held against each audience's satisfaction rate. */
function surveyThresholds(material: ReportMaterial): Block[] {
  const leaves = material.sheet.indicators.filter(
    (leaf) =>
      leaf.level === 3 && leaf.unit === '%' && leaf.threshold !== '' && leaf.source.includes('第三方'),
  );
  const results = resultsInOrder(material.results);
  if (leaves.length === 0 || results.length === 0) return [];
  const verdicts: Record<ThresholdVerdict, readonly [string, string]> = {
    met: ['达到（置信区间整体不低于阈值）', 'met (the whole interval is at or above it)'],
    missed: ['未达到（置信区间整体低于阈值）', 'missed (the whole interval is below it)'],
    'cannot-tell': [
      '不能判断（阈值位于置信区间内）',
      'cannot be told (the threshold lies within the interval)',
    ],
    unknown: ['无可用结果', 'no usable result'],
  };
  return [
    heading(2, '以调查结果衡量的阈值', 'Thresholds measured by the survey'),
    ...leaves.map((leaf) =>
      table(
        `survey-threshold-${leaf.code}`,
        words(`${leaf.nameZh}与阈值的对照`, `${leaf.nameEn} against its threshold`),
        [
          [words('对象', 'Audience'), 1.2, 'left'],
          [words('满意率（%）', 'Rate (%)'), 1.1, 'right'],
          [words('置信区间', 'Interval'), 1.4, 'right'],
          [words('阈值', 'Threshold'), 1, 'right'],
          [words('判断', 'Verdict'), 3, 'left'],
        ],
        results.map((result): Row => {
          const { audience } = result;
          const who = capital(audienceNames[audience]);
          const verdict = againstThreshold(estimateOf(result, satisfiedId), leaf.threshold);
          return {
            mark: verdict === 'missed' ? 'attention' : '',
            cells: [
              [quote(who.zh, who.en)],
              [estimateRef(audience, satisfiedId)],
              [estimateRef(audience, satisfiedId, 'interval')],
              [quoteThreshold(leaf.threshold, '')],
              [verdicts[verdict]],
            ],
          };
        }),
        words(
          '三类对象分别对照，不合并计算；文件未规定合并办法。',
          'Each audience is held against the threshold by itself; no rule for merging them is laid down.',
        ),
      ),
    ),
  ];
}

function lowItems(material: ReportMaterial): Block[] {
  const items = clearlyBelowItems(material);
  if (items.length === 0)
    return [
      paragraph('low-items-none', [
        '没有题目的置信区间整体低于所属对象的总体指数，按现有样本不能指出明显的短板。',
        'No question has an interval wholly below the overall index of its audience; on this sample no weak point can be singled out.',
      ]),
    ];
  const names = new Map(material.sheet.indicators.map((each) => [each.code, each]));
  return [
    table(
      'low-items-table',
      words('评价明显低于总体水平的题目', 'Questions clearly below the overall view'),
      [
        [words('题目', 'Question'), 4, 'left'],
        [words('对象', 'Audience'), 1, 'left'],
        [words('指数', 'Index'), 0.9, 'right'],
        [words('置信区间', 'Interval'), 1.3, 'right'],
        [words('对应指标', 'Indicator'), 2.6, 'left'],
      ],
      items.map(({ result, item }) => {
        const who = capital(audienceNames[result.audience]);
        const linked = item.indicatorCode === null ? undefined : names.get(item.indicatorCode);
        return {
          cells: [
            [quote(`${item.code} ${item.text.zh}`, `${item.code} ${item.text.en}`)],
            [quote(who.zh, who.en)],
            [estimateRef(result.audience, itemId('index', item.code))],
            [estimateRef(result.audience, itemId('index', item.code), 'interval')],
            linked === undefined
              ? [['—', '—']]
              : [quote(`${linked.code} ${linked.nameZh}`, `${linked.code} ${linked.nameEn}`)],
          ],
        };
      }),
    ),
  ];
}

function suggestions(material: ReportMaterial): Block[] {
  const short = fallingShort(material).length > 0;
  const low = clearlyBelowItems(material).length > 0;
  const blocks: Block[] = [];
  if (short)
    blocks.push(
      paragraph('suggestion-shortfalls', [
        '对未达到阈值的指标，建议核实数据口径和涉及的学校类型、数量，提出整改措施和时限，并在下一次监测中对照检查。',
        'For indicators that fall short: check definitions and the types and number of schools concerned, state measures and dates, and hold them against the next monitoring.',
      ]),
    );
  if (low)
    blocks.push(
      paragraph('suggestion-items', [
        '对评价明显较低的题目，建议结合实地督导了解具体原因，优先处理同时存在指标差距的事项。',
        'For questions clearly below: find the reasons on site, and deal first with matters where an indicator falls short as well.',
      ]),
    );
  if (!short && !low)
    blocks.push(
      paragraph('suggestion-none', [
        '按现有数据未发现需要单独列出的问题，建议保持现有工作并持续监测。',
        'The data single out no problem; keep up the work and go on monitoring.',
      ]),
    );
  return blocks;
}
