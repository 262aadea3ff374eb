import { screenReason, type Result } from '@mingjian/contract/aggregation';
import type { Block, ValueRef } from '@mingjian/contract/reports';
import { UNDISCLOSED } from '../aggregation';
import {
  countRef,
  estimatedItems,
  estimateRef,
  overallId,
  resultsInOrder,
  type ReportMaterial,
} from './material';
import { shareRef } from './satisfaction-section';
import { categoryName } from './question-options';
import { audienceNames, capital, dimensionName, screenNames } from '../documents';
import { heading, paragraph, quote, table, words, type Column, type Part, type Row } from './words';

/** 附录:方法说明: what somebody needs who wants to check the numbers. */
export function methodsSection(material: ReportMaterial): Block[] {
  const results = resultsInOrder(material.results);
  if (results.length === 0) return [];
  return [
    heading(1, '附录：方法说明', 'Annex: methods'),
    heading(2, '估计方法', 'Estimation'),
    paragraph('methods-estimation', [
      '每份答卷的基础权重为其入样概率的倒数，即学校、班级（教师）各阶段抽样比倒数之积；在层内按应答情况调整后，对总体边际作迭代比例调整，并对过大和过小的权重作截尾。指数和比例为加权比值估计，方差按分层多阶段整群设计以泰勒线性化方法计算，并作有限总体修正；置信区间采用自由度为学校数减层数的分布。',
      'An answer’s base weight is the inverse of its probability of selection, the product of the inverse sampling fractions of school and class (or teacher); it is adjusted for nonresponse within strata, raked to the population margins, and trimmed at both ends. Indices and rates are weighted ratio estimates; variances are linearised for the stratified multi-stage cluster design with finite population correction; intervals use a t distribution with schools minus strata degrees of freedom.',
    ]),
    ...planParagraph(material),
    diagnostics(results),
    ...margins(material, results),
    heading(2, '排除与可靠性', 'Exclusions and reliability'),
    exclusions(results),
    ...reliability(results),
    ...distributions(material, results),
    heading(2, '版本与校验值', 'Versions and hashes'),
    hashes(results),
  ];
}

const audienceColumns = (results: readonly Result[], first: Column): Column[] => [
  first,
  ...results.map(({ audience }): Column => [capital(audienceNames[audience]), 1, 'right']),
];

function planParagraph({ weightingPlan }: ReportMaterial): Block[] {
  if (weightingPlan === null) return [];
  const plan = (field: Extract<ValueRef, { of: 'plan' }>['field']): ValueRef => ({ of: 'plan', field });
  return [
    paragraph(
      'methods-plan',
      [
        '加权方案在收到第一份答卷前确定并固定。调整后的权重限制在中位数的',
        'The weighting plan was fixed before the first answer. Adjusted weights are held between ',
      ],
      plan('trimLower'),
      ['至', ' and '],
      plan('trimUpper'),
      ['倍之间；校准类别回答少于', ' times their median; calibration categories with fewer than '],
      plan('minimumCell'),
      [
        '人时与相邻类别合并；有效回答少于',
        ' answers are merged with a neighbour; estimates with fewer than ',
      ],
      plan('suppressBelow'),
      [
        '人的结果不公布，并相应隐去可能据以推算的其他结果。',
        ' answers are not published, nor those from which they could be worked out.',
      ],
    ),
  ];
}

function diagnostics(results: readonly Result[]): Block {
  const lines: [string, string, Extract<ValueRef, { of: 'count' }>['field']][] = [
    ['基础权重之和', 'Sum of base weights', 'weightBase'],
    ['最终权重之和', 'Sum of final weights', 'weightSum'],
    ['最小权重', 'Smallest weight', 'weightMin'],
    ['最大权重', 'Largest weight', 'weightMax'],
    ['加权设计效应（Kish）', 'Design effect of weighting (Kish)', 'kishDeff'],
    ['有效样本量（人）', 'Effective sample size', 'effectiveN'],
    ['截尾答卷（份）', 'Answers trimmed', 'trimmed'],
    ['校准迭代次数', 'Raking rounds', 'rounds'],
  ];
  return table(
    'methods-weights',
    words('权重诊断', 'Diagnostics of the weights'),
    audienceColumns(results, [words('项目', 'Measure'), 2, 'left']),
    lines.map(([zh, en, field]): Row => ({
      cells: [[[zh, en]], ...results.map(({ audience }): Part[] => [countRef(audience, field)])],
    })),
  );
}

/**
 * Margins by audience and variable; the words of variable and category come from the questionnaire. Those who
 * declined to answer are in no margin, so they get no row of their own; where few, they are counted with the largest.
 */
function margins(material: ReportMaterial, results: readonly Result[]): Block[] {
  const withMargins = results.filter((result) => result.weighting.margins.length > 0);
  if (withMargins.length === 0) return [];
  const rows = withMargins.flatMap(({ audience, weighting }) => {
    const variables = [...new Set(weighting.margins.map((margin) => margin.variable))];
    return variables.flatMap((variable): Row[] => {
      const item = material.items.find((each) => each.audience === audience && each.code === variable);
      const who = capital(audienceNames[audience]);
      const title = item?.text ?? { zh: variable, en: variable };
      return [
        { mark: 'group', cells: [[quote(`${who.zh} · ${title.zh}`, `${who.en} · ${title.en}`)]] },
        ...weighting.margins
          .filter((margin) => margin.variable === variable && margin.category !== UNDISCLOSED)
          .map(({ category }): Row => {
            const label = categoryName(category, item?.options ?? []);
            const ref = { of: 'margin', audience, variable, category } as const;
            return {
              cells: [
                [quote(label.zh, label.en)],
                [{ ...ref, show: 'target' }],
                [{ ...ref, show: 'achieved' }],
              ],
            };
          }),
      ];
    });
  });
  return [
    table(
      'methods-margins',
      words('总体边际与加权后结果', 'Population margins and what the weights achieve'),
      [
        [words('类别', 'Category'), 3, 'left'],
        [words('总体（人）', 'Population'), 1, 'right'],
        [words('加权后（人）', 'Weighted'), 1, 'right'],
      ],
      rows,
      words(
        '选择“不想回答”的人按原有比例保留，人数过少时并入人数最多的类别。',
        'Those who preferred not to answer keep their share; where they are too few, they are counted with the largest category.',
      ),
    ),
  ];
}

function exclusions(results: readonly Result[]): Block {
  const cells = (of: (audience: Result['audience']) => ValueRef): Part[][] =>
    results.map(({ audience }) => [of(audience)]);
  return table(
    'methods-exclusions',
    words('答卷筛查及排除前后的总体指数', 'Screening, and the overall index with and without exclusions'),
    audienceColumns(results, [words('项目', 'Measure'), 2, 'left']),
    [
      ...screenReason.options.map((reason): Row => {
        const name = screenNames[reason];
        return {
          cells: [
            [quote(`${name.zh}\uff08份\uff09`, capital(name).en)],
            ...cells((audience) => ({ of: 'flagged', audience, reason })),
          ],
        };
      }),
      {
        cells: [
          [['经确认排除（份）', 'Excluded after confirmation']],
          ...cells((audience) => countRef(audience, 'excluded')),
        ],
      },
      { cells: [[['总体指数', 'Overall index']], ...cells((audience) => estimateRef(audience, overallId))] },
      {
        cells: [
          [['不作排除时的总体指数', 'Overall index with nothing excluded']],
          ...cells((audience) => ({ of: 'with-excluded', audience, show: 'estimate', decimals: 1 })),
        ],
      },
    ],
    words(
      '同一答卷可能同时具有几种情形。“—”为份数过少，不予列出；排除的份数过少时，不作排除的指数只取约数。',
      'An answer may show several reasons. “—”: too few to be told; where few were excluded, the index with nothing excluded is rounded.',
    ),
  );
}

function reliability(results: readonly Result[]): Block[] {
  const dimensions = [
    ...new Set(results.flatMap((result) => result.reliability.map((each) => each.dimension))),
  ];
  if (dimensions.length === 0) return [];
  return [
    table(
      'methods-reliability',
      words('各维度内部一致性（克龙巴赫系数）', 'Internal consistency by dimension (Cronbach’s alpha)'),
      audienceColumns(results, [words('维度', 'Dimension'), 2, 'left']),
      dimensions.map((dimension): Row => {
        const name = dimensionName(dimension);
        return {
          cells: [
            [quote(name.zh, name.en)],
            ...results.map(({ audience }): Part[] => [{ of: 'reliability', audience, dimension }]),
          ],
        };
      }),
    ),
  ];
}

/** 作答分布与重要性 as numbers, for those who cannot or will not read them from the figures. */
function distributions(material: ReportMaterial, results: readonly Result[]): Block[] {
  const tables = results.flatMap((result): Block[] => {
    const { audience } = result;
    const items = [
      ...estimatedItems(material, result),
      ...estimatedItems(material, result, 'expectation'),
    ].filter(({ code }) => result.distributions.some(({ key }) => key === code));
    if (items.length === 0) return [];
    const name = audienceNames[audience];
    return [
      table(
        `methods-distribution-${audience}`,
        words(`${name.zh}作答分布与重要性`, `Distribution of answers and importance: ${name.en}`),
        [
          [words('题目', 'Question'), 5, 'left'],
          [words('非常不满意', 'Very dissat.'), 1, 'right'],
          [words('不太满意', 'Dissat.'), 1, 'right'],
          [words('一般', 'Neutral'), 1, 'right'],
          [words('比较满意', 'Satisfied'), 1, 'right'],
          [words('非常满意', 'Very sat.'), 1, 'right'],
          [words('不适用', 'Not appl.'), 1, 'right'],
          [words('重要性', 'Import.'), 1, 'right'],
        ],
        items.map(({ code, text }): Row => ({
          cells: [
            [quote(`${code} ${text.zh}`, `${code} ${text.en}`)],
            ...[1, 2, 3, 4, 5, 0].map((answer): Part[] => [shareRef(audience, code, answer)]),
            result.importance.some(({ key }) => key === code)
              ? [{ of: 'importance', audience, item: code }]
              : [['', '']],
          ],
        })),
        words(
          '前五列为评价者中的加权百分比，“不适用”为其在全部作答者中的加权百分比。重要性为与“总体评价”维度的加权相关系数；总体评价题和单独报告的题目不计算。',
          'The first five columns are weighted percentages of those who rated the question, “not applicable” of all who answered. Importance is the weighted correlation with the dimension “overall view”; it is not computed for its own questions and those outside the index.',
        ),
      ),
    ];
  });
  return tables.length === 0
    ? []
    : [heading(2, '作答分布与重要性', 'Distributions and importance'), ...tables];
}

/** How much of a hash is printed; report.json holds it whole. */
const shown = 16;

function hashes(results: readonly Result[]): Block {
  const lines: [string, string, (result: Result) => string][] = [
    ['结果', 'Result', (result) => result.hash.slice(0, shown)],
    ['问卷版本', 'Questionnaire version', (result) => result.surveyVersionHash.slice(0, shown)],
    ['答卷快照', 'Snapshot of answers', (result) => result.snapshot.hash.slice(0, shown)],
    ['加权方案', 'Weighting plan', (result) => result.weightingPlanHash.slice(0, shown)],
    ['计算程序', 'Program', (result) => result.codeVersion],
  ];
  return table(
    'methods-hashes',
    words('输入与结果的校验值', 'Hashes of inputs and results'),
    audienceColumns(results, [words('项目', 'Item'), 1, 'left']),
    lines.map(([zh, en, of]): Row => ({
      cells: [[[zh, en]], ...results.map((result): Part[] => [quote(of(result))])],
    })),
    words(
      '所列为散列值的前段，完整值见同名数据文件。相同输入得到相同结果。',
      'The beginnings of the hashes are shown; the data file holds them whole. Equal inputs give equal results.',
    ),
  );
}
