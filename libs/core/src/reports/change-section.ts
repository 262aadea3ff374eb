import type { Result } from '@mingjian/contract/aggregation';
import type { Block, EarlierYear, ReportModel, ValueRef } from '@mingjian/contract/reports';
import { audienceNames, capital, yearlyChanges, type YearlyChange } from '../documents';
import { indexLabel, lastYear, overallId, resultsInOrder, thisYear, type ReportMaterial } from './material';
import { isClear } from './verdict';
import { heading, listed, paragraph, quote, quoted, table, words, type Part, type Row } from './words';

const changeRef = (
  audience: string,
  id: string,
  show: Extract<ValueRef, { of: 'change' }>['show'] = 'estimate',
): ValueRef => ({ of: 'change', audience, id, show, decimals: 1 });

type Compared = Pick<ReportModel, 'results' | 'previous'>;
const comparedOf = (material: ReportMaterial): Compared => ({
  results: resultsInOrder(material.results),
  previous: material.previous,
});

/** 较上年变化: the differences that two independent samples bear, and the questions for which no trend is claimed. */
export function changeSection(material: ReportMaterial): Block[] {
  const { results, previous } = comparedOf(material);
  if (previous === null || results.length === 0) return [];
  const changes = yearlyChanges({ results, previous });
  const withChanges = results.filter(({ audience }) => changes.some((each) => each.audience === audience));
  return [
    heading(1, '较上年变化', 'Change on last year'),
    paragraph('change-lead', ['本部分比较', 'This part compares '], lastYear, ['年与', ' with '], thisYear, [
      '年的满意度指数。两年样本相互独立，变化的误差由两年误差合成；各题的显著性在同一对象内经霍尔姆法校正。只比较题目文字和选项未作改动的题目，其余不作趋势判断。',
      '. The two samples are independent, so the error of a change is made of both; for the questions significance is adjusted after Holm within an audience. Only questions whose words and answers are unchanged are compared; for the others no trend is claimed.',
    ]),
    ...withChanges.map((result) => changeSentence(result, changes)),
    ...withChanges.flatMap((result) => audienceBlocks(material, result, changes)),
    ...notCompared(material, previous),
  ];
}

const nameOf = ({ audience }: Pick<Result, 'audience'>) => capital(audienceNames[audience]);

/** Whether the overall index moved, and how many questions did; the summary says the same. */
export function changeSentence(result: Result, changes: readonly YearlyChange[], id = 'change'): Block {
  const own = changes.filter((each) => each.audience === result.audience);
  const overall = own.find((each) => each.id === overallId);
  const items = own.filter(({ scope, estimate }) => scope === 'item' && estimate !== null);
  const clear = items.filter(isClear);
  const who = nameOf(result);
  const middle: Part[] =
    overall?.estimate == null
      ? [['：总体指数不作两年比较', ': the overall index is not compared']]
      : [
          ['：总体指数较上年变化', ': the overall index changed by '],
          changeRef(result.audience, overallId),
          ['个百分点（置信区间', ' points (interval '],
          changeRef(result.audience, overallId, 'interval'),
          isClear(overall)
            ? overall.estimate > 0
              ? ['），有所提高', '), a rise']
              : ['），有所下降', '), a fall']
            : ['），未超出抽样误差，不能认为有变化', '), within sampling error: no change can be claimed'],
        ];
  const rest: Part[] =
    items.length === 0
      ? [['。', '.']]
      : clear.length === 0
        ? [['；各题的变化均未超出抽样误差。', '; no question changed by more than sampling error.']]
        : [
            ['；变化超出抽样误差的题目有', '; questions that changed by more than sampling error: '],
            ...listed(
              clear.map(({ key, id: item, audience }): Part[] => [
                quote(key),
                ['（', ' ('],
                changeRef(audience, item),
                ['）', ')'],
              ]),
            ),
            ['。', '.'],
          ];
  return paragraph(`${id}-${result.audience}`, quote(who.zh, who.en), ...middle, ...rest);
}

function audienceBlocks(material: ReportMaterial, result: Result, all: readonly YearlyChange[]): Block[] {
  const { audience } = result;
  const changes = all.filter((each) => each.audience === audience);
  const name = audienceNames[audience];
  return [
    heading(2, `${name.zh}评价的变化`, `Change in the view of ${name.en}`),
    // Before its figure, as in the section on satisfaction.
    table(
      `change-${audience}-table`,
      words(`${name.zh}满意度指数的两年比较`, `Indices of two years: ${name.en}`),
      [
        [words('题目', 'Question'), 4.2, 'left'],
        [words('上年', 'Last year'), 0.8, 'right'],
        [words('本年', 'This year'), 0.8, 'right'],
        [words('变化', 'Change'), 0.9, 'right'],
        [words('变化的置信区间', 'Interval of the change'), 2, 'right'],
        [words('判断', 'Verdict'), 1.6, 'center'],
      ],
      changes.map((each): Row => ({
        cells: [
          [quoted(indexLabel(material, each))],
          [changeRef(audience, each.id, 'before')],
          [{ of: 'estimate', audience, id: each.id, show: 'estimate', decimals: 1 }],
          [changeRef(audience, each.id)],
          [changeRef(audience, each.id, 'interval')],
          [verdictOf(each)],
        ],
      })),
      words(
        '区间为单项比较的置信区间，未作多重比较校正；“判断”按校正后的显著性作出，两者可能不一致。',
        'Intervals are those of single comparisons; the verdict follows the adjusted significance, so the two may part.',
      ),
    ),
    {
      kind: 'figure',
      id: `change-${audience}-figure`,
      title: words(`${name.zh}满意度指数较上年的变化`, `Change in the indices of ${name.en}`),
      figure: 'difference-dots',
      values: changes.map(({ id }) => changeRef(audience, id)),
      labels: changes.map((each) => indexLabel(material, each)),
      groups: changes.map(() => ({ zh: '', en: '' })),
      reference: null,
      alt: words(
        '点为本年减上年之差，横线为置信区间，零线右侧为提高；空心点未超出抽样误差。',
        'Dots are this year minus last year, whiskers the interval; right of zero is a rise; hollow dots are within sampling error.',
      ),
    },
  ];
}

function verdictOf(change: YearlyChange): readonly [string, string] {
  if (change.estimate === null) return ['—', '—'];
  if (!isClear(change)) return ['无显著变化', 'no change'];
  return change.estimate > 0 ? ['提高', 'rise'] : ['下降', 'fall'];
}

const reasons: Record<EarlierYear['notCompared'][number]['why'], readonly [string, string]> = {
  new: ['本年新增', 'new this year'],
  dropped: ['本年未再询问', 'not asked this year'],
  wording: ['题目文字有改动', 'words changed'],
  answers: ['选项有改动', 'answers changed'],
  role: ['计分方式有改动', 'scoring changed'],
  coverage: ['调查的学段或年级有改动', 'stages or grades surveyed changed'],
};

function notCompared(material: ReportMaterial, { notCompared: items }: EarlierYear): Block[] {
  if (items.length === 0) return [];
  return [
    table(
      'change-not-compared',
      words('不作趋势判断的题目', 'Questions for which no trend is claimed'),
      [
        [words('对象', 'Audience'), 1, 'left'],
        [words('题目', 'Question'), 4, 'left'],
        [words('原因', 'Reason'), 1.6, 'left'],
      ],
      oneForAll(items).map(({ audience, code, why }): Row => {
        const who = capital(audienceNames[audience]);
        const label: Part =
          why === 'coverage'
            ? ['全部题目', 'All questions']
            : quoted(indexLabel(material, { audience, key: code, scope: 'item' }));
        return { cells: [[quote(who.zh, who.en)], [label], [reasons[why]]] };
      }),
    ),
  ];
}

/** Where others were asked, no question of the audience is compared: one row says so. */
function oneForAll(items: EarlierYear['notCompared']): EarlierYear['notCompared'] {
  const seen = new Set<string>();
  return items.filter(({ audience, why }) => {
    if (why !== 'coverage') return true;
    const first = !seen.has(audience);
    seen.add(audience);
    return first;
  });
}
