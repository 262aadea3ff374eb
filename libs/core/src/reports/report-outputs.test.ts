import type { ReportModel } from '@mingjian/contract/reports';
import { strFromU8, unzipSync } from 'fflate';
import readWorkbook from 'read-excel-file/node';
import { extractText, getDocumentProxy } from 'unpdf';
import { describe, expect, test, vi } from 'vitest';
import {
  renderDocx,
  renderHtml,
  renderPdf,
  renderXlsx,
  resolveDocument,
  resolverOf,
  verificationOf,
} from '../documents';
import { composeOverview } from './compose-overview';
import { composeReport } from './compose-report';
import { madeUpCounty } from './made-up-county.fixture';
import { dataFile, renderFiles } from './report-files';

// Each PDF is a process of its own with its fonts to read.
vi.setConfig({ testTimeout: 60_000 });

const model = composeReport(madeUpCounty(7));
const verification = verificationOf(model, 'https://mingjian.example.cn');
const chinese = resolveDocument(model, 'zh-CN');

const withheld = {
  estimate: null,
  se: null,
  ci: null,
  n: null,
  df: null,
  deff: null,
  suppressed: true,
};

/** Three made-up counties put together; the pupils of the last are too few to publish. */
function madeUpCity(): ReportModel {
  const counties = ['231002', '231003', '231004'].map((code, at) => ({ code, ...madeUpCounty(at + 1) }));
  const [first] = counties;
  if (!first) throw new Error('there is no county');
  return composeOverview({
    ...first,
    counties: counties.map(({ code, county }, at) => ({
      code,
      nameZh: `${county.nameZh}${at}`,
      nameEn: `${county.nameEn} ${at}`,
    })),
    results: counties.flatMap(({ code, results }) =>
      results.map((result) => ({
        ...result,
        countyCode: code,
        hash: `${code}${result.audience}`,
        estimates: result.estimates.map((each) =>
          code === '231004' && result.audience === 'student' ? { ...each, ...withheld } : each,
        ),
      })),
    ),
    sheet: {
      ...first.sheet,
      values: counties.flatMap(({ code, sheet }) =>
        sheet.values.map((value) => ({ ...value, id: `${code}.${value.id}`, countyCode: code })),
      ),
    },
  });
}

/** Every number of a text in order of size, so that layout and line breaks do not matter. */
const numbersIn = (text: string) =>
  (text.match(/[−+]?\d[\d,]*(?:\.\d+)?/gu) ?? []).map((each) => each.replaceAll(',', '')).sort();

async function pagesOf(pdf: Buffer): Promise<string[]> {
  const { text } = await extractText(await getDocumentProxy(new Uint8Array(pdf)));
  return text;
}

const unescaped = (text: string) =>
  text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replace(/&(?:#39|apos);/gu, "'")
    .replaceAll('&amp;', '&');

/** What a reader of the page sees: no markup, no drawing, no hidden label. */
const textOfHtml = (html: string) =>
  unescaped(
    html
      .replace(/^[\s\S]*<body>/u, '')
      .replace(/<svg[\s\S]*?<\/svg>/gu, ' ')
      .replace(/<[^>]*>/gu, ' '),
  );

/** The words of a Word document, a paragraph a line. */
function textOfDocx(docx: Buffer): string {
  const xml = strFromU8(unzipSync(docx)['word/document.xml'] ?? new Uint8Array());
  return unescaped(xml.replaceAll('</w:p>', '\n').replace(/<[^>]*>/gu, ''));
}

const documents = (['zh-CN', 'en'] as const).flatMap((language) =>
  [
    { of: 'a county', model },
    { of: 'the city', model: madeUpCity() },
  ].map((each) => ({ ...each, language })),
);

describe.each(documents)('the report of $of in $language', ({ model, language }) => {
  const verification = verificationOf(model, 'https://mingjian.example.cn');
  const document = resolveDocument(model, language);

  test('web page, PDF and Word document hold the same numbers', async () => {
    const page = numbersIn(textOfHtml(renderHtml(document, verification)).replace(verification.hash, ''));
    expect(page.length).toBeGreaterThan(200);
    const pages = await pagesOf(await renderPdf(document, verification));
    const pdf = new Set(numbersIn(pages.join(' ')));
    expect(page.filter((number) => !pdf.has(number))).toEqual([]);
    const docx = new Set(numbersIn(textOfDocx(await renderDocx(document, verification))));
    expect(page.filter((number) => !docx.has(number))).toEqual([]);
  });

  test('the workbook holds every estimate of the data file to the last digit, read by another library', async () => {
    const book = await readWorkbook(await renderXlsx(model, document, verification));
    const rows = book
      .find(({ sheet }) => sheet === (language === 'en' ? 'Estimates' : '估计值'))
      ?.data.slice(1);
    const { estimates } = dataFile(model);
    expect(rows).toHaveLength(estimates.length);
    estimates.forEach((each, index) => {
      const [, id, , , , , , estimate, se, lower, upper, n, df, deff, flag] = rows?.[index] ?? [];
      expect([id, estimate, se, lower, upper, n, df, deff]).toEqual([
        each.id,
        each.estimate,
        each.se,
        each.ci?.[0] ?? null,
        each.ci?.[1] ?? null,
        each.n,
        each.df,
        each.deff,
      ]);
      if (each.suppressed) expect(flag).toBe(language === 'en' ? 'withheld' : '不予公布');
    });
    expect(estimates.some((each) => each.suppressed)).toBe(true);
  });
});

describe.each(['zh-CN', 'en'] as const)('in %s', (language) => {
  const document = resolveDocument(model, language);

  test('each table of the workbook shows what the report prints, rounded only by its format', async () => {
    const book = await readWorkbook(await renderXlsx(model, document, verification));
    const name = language === 'en' ? 'Table 1' : '表1';
    const [, , ...rows] = book.find(({ sheet }) => sheet === name)?.data ?? [];
    const resolve = resolverOf(model, language);
    for (const [index, { audience }] of model.results.entries()) {
      const overall = { of: 'estimate', audience, id: 'index|audience|||', decimals: 1 } as const;
      const { number } = resolve({ ...overall, show: 'estimate' });
      const { ci } = resolve({ ...overall, show: 'interval' });
      expect(rows[index]?.slice(1, 4)).toEqual([number, ci?.[0], ci?.[1]]);
    }
  });

  test('every estimate that is printed is the one in the data file', () => {
    const resolve = resolverOf(model, language);
    const html = textOfHtml(renderHtml(document, verification));
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
  const render = async () => (await renderFiles(model, verification)).map(({ sha256 }) => sha256);
  expect(await render()).toEqual(await render());
});

test('names and texts from people are set as text, never as markup', async () => {
  const name = ['#panic("x") $x$ <script>alert(1)</script>', '*粗* "引" \u202e倒 \\ 😀'].join(' ');
  const hostile = resolveDocument(composeReport(madeUpCounty(3, name, name)), 'zh-CN');
  const html = renderHtml(hostile, verification);
  expect(html).not.toMatch(/<script|\u202e/u);
  expect(html).toContain('&lt;script&gt;');
  const [cover] = await pagesOf(await renderPdf(hostile, verification));
  expect(cover).toContain('#panic("x") $x$ <script>');
  expect(textOfDocx(await renderDocx(hostile, verification))).toContain('#panic("x") $x$ <script>');
});

test('a name of 4,000 characters does not stop the report', async () => {
  const endless = resolveDocument(
    composeReport(madeUpCounty(3, '很长的名字'.repeat(800), 'Endless'.repeat(570))),
    'zh-CN',
  );
  expect((await pagesOf(await renderPdf(endless, verification))).length).toBeGreaterThan(5);
});

test('the contents take one page, and no page begins with what is noted below a table', async () => {
  const pages = await pagesOf(await renderPdf(chinese, verification));
  expect(pages[1]).toContain('目录');
  expect(pages[2]).toMatch(/^.{0,80}一、/su);
  const notes = chinese.blocks.flatMap((block) => (block.kind === 'table' ? block.notes : []));
  expect(notes.length).toBeGreaterThan(3);
  const begins = (page: string) => page.replace(/\s/gu, '').replace(chinese.title.replace(/\s/gu, ''), '');
  const alone = notes.filter((note) =>
    pages.some((page) => begins(page).startsWith(note.replace(/\s/gu, '').slice(0, 20))),
  );
  expect(alone).toEqual([]);
});

test('the Word document has native headings, heads that repeat, and a text alternative for every picture', async () => {
  const xml = strFromU8(
    unzipSync(await renderDocx(chinese, verification))['word/document.xml'] ?? new Uint8Array(),
  );
  expect(xml.match(/<w:pStyle w:val="Heading1"\/>/gu)).toHaveLength(
    model.blocks.filter((block) => block.kind === 'heading' && block.level === 1).length,
  );
  const tables = model.blocks.filter((block) => block.kind === 'table').length;
  expect(xml.match(/<w:tblHeader\/>/gu)).toHaveLength(tables);
  const pictures = xml.match(/<wp:docPr [^>]*>/gu) ?? [];
  expect(pictures).toHaveLength(1 + model.blocks.filter((block) => block.kind === 'figure').length);
  expect(pictures.every((picture) => / descr="[^"]{8,}"/u.test(picture))).toBe(true);
});

test('tables say their heads, captions and languages', () => {
  const html = renderHtml(chinese, verification);
  expect(html).toContain('<html lang="zh-CN">');
  const tables = html.match(/<table>[\s\S]*?<\/table>/gu) ?? [];
  expect(tables.length).toBeGreaterThan(10);
  expect(tables.every((each) => each.includes('<caption><span>') && each.includes('scope="col"'))).toBe(true);
});
