import { extractText, getDocumentProxy } from 'unpdf';
import { describe, expect, test, vi } from 'vitest';
import { renderHtml, renderPdf, resolverOf } from '../documents';
import { composeReport } from './compose-report';
import { madeUpCounty } from './made-up-county.fixture';
import { dataFile } from './report-files';

// Each PDF is a process of its own with its fonts to read.
vi.setConfig({ testTimeout: 60_000 });

const model = composeReport(madeUpCounty(7));

/** Every number of a text in order of size, so that layout and line breaks do not matter. */
const numbersIn = (text: string) =>
  (text.match(/[−+]?\d[\d,]*(?:\.\d+)?/gu) ?? []).map((each) => each.replaceAll(',', '')).sort();

async function pagesOf(pdf: Buffer): Promise<string[]> {
  const { text } = await extractText(await getDocumentProxy(new Uint8Array(pdf)));
  return text;
}

/** What a reader of the page sees: no markup, no drawing, no hidden label. */
const textOfHtml = (html: string) =>
  html
    .replace(/^[\s\S]*<body>/u, '')
    .replace(/<svg[\s\S]*?<\/svg>/gu, ' ')
    .replace(/<[^>]*>/gu, ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');

describe.each(['zh-CN', 'en'] as const)('in %s', (language) => {
  test('web page and PDF hold the same numbers', async () => {
    const pages = await pagesOf(await renderPdf(model, language));
    const pdf = new Set(numbersIn(pages.join(' ')));
    const page = numbersIn(textOfHtml(renderHtml(model, language)));
    expect(page.length).toBeGreaterThan(300);
    expect(page.filter((number) => !pdf.has(number))).toEqual([]);
  });

  test('every estimate that is printed is the one in the data file', () => {
    const resolve = resolverOf(model, language);
    const html = textOfHtml(renderHtml(model, language));
    const printed = dataFile(model).estimates.filter(({ id }) =>
      /^index\|(audience|dimension|item)\|[^|]*\|\|$/u.test(id),
    );
    expect(printed.length).toBeGreaterThan(15);
    for (const { audience, id, estimate, ci } of printed) {
      const { text, number } = resolve({ of: 'estimate', audience, id, show: 'estimate', decimals: 1 });
      expect(number).toBe(estimate);
      expect(html).toContain(text);
      expect(html).toContain(`${ci?.[0].toFixed(1)}–${ci?.[1].toFixed(1)}`);
    }
  });
});

test('the same model gives the same bytes', async () => {
  expect((await renderPdf(model, 'zh-CN')).equals(await renderPdf(model, 'zh-CN'))).toBe(true);
  expect(renderHtml(model, 'zh-CN')).toBe(renderHtml(model, 'zh-CN'));
});

test('names and texts from people are set as text, never as markup', async () => {
  const name = ['#panic("x") $x$ <script>alert(1)</script>', '*粗* "引" \u202e倒 \\ 😀'].join(' ');
  const hostile = composeReport(madeUpCounty(3, name, name));
  const html = renderHtml(hostile, 'zh-CN');
  expect(html).not.toMatch(/<script|\u202e/u);
  expect(html).toContain('&lt;script&gt;');
  const [cover] = await pagesOf(await renderPdf(hostile, 'zh-CN'));
  expect(cover).toContain('#panic("x") $x$ <script>');
});

test('a name of 4,000 characters does not stop the report', async () => {
  const endless = composeReport(madeUpCounty(3, '很长的名字'.repeat(800), 'Endless'.repeat(570)));
  expect((await pagesOf(await renderPdf(endless, 'zh-CN'))).length).toBeGreaterThan(5);
});

test('tables say their heads, captions and languages', () => {
  const html = renderHtml(model, 'zh-CN');
  expect(html).toContain('<html lang="zh-CN">');
  const tables = html.match(/<table>[\s\S]*?<\/table>/gu) ?? [];
  expect(tables.length).toBeGreaterThan(10);
  expect(tables.every((each) => each.includes('<caption>') && each.includes('scope="col"'))).toBe(true);
});
