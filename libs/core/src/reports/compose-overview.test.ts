import { describe, expect, it } from 'vitest';
import type { Block, ReportModel } from '@mingjian/contract/reports';
import { resolveDocument, type ResolvedBlock } from '../documents';
import { composeOverview, type OverviewMaterial } from './compose-overview';
import { madeUpCounty } from './made-up-county.fixture';
import { recomposeOverview, recomposeReport } from './recompose';
import { composeReport } from './compose-report';

const names = [
  ['231002', '东安区', 'Dong’an District'],
  ['231003', '阳明区', 'Yangming District'],
  ['231004', '爱民区', 'Aimin District'],
] as const;

/** Three counties whose results differ by seed. */
function material(
  change: (results: OverviewMaterial['results']) => void = () => undefined,
): OverviewMaterial {
  const each = names.map(([code], at) => {
    const { results, sheet } = madeUpCounty(at + 1);
    return {
      results: results.map((result) => ({ ...result, countyCode: code, hash: `${code}${result.audience}` })),
      values: sheet.values.map((value) => ({ ...value, id: `${code}.${value.id}`, countyCode: code })),
    };
  });
  const { cycle, agency, composedOn, fieldworkUntil, weightingPlan, items, sheet } = madeUpCounty(1);
  const results = each.flatMap((county) => county.results);
  change(results);
  return {
    ...{ cycle, agency, composedOn, fieldworkUntil, weightingPlan, items, results },
    sheet: { ...sheet, values: each.flatMap(({ values }) => values) },
    counties: names.map(([code, nameZh, nameEn]) => ({ code, nameZh, nameEn })),
  };
}

const ids = ({ blocks }: ReportModel) => blocks.flatMap((block: Block) => ('id' in block ? [block.id] : []));
const textOf = (model: ReportModel, id: string) =>
  resolveDocument(model, 'zh-CN').blocks.flatMap((block) =>
    'id' in block && block.id === id ? [printed(block)] : [],
  )[0] ?? '';
const printed = (block: ResolvedBlock): string =>
  block.kind === 'paragraph'
    ? block.text
    : block.kind === 'table'
      ? block.rows.map(({ cells }) => cells.map(({ text }) => text).join('|')).join('\n')
      : '';
const setIndex = (results: OverviewMaterial['results'], value: (code: string) => number) => {
  for (const { countyCode, estimates } of results)
    for (const estimate of estimates)
      if (estimate.id === 'index|audience|||')
        Object.assign(estimate, {
          estimate: value(countyCode),
          se: 1,
          ci: [value(countyCode) - 2, value(countyCode) + 2],
        });
};

describe('the overview', () => {
  it('is the same whatever order counties and results come in, and prints them by their codes', () => {
    const given = material();
    const model = composeOverview(given);
    const turned = {
      ...given,
      counties: [...given.counties].reverse(),
      results: [...given.results].reverse(),
    };
    expect(composeOverview(turned)).toEqual(model);
    const rows = textOf(model, 'overview-public-table')
      .split('\n')
      .map((row) => row.split('|')[0]);
    expect(rows).toEqual(['东安区', '阳明区', '爱民区', '全市']);
  });

  it('calls no county different that equals the city', () => {
    const model = composeOverview(material((results) => setIndex(results, () => 80)));
    for (const audience of ['public', 'teacher', 'student']) {
      expect(textOf(model, `overview-standing-${audience}`)).toContain('均无显著差异');
      expect(textOf(model, `overview-${audience}-table`)).not.toMatch(/高于全市|低于全市/u);
    }
  });

  it('names who stands above and below, with the gap, and nobody else', () => {
    const far = (code: string) => ({ '231002': 90, '231003': 80 })[code] ?? 70;
    const model = composeOverview(material((results) => setIndex(results, far)));
    const sentence = textOf(model, 'overview-standing-teacher');
    expect(sentence).toMatch(/显著高于全市的有东安区（\+\d+\.\d）；显著低于全市的有爱民区（−\d+\.\d）/u);
    expect(sentence).not.toContain('阳明区');
    expect(textOf(model, 'overview-teacher-table')).toMatch(/阳明区.*无显著差异\n爱民区.*低于全市/u);
  });

  it('gives no rank, no group and no question of a county', () => {
    const model = composeOverview(material());
    const estimates = model.comparison?.counties.flatMap(({ results }) =>
      results.flatMap((each) => each.estimates),
    );
    expect(estimates?.length).toBeGreaterThan(0);
    expect(estimates?.filter(({ cut, scope }) => cut !== '' || scope === 'item')).toEqual([]);
    expect(model.results).toEqual([]);
    const all = JSON.stringify(model.blocks);
    expect(all).not.toMatch(/第[一二三]名|排第|rank(?:s|ed) (?:first|second|last)/u);
  });

  it('prints a county that is withheld as a dash, with no verdict and outside of the city', () => {
    const hide = (results: OverviewMaterial['results']) => {
      for (const { countyCode, audience, estimates } of results)
        if (countyCode === '231004' && audience === 'teacher')
          for (const each of estimates)
            Object.assign(each, {
              estimate: null,
              se: null,
              ci: null,
              n: null,
              df: null,
              deff: null,
              suppressed: true,
            });
    };
    const model = composeOverview(material(hide));
    const rows = textOf(model, 'overview-teacher-table')
      .split('\n')
      .map((row) => row.split('|'));
    expect(rows.find(([name]) => name === '爱民区')?.filter((_, at) => at !== 4)).toEqual([
      '爱民区',
      ...new Array<string>(6).fill('—'),
    ]);
    const n = (row: string[] | undefined) => Number(row?.[3]);
    expect(n(rows.at(-1))).toBe(n(rows[0]) + n(rows[1]));
  });

  it('leaves out an audience that nobody asked', () => {
    const model = composeOverview(
      material((results) =>
        results.splice(0, results.length, ...results.filter(({ audience }) => audience !== 'student')),
      ),
    );
    expect(ids(model).some((id) => id.includes('student'))).toBe(false);
    expect(ids(model)).toContain('overview-teacher-table');
  });
});

describe('composing again', () => {
  it('gives the very report, from its own model or from the counties’', () => {
    const own = madeUpCounty(3);
    const model = composeReport({ ...own, quotations: [] });
    expect(recomposeReport(model)).toEqual(model);
    const given = material();
    const city = composeOverview(given);
    const counties = names.map(([code, nameZh, nameEn]) => ({
      ...model,
      county: { code, nameZh, nameEn },
      items: given.items,
      results: given.results.filter(({ countyCode }) => countyCode === code),
      indicators: given.sheet.indicators,
      indicatorValues: given.sheet.values.filter(({ countyCode }) => countyCode === code),
    }));
    expect(recomposeOverview(city, [...counties].reverse())).toEqual({
      ...city,
      indicatorValues: expect.arrayContaining(city.indicatorValues) as never,
    });
  });
});
