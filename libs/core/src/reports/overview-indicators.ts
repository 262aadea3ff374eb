import type { Block, Comparison, ValueRef } from '@mingjian/contract/reports';
import { tallyRef, type ReportMaterial } from './material';
import { heading, quote, table, words, type Part, type Row } from './words';

/** How many indicators each county meets and falls short of; nothing where there are none to be judged. */
export function indicatorBlocks({ counties }: Comparison, { sheet }: Pick<ReportMaterial, 'sheet'>): Block[] {
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
