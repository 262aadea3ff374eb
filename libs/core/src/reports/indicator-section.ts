import type { Indicator } from '@mingjian/contract/indicators';
import type { Block, ValueRef } from '@mingjian/contract/reports';
import { lastYear, tallyRef, thisYear, valueLines, type ReportMaterial } from './material';
import { fileWord, tierNames } from '../documents';
import { evidenceWords } from './evidence-words';
import { heading, paragraph, quote, table, words, type Part, type Row } from './words';

/** 指标监测: the tree with threshold, both years, source tier, and the survey's evidence beside the linked indicators. */
export function indicatorSection(material: ReportMaterial): Block[] {
  const { indicators } = material.sheet;
  const roots = indicators.filter((indicator) => indicator.level === 1);
  return [
    heading(1, '指标监测', 'Indicators'),
    paragraph(
      'indicators-lead',
      ['本部分列出', 'The '],
      tallyRef('all'),
      ['项三级指标的', ' level-three indicators with their values of '],
      lastYear,
      ['年和', ' and '],
      thisYear,
      ['年数据。可对照阈值判断的指标中，', '. Of those that can be held against a threshold, '],
      tallyRef('meets'),
      ['项达到，', ' meet it and '],
      tallyRef('below'),
      ['项未达到；', ' fall short; '],
      tallyRef('unjudged'),
      [
        '项未设阈值或缺少数据，不作判断。数据以统计部门数据和经审核的教育事业统计数据为准，没有统计数据的，以有关部门认定的数据为准。',
        ' have no threshold or no data and are not judged. Statistics offices and audited education statistics come first, data certified by the departments second.',
      ],
    ),
    figure(roots),
    ...roots.flatMap((root) => rootBlocks(material, root)),
  ];
}

function figure(roots: readonly Indicator[]): Block {
  const parts = ['meets', 'below', 'unjudged'] as const;
  const values = roots.flatMap((root) => parts.map((what): ValueRef => tallyRef(what, root.code)));
  const names = roots.flatMap((root) => parts.map(() => ({ zh: root.nameZh, en: root.nameEn })));
  return {
    kind: 'figure',
    id: 'indicators-figure',
    title: words(
      '三级指标对照阈值情况（按一级指标）',
      'Indicators against their thresholds, by level-one indicator',
    ),
    figure: 'stacked-indicators',
    values,
    labels: names.map(() => ({ zh: '', en: '' })),
    groups: names,
    reference: null,
    alt: words(
      '横条为各一级指标下三级指标的项数，依次为达到、未达到、无阈值或无数据。',
      'Bars count the indicators under each level-one indicator: meets, falls short, no threshold or no value.',
    ),
  };
}

function rootBlocks(material: ReportMaterial, root: Indicator): Block[] {
  const { indicators } = material.sheet;
  const under = (parent: Indicator, level: 2 | 3) =>
    indicators.filter((each) => each.level === level && each.code.startsWith(`${parent.code}.`));
  const rows = under(root, 2).flatMap((second): Row[] => [
    { mark: 'group', cells: [groupHead(material, second)] },
    ...under(second, 3).flatMap((leaf) => leafRows(material, leaf)),
  ]);
  return [
    heading(2, root.nameZh, root.nameEn),
    table(
      `indicators-${root.code}`,
      words(root.nameZh, root.nameEn),
      [
        [words('指标', 'Indicator'), 3.6, 'left'],
        [words('单位', 'Unit'), 1.4, 'left'],
        [words('阈值', 'Threshold'), 1.3, 'left'],
        [words('上年', 'Last year'), 0.95, 'right'],
        [words('本年', 'This year'), 0.95, 'right'],
        [words('对照', 'Verdict'), 1.15, 'center'],
        [words('来源', 'Source'), 1.3, 'left'],
      ],
      rows,
      words(
        '二级指标后所列为与之对应的调查题目的满意度指数，供对照参考，不参与指标判断。',
        'Behind each level-two indicator stand the indices of the survey questions mapped to it, for comparison; they do not enter the verdict.',
      ),
    ),
  ];
}

/** The level-2 name and, where the survey asks about it, what people said. */
function groupHead(material: ReportMaterial, second: Indicator): Part[] {
  const evidence = evidenceWords(material, second);
  const name = quote(`${second.code} ${second.nameZh}`, `${second.code} ${second.nameEn}`);
  if (evidence.length === 0) return [name];
  return [name, ['（满意度指数：', ' (satisfaction index: '], ...evidence, ['）', ')']];
}

const verdictWords = (meets: boolean | null): readonly [string, string] =>
  meets === null ? ['不判断', 'not judged'] : meets ? ['达到', 'meets'] : ['未达到', 'falls short'];

function leafRows(material: ReportMaterial, leaf: Indicator): Row[] {
  return valueLines(material.sheet, leaf).map(({ stagePrefix, now, before }) => {
    const tier = now === null ? null : tierNames[now.sourceTier];
    return {
      mark: now?.meets === false ? 'attention' : '',
      cells: [
        [quoteLeaf(leaf, stagePrefix)],
        [quote(fileWord(leaf.unit).zh, fileWord(leaf.unit).en)],
        [quoteThreshold(leaf.threshold, stagePrefix)],
        [{ of: 'indicator', id: before?.id ?? '' }],
        [{ of: 'indicator', id: now?.id ?? '' }],
        [verdictWords(now?.meets ?? null)],
        tier === null ? [['—', '—']] : [quote(tier.zh, tier.en)],
      ],
    };
  });
}

/** A leaf by code and name, with the stage that a value is for. */
export function quoteLeaf(leaf: Indicator, stagePrefix: string): Part {
  const stage = fileWord(stagePrefix);
  const [zh, en] = stagePrefix === '' ? ['', ''] : [`\uff08${stage.zh}\uff09`, ` (${stage.en})`];
  return quote(`${leaf.code} ${leaf.nameZh}${zh}`, `${leaf.code} ${leaf.nameEn}${en}`);
}

/** A threshold as people read it: only the part of the stage, ≥ and ≤ for the typed signs. */
export function quoteThreshold(threshold: string, stagePrefix: string): Part {
  const parts = threshold.split(/[;\uff1b]/u).map((part) => part.trim());
  const own = parts.find((part) => stagePrefix !== '' && part.startsWith(stagePrefix));
  const text = (own?.slice(stagePrefix.length) ?? threshold)
    .replaceAll('>=', '≥')
    .replaceAll('<=', '≤')
    .replaceAll('..', '–')
    .replaceAll('-', '−');
  return quote(text.replaceAll('prev_year', '上年值'), text.replaceAll('prev_year', 'last year '));
}
