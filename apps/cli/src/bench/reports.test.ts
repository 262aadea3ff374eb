import { expect, test } from 'vitest';
import { inventedModels } from './invented-models';
import { verdictOf } from './report-verdict';

const county = { code: '231002', pages: 80, pdf: 2, docx: 3, xlsx: 1, html: 0.1, bare: 1.2 };
const ten = Array.from({ length: 10 }, () => county);

test('the ratio is the compiler’s part of the PDF’s path, over all counties', () => {
  const verdict = verdictOf([...ten.slice(1), { ...county, pdf: 12, bare: 1.2 }]);
  expect(verdict.ratio).toBe(0.4);
  expect(verdict.met).toBe(false);
  expect(verdict.seconds).toMatchObject({ pdf: 30, bare: 12, docx: 30 });
});

test('fewer than ten counties, or none, meet nothing', () => {
  expect(verdictOf(ten).met).toBe(true);
  expect(verdictOf(ten.slice(1)).met).toBe(false);
  expect(verdictOf([])).toMatchObject({ ratio: 0, met: false });
});

test('the reports measured have what real ones have: two years, three audiences, 69 indicators', () => {
  const [model] = inventedModels(1, 1, 1500);
  expect(model?.results.map(({ audience }) => audience).sort()).toEqual(['public', 'student', 'teacher']);
  expect(model?.indicators.filter(({ level }) => level === 3)).toHaveLength(69);
  expect(model?.indicatorValues.length).toBeGreaterThan(100);
  expect(model?.blocks.filter(({ kind }) => kind === 'figure').length).toBeGreaterThan(12);
  const change = model?.blocks.find((block) => block.kind === 'table' && block.id === 'change-public-table');
  expect(change?.kind === 'table' ? change.rows.length : 0).toBe(17);
  expect(model?.blocks.filter(({ kind }) => kind === 'table').length).toBeGreaterThan(20);
});
