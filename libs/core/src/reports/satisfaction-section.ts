import type { Result } from '@mingjian/contract/aggregation';
import type { Localized } from '@mingjian/contract/localized';
import type { Block, ReportItem, ValueRef } from '@mingjian/contract/reports';
import {
  estimatedItems,
  estimateOf,
  estimateRef,
  itemId,
  overallId,
  resultsInOrder,
  type ReportMaterial,
} from './material';
import { audienceNames, capital, dimensionName } from '../documents';
import { clearlyBelow } from './verdict';
import { heading, paragraph, quote, table, words, type Row } from './words';

/** 满意度: by audience, dimension and question, each with its interval and its n. */
export function satisfactionSection(material: ReportMaterial): Block[] {
  const results = resultsInOrder(material.results);
  if (results.length === 0) return [];
  return [
    heading(1, '社会满意度', 'Satisfaction'),
    heading(2, '总体与各维度', 'Overall and by dimension'),
    dimensionFigure(results),
    dimensionTable(results),
    ...results.flatMap((result) => audienceBlocks(material, result)),
  ];
}

const overallName: Localized = { zh: '总体指数', en: 'Overall index' };

/** The overall index and then every dimension that any audience has, by key. */
function scalesOf(results: readonly Result[]): { id: string; name: Localized }[] {
  const keys = results.flatMap((result) =>
    result.estimates
      .filter((each) => each.scope === 'dimension' && each.measure === 'index')
      .map((each) => each.key),
  );
  const dimensions = [...new Set(keys)].map((key) => ({
    id: `index|dimension|${key}||`,
    name: dimensionName(key),
  }));
  return [{ id: overallId, name: overallName }, ...dimensions];
}

function dimensionFigure(results: readonly Result[]): Block {
  const marks = scalesOf(results).flatMap(({ id, name }) =>
    results.flatMap((result) =>
      estimateOf(result, id) === undefined ? [] : [{ ref: estimateRef(result.audience, id), name, result }],
    ),
  );
  return {
    kind: 'figure',
    id: 'dimension-figure',
    title: words('各维度满意度指数（按对象）', 'Satisfaction index by dimension and audience'),
    figure: 'dimension-dots',
    values: marks.map(({ ref }) => ref),
    labels: marks.map(({ result }) => audienceNames[result.audience]),
    groups: marks.map(({ name }) => name),
    reference: null,
    alt: words(
      '点为指数，横线为置信区间，按维度分组，每组依次为各类对象。',
      'Dots are indices, whiskers their intervals, grouped by dimension with the audiences in order.',
    ),
  };
}

function dimensionTable(results: readonly Result[]): Block {
  const rows: Row[] = scalesOf(results).flatMap(({ id, name }) => [
    { mark: 'group' as const, cells: [[quote(name.zh, name.en)]] },
    ...results
      .filter((result) => estimateOf(result, id) !== undefined)
      .map(({ audience }) => {
        const label = capital(audienceNames[audience]);
        return {
          cells: [
            [quote(label.zh, label.en)],
            ...numbersOf(audience, id),
            [estimateRef(audience, id.replace(/^index/u, 'top2'))],
          ],
        };
      }),
  ]);
  return table(
    'dimension-table',
    words('各维度满意度（按对象）', 'Satisfaction by dimension and audience'),
    [[words('维度与对象', 'Dimension, audience'), 2, 'left'], ...numberColumns, rateColumn],
    rows,
  );
}

const numberColumns = [
  [words('指数', 'Index'), 1, 'right'],
  [words('置信区间', 'Interval'), 1.4, 'right'],
  [words('有效回答（人）', 'Answers'), 1.2, 'right'],
] as const;
const rateColumn = [words('满意率（%）', 'Rate (%)'), 1.1, 'right'] as const;

function numbersOf(audience: Result['audience'], id: string): ValueRef[][] {
  return [
    [estimateRef(audience, id)],
    [estimateRef(audience, id, 'interval')],
    [estimateRef(audience, id, 'n')],
  ];
}

function audienceBlocks(material: ReportMaterial, result: Result): Block[] {
  const { audience } = result;
  const items = estimatedItems(material, result);
  const name = audienceNames[audience];
  const overall = estimateOf(result, overallId);
  const ordered = [...items].sort((a, b) => indexOf(result, b) - indexOf(result, a));
  const label = ({ code, text }: ReportItem): Localized => ({
    zh: `${code} ${text.zh}`,
    en: `${code} ${text.en}`,
  });
  if (items.length === 0) return [];
  const itemRow = (item: ReportItem): Row => ({
    mark:
      item.role === 'scored' && clearlyBelow(estimateOf(result, itemId('index', item.code)), overall)
        ? 'attention'
        : '',
    cells: [
      [quote(label(item).zh, label(item).en)],
      ...numbersOf(audience, itemId('index', item.code)),
      [estimateRef(audience, itemId('top2', item.code))],
    ],
  });
  return [
    heading(2, `${name.zh}满意度`, `Satisfaction of ${name.en}`),
    lead(material, result),
    // Before its figure: a table fills what is left of a page, and a figure would leave it blank.
    table(
      `items-${audience}-table`,
      words(`${name.zh}各题满意度`, `Each question: ${name.en}`),
      [[words('题目', 'Question'), 4.4, 'left'], ...numberColumns, rateColumn],
      [...items.map(itemRow), ...expectationRows(material, result, itemRow)],
      words(
        '以 ▼ 标出的题目，其置信区间整体低于总体指数的置信区间。',
        '▼ marks questions whose interval lies wholly below that of the overall index.',
      ),
    ),
    {
      kind: 'figure',
      id: `items-${audience}-figure`,
      title: words(`${name.zh}各题满意度指数`, `Index of each question: ${name.en}`),
      figure: 'item-dots',
      values: ordered.map((item) => estimateRef(audience, itemId('index', item.code))),
      labels: ordered.map(label),
      groups: ordered.map(() => ({ zh: '', en: '' })),
      reference: estimateRef(audience, overallId),
      alt: words(
        '点为各题指数，横线为置信区间，由高到低排列，虚线为总体指数。',
        'Dots are the questions’ indices, whiskers their intervals, from high to low; the dashed line is the overall index.',
      ),
    },
    ...distributionFigure(result, items, label),
    ...quadrantBlocks(result, items),
  ];
}

/** 作答分布: how the answers spread, which a mean hides. */
function distributionFigure(
  { audience, distributions }: Result,
  items: readonly ReportItem[],
  label: (item: ReportItem) => Localized,
): Block[] {
  if (distributions.length === 0) return [];
  const name = audienceNames[audience];
  const marks = items.flatMap((item) => [1, 2, 3, 4, 5].map((answer) => ({ item, answer })));
  return [
    {
      kind: 'figure',
      id: `distribution-${audience}-figure`,
      title: words(`${name.zh}各题作答分布（%）`, `How ${name.en} answered each question (%)`),
      figure: 'likert-bars',
      values: marks.map(({ item, answer }) => shareRef(audience, item.code, answer)),
      labels: marks.map(({ item }) => label(item)),
      groups: marks.map(() => ({ zh: '', en: '' })),
      reference: null,
      alt: words(
        '横条由左至右为非常不满意至非常满意的加权比例，以“一般”的中点对齐；不计选择“不适用”的人。',
        'Bars run from very dissatisfied on the left to very satisfied on the right, weighted, aligned at the middle of the neutral answer; those for whom a question does not apply are left out.',
      ),
    },
  ];
}

/** 重要性—满意度: what goes with the overall view and is rated low comes first. */
function quadrantBlocks({ audience, importance }: Result, items: readonly ReportItem[]): Block[] {
  const driving = items.filter(({ code }) => importance.some(({ key }) => key === code));
  if (driving.length === 0) return [];
  const name = audienceNames[audience];
  return [
    paragraph(`quadrant-${audience}-lead`, [
      '下图把各题的满意度指数与其重要性放在一起看。重要性为该题评价与总体评价的加权相关系数，数值见附录；它说明两者一同变化的程度，不说明因果。',
      'The figure sets each question’s index against its importance, the weighted correlation of its rating with the overall view (values in the annex). It tells how far the two go together, and shows no cause.',
    ]),
    {
      kind: 'figure',
      id: `quadrant-${audience}-figure`,
      title: words(`${name.zh}评价的重要性与满意度`, `Importance and satisfaction: ${name.en}`),
      figure: 'quadrant',
      values: driving.flatMap(({ code }) => [
        { of: 'importance' as const, audience, item: code },
        estimateRef(audience, itemId('index', code)),
      ]),
      labels: driving.flatMap(({ code }) => [words(code, code), words(code, code)]),
      groups: driving.flatMap(() => [words('', ''), words('', '')]),
      reference: null,
      alt: words(
        '横轴为重要性，纵轴为满意度指数，虚线为各题平均；右下方为较重要而评价较低的题目。',
        'Importance runs to the right, the satisfaction index upwards, dashed lines stand at the means; the lower right matters more and is rated lower.',
      ),
    },
  ];
}

export const shareRef = (audience: string, item: string, answer: number): ValueRef => ({
  of: 'share',
  audience,
  item,
  answer,
});

/** Questions that compare with what was expected: their scale has another middle, so they enter no index. */
function expectationRows(
  material: ReportMaterial,
  result: Result,
  itemRow: (item: ReportItem) => Row,
): Row[] {
  const items = estimatedItems(material, result, 'expectation');
  if (items.length === 0) return [];
  const head: Row = {
    mark: 'group',
    cells: [[['与期望相比的题目（单独报告，不计入指数）', 'Compared with expectations (outside the index)']]],
  };
  return [head, ...items.map(itemRow)];
}

const indexOf = (result: Result, item: ReportItem) =>
  estimateOf(result, itemId('index', item.code))?.estimate ?? Number.NEGATIVE_INFINITY;

/** Index, interval, n and response, and how many questions stand below. */
function lead(material: ReportMaterial, result: Result): Block {
  const { audience } = result;
  const name = capital(audienceNames[audience]);
  const overall = estimateOf(result, overallId);
  if (overall?.estimate == null)
    return paragraph(`items-${audience}-lead`, quote(name.zh, name.en), [
      '的总体满意度指数未达到公布要求。',
      ': the overall index may not be published.',
    ]);
  const below = estimatedItems(material, result).filter((item) =>
    clearlyBelow(estimateOf(result, itemId('index', item.code)), overall),
  );
  return paragraph(
    `items-${audience}-lead`,
    quote(name.zh, name.en),
    ['总体满意度指数为', ': the overall index is '],
    estimateRef(audience, overallId),
    ['（置信区间', ' (interval '],
    estimateRef(audience, overallId, 'interval'),
    ['，有效回答', ', '],
    estimateRef(audience, overallId, 'n'),
    ['人），应答率为', ' answers) at a response rate of '],
    { of: 'count', audience, field: 'responseRate' },
    below.length === 0
      ? ['。各题中没有明显低于总体水平的题目。', '. No question lies clearly below the overall view.']
      : [
          '。部分题目明显低于总体水平，已在图表中标出。',
          '. Some questions lie clearly below the overall view and are marked.',
        ],
  );
}
