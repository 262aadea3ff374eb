import type { Result } from '@mingjian/contract/aggregation';
import { strFromU8, unzipSync } from 'fflate';
import readWorkbook from 'read-excel-file/node';
import { extractText, getDocumentProxy } from 'unpdf';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { renderPdf, resolveDocument, verificationOf } from '../documents';
import { composeReport } from './compose-report';
import { madeUpCounty } from './made-up-county.fixture';
import type { ReportMaterial } from './material';
import { renderFiles } from './report-files';

// Hundreds of pages, drawn once.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 });

const QUESTIONS = 60;
const LEAVES = 500;
const comment = '校车😀太慢<script>alert(1)</script>，见“<b>第二条</b>”，\u202e倒着写\u202c，请改👨‍👩‍👧。';

const withheld = { estimate: null, se: null, ci: null, n: null, df: null, deff: null, suppressed: true };

/** The public in one school, so without a single interval; nobody among teachers; of pupils nothing to publish. */
function hardest(): ReportMaterial {
  const material = madeUpCounty(11, '很长的县名'.repeat(800), 'Endless'.repeat(570));
  const [first] = material.items;
  const [leaf] = material.sheet.indicators.filter(({ level }) => level === 3);
  if (!first || !leaf) throw new Error('the fixture has no question or no indicator');
  const codes = Array.from({ length: QUESTIONS }, (_, index) => `P-${index + 1}`);
  return {
    ...material,
    items: [
      ...material.items.filter(({ audience }) => audience !== 'public'),
      ...codes.map((code) => ({
        ...first,
        code,
        text: { zh: `您对第${code}项工作的情况满意吗？`, en: `How satisfied are you with ${code}?` },
      })),
    ],
    results: material.results.flatMap((result) => {
      if (result.audience === 'teacher') return [];
      return [result.audience === 'public' ? inOneSchool(result, codes) : withoutAnything(result)];
    }),
    previous: null,
    earlier: [],
    quotations: [{ audience: 'public', theme: 'transport', text: comment }],
    sheet: {
      ...material.sheet,
      indicators: [
        ...material.sheet.indicators,
        ...Array.from({ length: LEAVES }, (_, index) => ({
          ...leaf,
          code: `3.1.${index + 10}`,
          nameZh: `末级指标之${index + 10}号`,
          nameEn: `Leaf number ${index + 10}`,
        })),
      ],
    },
  };
}

function inOneSchool(result: Result, codes: readonly string[]): Result {
  const [any] = result.estimates;
  const [spread] = result.distributions;
  if (!any || !spread) throw new Error('the fixture has no estimate');
  const alone = { se: null, ci: null, df: 0, deff: null };
  const ofItem = (measure: 'index' | 'top2', key: string, index: number) => ({
    ...any,
    id: `${measure}|item|${key}||`,
    measure,
    scope: 'item' as const,
    key,
    estimate: 55 + (index % 40),
  });
  const items = codes.flatMap((code, index) => [ofItem('index', code, index), ofItem('top2', code, index)]);
  return {
    ...result,
    estimates: [...result.estimates.filter(({ scope }) => scope !== 'item'), ...items].map((each) => ({
      ...each,
      ...alone,
    })),
    distributions: codes.map((key) => ({ ...spread, key })),
    importance: [],
    gaps: [],
  };
}

function withoutAnything(result: Result): Result {
  return {
    ...result,
    estimates: result.estimates.map((each) => ({ ...each, ...withheld })),
    distributions: result.distributions.map((each) => ({
      ...each,
      shares: null,
      notApplicable: null,
      n: null,
      suppressed: true,
    })),
    importance: result.importance.map((each) => ({ ...each, correlation: null, n: null, suppressed: true })),
    gaps: result.gaps.map((gap) => ({
      ...gap,
      estimate: null,
      se: null,
      ci: null,
      df: null,
      p: null,
      suppressed: true,
    })),
  };
}

const joined = (text: string) => text.replace(/\s+/gu, '');

async function pagesOf(pdf: Buffer): Promise<string[]> {
  return (await extractText(await getDocumentProxy(new Uint8Array(pdf)))).text.map(joined);
}

let pdf: Buffer;
let pages: string[];
let english: string[];
let word: string;
let book: Awaited<ReturnType<typeof readWorkbook>>;
let web: string;

beforeAll(async () => {
  const model = composeReport(hardest());
  const files = await renderFiles(model, verificationOf(model, 'https://mingjian.example.cn'));
  const of = (format: string, language: string) =>
    files.find((file) => file.format === format && file.language === language)?.bytes ?? Buffer.alloc(0);
  pdf = of('pdf', 'zh-CN');
  pages = await pagesOf(pdf);
  english = await pagesOf(of('pdf', 'en'));
  word = strFromU8(unzipSync(of('docx', 'zh-CN'))['word/document.xml'] ?? new Uint8Array());
  book = await readWorkbook(of('xlsx', 'zh-CN'));
  web = of('html', 'zh-CN').toString('utf8');
});

describe('a county with everything hard at once', () => {
  test('five hundred indicators stand in every file', () => {
    const cells = joined(JSON.stringify(book.map(({ data }) => data)));
    const all = { pdf: pages.join(''), word: joined(word), cells, web: joined(web) };
    for (const [file, text] of Object.entries(all)) {
      const lost = Array.from({ length: LEAVES }, (_, index) => `末级指标之${index + 10}号`).filter(
        (name) => !text.includes(name),
      );
      expect(lost, file).toEqual([]);
    }
  });

  test('sixty questions go on over pages, each part with its title and axis', () => {
    const title = /图\d+（续）公众各题满意度指数/u;
    const parts = pages.filter((page) => title.test(page));
    expect(parts.length).toBeGreaterThan(0);
    for (const page of parts) expect(page).toContain('指数（置信区间）');
    expect(english.some((page) => /Figure\d+\(continued\)\.Indexofeachquestion:thepublic/u.test(page))).toBe(
      true,
    );
    const own = [...word.matchAll(/<wp:docPr [^>]*name="(items-public-figure[^"]*)"[^>]*descr="([^"]*)"/gu)];
    expect(own.length).toBeGreaterThan(1);
    own.forEach(([, , alt], index) =>
      expect(alt).toContain(`本图共${own.length}部分，此为第${index + 1}部分。`),
    );
    expect(word).toMatch(/图\d+（续）\u3000公众各题满意度指数/u);
    expect(web.match(/<svg/gu)?.length).toBe(web.match(/<figcaption/gu)?.length);
  });

  test('estimates of a single school stand without an interval, and nothing is called higher or lower', () => {
    const text = pages.join('');
    expect(text).toMatch(/P-1您对第P-1项工作的情况满意吗？55\.0—/u);
    expect(text).not.toMatch(/NaN|undefined|null|Infinity|显著高于|显著低于/u);
  });

  test('what is withheld is a dash with its reason, and its figures say so', () => {
    const text = pages.join('');
    expect(text).toContain('学生的总体满意度指数未达到公布要求');
    expect(text).toContain('没有可以公布的作答分布。');
    expect(text).not.toContain('教师满意度');
  });

  test('a comment stands as it was written, and neither acts nor turns what follows', () => {
    expect(web).not.toMatch(/<script|[\u202a-\u202e]/u);
    expect(web).toContain('校车😀太慢&lt;script&gt;');
    expect(word).not.toMatch(/[\u202a-\u202e]/u);
    expect(word).toContain('校车😀太慢&lt;script&gt;');
    expect(pages.join('')).toContain('校车〔表情〕太慢<script>alert(1)</script>');
  });

  test('the PDF has no face but its own, so no box stands for a letter on another machine', () => {
    const faces = [...pdf.toString('latin1').matchAll(/\/FontName \/[A-Z]{6}\+([\w-]+)/gu)].map(
      ([, name]) => name,
    );
    expect([...new Set(faces)].sort()).toEqual(['NotoSerifSC-Bold', 'NotoSerifSC-Regular']);
  });

  test('a name without end is shortened on the cover and in the head of every page', () => {
    expect(pages[0]).toContain('很长的县名'.repeat(11));
    expect(pages[0]?.length).toBeLessThan(600);
    expect(pages[1]).toContain('目录');
    const [, ...others] = pages;
    expect(
      others.every((page) => /^(?:很长的县名)+很?长?的?县?…2021年教育工作第三方监测报告/u.test(page)),
    ).toBe(true);
  });

  test('no page begins with what is noted below a figure', () => {
    const notes = /^(?:很长的县名)*…?(?:图中|不满意的回答|可与阈值比较)/u;
    expect(pages.filter((page) => notes.test(page))).toEqual([]);
  });
});

test('one audience that was asked one question has its figure of one bar, and the others are not spoken of', async () => {
  const material = madeUpCounty(5);
  const results = material.results.flatMap((result): Result[] =>
    result.audience === 'teacher'
      ? [{ ...result, estimates: result.estimates.filter(({ key }) => key === '' || key === 'T-02') }]
      : [],
  );
  const model = composeReport({
    ...material,
    results,
    previous: null,
    earlier: [],
    opinions: [],
    quotations: [],
  });
  const verification = verificationOf(model, 'https://mingjian.example.cn');
  const text = (await pagesOf(await renderPdf(resolveDocument(model, 'zh-CN'), verification))).join('');
  expect(text).toMatch(/图中1题中最低的是“T-02/u);
  expect(text).not.toMatch(/NaN|undefined|公众满意度|学生满意度/u);
});
