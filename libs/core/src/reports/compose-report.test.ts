import type { Result } from '@mingjian/contract/aggregation';
import { reportFile, reportModel, type Inline } from '@mingjian/contract/reports';
import { expect, test } from 'vitest';
import { renderHtml, resolveDocument, resolverOf, verificationOf } from '../documents';
import { composeReport } from './compose-report';
import { madeUpCounty } from './made-up-county.fixture';
import type { ReportMaterial } from './material';
import { dataFile } from './report-files';

const inlinesOf = (material: ReportMaterial): Inline[] =>
  composeReport(material).blocks.flatMap((block) => {
    if (block.kind === 'paragraph') return block.inlines;
    return block.kind === 'table' ? block.rows.flat(2) : [];
  });
const textOf = (material: ReportMaterial) => {
  const model = composeReport(material);
  const document = resolveDocument(model, 'zh-CN');
  return renderHtml(document, verificationOf(model, 'https://m.example.cn')).replace(/<[^>]*>/gu, '');
};

/** The same county, with one estimate of one audience changed. */
function withEstimate(
  material: ReportMaterial,
  audience: string,
  id: string,
  change: Partial<Result['estimates'][number]>,
): ReportMaterial {
  const results = material.results.map((result) =>
    result.audience === audience
      ? {
          ...result,
          estimates: result.estimates.map((each) => (each.id === id ? { ...each, ...change } : each)),
        }
      : result,
  );
  return { ...material, results };
}
const at = (estimate: number, se: number) => ({
  estimate,
  se,
  ci: [estimate - 1.97 * se, estimate + 1.97 * se] as [number, number],
});
const overall = 'index|audience|||';

test('the model keeps to its contract, and the data file carries every estimate with se, ci and n', () => {
  const model = composeReport(madeUpCounty(1));
  expect(reportModel.parse(model)).toEqual(model);
  const file = reportFile.parse(dataFile(model));
  expect(file.estimates.length).toBe(model.results.flatMap((result) => result.estimates).length);
  expect(file.inputs.map((input) => input.audience)).toEqual(['public', 'teacher', 'student']);
});

test('fixed words hold no digits: a number is a reference and a name is a quotation', () => {
  const typed = inlinesOf(madeUpCounty(1)).flatMap((inline) =>
    'text' in inline ? [inline.text.zh, inline.text.en] : [],
  );
  expect(typed.length).toBeGreaterThan(50);
  expect(typed.filter((words) => /\d/u.test(words))).toEqual([]);
});

test('Chinese has full-width punctuation', () => {
  const typed = inlinesOf(madeUpCounty(1)).flatMap((inline) => ('text' in inline ? [inline.text.zh] : []));
  expect(typed.filter((words) => /\p{Script=Han}[,;:?!(]|[,;:)]\p{Script=Han}/u.test(words))).toEqual([]);
});

test('the same material gives the same model', () => {
  expect(composeReport(madeUpCounty(5))).toEqual(composeReport(madeUpCounty(5)));
});

test('audiences are said to differ only beyond sampling error', () => {
  const apart = withEstimate(
    withEstimate(withEstimate(madeUpCounty(1), 'public', overall, at(60, 1)), 'teacher', overall, at(75, 1)),
    'student',
    overall,
    at(70, 1),
  );
  expect(textOf(apart)).toContain('两类对象相差具有统计显著性');
  const close = withEstimate(
    withEstimate(apart, 'public', overall, at(69, 3)),
    'teacher',
    overall,
    at(70.5, 3),
  );
  expect(textOf(close)).toContain('尚不能认为两类对象的评价存在差异');
  const withoutInterval = withEstimate(apart, 'teacher', overall, { ...at(75, 1), ci: null, df: 0 });
  expect(textOf(withoutInterval)).toContain('抽样误差无法估计，两类对象之间不作比较');
  expect(textOf(withoutInterval)).not.toContain('两类对象相差具有统计显著性');
});

test('a threshold inside the interval is a question left open', () => {
  const rate = 'top2|audience|||';
  const county = (se: number) => withEstimate(madeUpCounty(1), 'public', rate, at(84, se));
  expect(textOf(county(2))).toContain('不能判断（阈值位于置信区间内）');
  const each = ['public', 'teacher', 'student'].reduce(
    (material, audience) => withEstimate(material, audience, rate, at(80, 0.5)),
    madeUpCounty(1),
  );
  expect(textOf(each)).not.toContain('不能判断（');
  expect(textOf(each)).toContain('未达到（置信区间整体低于阈值）');
});

test('a suppressed estimate is a dash with its reason, in no output a number', () => {
  const hidden = { estimate: null, se: null, ci: null, n: null, df: null, deff: null, suppressed: true };
  const material = withEstimate(madeUpCounty(1), 'student', overall, hidden);
  const text = textOf(material);
  expect(text).toContain('学生的总体满意度指数未达到公布要求');
  expect(text).toContain('有效回答数未达到公布要求');
});

test('a county where everything is suppressed, or an audience did not answer, still has its report', () => {
  const material = madeUpCounty(2);
  const hidden = { estimate: null, se: null, ci: null, n: null, df: null, deff: null, suppressed: true };
  const nothing = {
    ...material,
    results: material.results.map((result) => ({
      ...result,
      estimates: result.estimates.map((each) => ({ ...each, ...hidden })),
    })),
  };
  expect(textOf(nothing)).toContain('各类对象的总体满意度指数均未达到公布要求');
  expect(textOf({ ...material, results: material.results.slice(0, 1) })).toContain('公众');
  expect(textOf({ ...material, results: [] })).toContain('本报告仅反映指标数据');
});

test('answers by an open link have a place of their own, without intervals, and none where there are none', () => {
  const model = composeReport(madeUpCounty(1));
  const resolve = resolverOf(model, 'zh-CN');
  const table = model.blocks.find((each) => each.kind === 'table' && each.id === 'open-link-table');
  if (table?.kind !== 'table') throw new Error('the report has no table of the open link');
  const printed = table.rows.map((cells) =>
    cells.flat().map((inline) => ('value' in inline ? resolve(inline.value).text : '')),
  );
  expect(printed).toEqual([
    ['', '236', '68.4', '71.2'],
    ['', '—', '—', '—'],
  ]);
  const { results, ...county } = madeUpCounty(1);
  const without = composeReport({ ...county, results: results.map((each) => ({ ...each, openLink: null })) });
  expect(without.blocks.some((each) => each.kind === 'table' && each.id === 'open-link-table')).toBe(false);
});

test('what is written by an open link has its own themes and quotations and adds to none of the sample', () => {
  const model = composeReport(madeUpCounty(1));
  const resolve = resolverOf(model, 'zh-CN');
  const printed = (id: string) => {
    const table = model.blocks.find((each) => each.kind === 'table' && each.id === id);
    if (table?.kind !== 'table') throw new Error(`the report has no ${id}`);
    return table.rows.map((cells) =>
      cells
        .flat()
        .map((inline) =>
          'value' in inline ? resolve(inline.value).text : 'quote' in inline ? inline.quote.zh : '',
        ),
    );
  };
  expect(printed('opinions-public-table')).toEqual([['校车与安全', '22', '36.1']]);
  expect(printed('opinions-open-link-public-table')).toEqual([['校车与安全', '12', '66.7']]);
  expect(printed('quotations-public')).toEqual([['校车与安全', '校车线路可以再多一些，冬天等车太冷。']]);
  expect(printed('quotations-open-link-public')).toEqual([['校车与安全', '校车站牌希望立在村口。']]);
  expect(textOf(madeUpCounty(1))).toContain('与样本的意见分开计数');
});

test('expectation questions enter no index and are never called low', () => {
  const material = madeUpCounty(4);
  const items = material.items.map((item) =>
    item.code === 'P-05' ? { ...item, role: 'expectation' as const } : item,
  );
  const low = withEstimate({ ...material, items }, 'public', 'index|item|P-05||', at(30, 1));
  const table = composeReport(low).blocks.find(
    (block) => block.kind === 'table' && block.id === 'low-items-table',
  );
  expect(JSON.stringify(table ?? '')).not.toContain('P-05');
  expect(textOf(low)).toContain('与期望相比的题目');
});

test('an indicator that falls short stands with its change and what people say', () => {
  const short = composeReport(madeUpCounty(1)).blocks.find(
    (block) => block.kind === 'table' && block.id === 'shortfalls-table',
  );
  expect(JSON.stringify(short)).toContain('3.1.4');
  expect(JSON.stringify(short)).toContain('indicator-change');
  expect(JSON.stringify(short)).toContain('P-02');
});

test('a merged category is named by its parts, and those who declined to answer get no row', () => {
  const text = textOf(madeUpCounty(1));
  expect(text).toContain('30—39岁、40—49岁');
  expect(text).not.toMatch(/>?不想回答\s*12/u);
});

test('five hundred indicators are all there', () => {
  const material = madeUpCounty(1);
  const [leaf] = material.sheet.indicators.filter((each) => each.level === 3);
  if (!leaf) throw new Error('the fixture has no leaf');
  const many = Array.from({ length: 500 }, (_, index) => ({
    ...leaf,
    code: `3.1.${index + 10}`,
    nameZh: `指标之${index + 10}`,
  }));
  const text = textOf({
    ...material,
    sheet: { ...material.sheet, indicators: [...material.sheet.indicators, ...many] },
  });
  expect(many.every((each) => text.includes(each.nameZh))).toBe(true);
});

test('a trend is spoken of from three years on, without years that asked in other words', () => {
  const material = madeUpCounty(1);
  const blocksOf = (earlier: ReportMaterial['earlier']) => {
    const { blocks } = composeReport({ ...material, earlier });
    return blocks.flatMap((block) => ('id' in block && /trend/u.test(block.id) ? [block.id] : []));
  };
  expect(blocksOf([])).toEqual([]);
  expect(blocksOf(material.earlier)).toContain('trend-overall-figure');
  const model = composeReport(material);
  const document = resolveDocument(model, 'zh-CN');
  const table = document.blocks.find((each) => each.kind === 'table' && each.id === 'trend-public-table');
  if (table?.kind !== 'table') throw new Error('the report has no table of the years');
  const rows = new Map(
    table.rows.map(({ cells }) => [cells[0]?.text.slice(0, 4), cells.map(({ text }) => text)]),
  );
  expect(table.head.slice(1, 5)).toEqual(['2018', '2019', '2020', '2021']);
  expect(rows.get('P-02')?.[1]).toBe('/');
  expect(rows.get('P-03')).toBeUndefined();
  expect(rows.get('P-04')?.slice(1, 5)).not.toContain('/');
  expect(table.notes.some((note) => note.startsWith('“/”处不作比较'))).toBe(true);
  const text = textOf(material);
  expect(text).toContain('教师：2018年以来，总体指数平均每年变化');
  expect(text).toContain('公众：总体指数可比的年份不足，不判断升降');
});
