import { createHash } from 'node:crypto';
import { strFromU8, unzipSync } from 'fflate';

/** What a reader of a Word document finds, each as often as it is there. */
export interface DocxContent {
  paragraphs: string[];
  /** With their level. */
  headings: string[];
  captions: string[];
  /** Entries of the table of contents. */
  contents: string[];
  /** As rows × cells, with the heads that are repeated on every page. */
  tables: string[];
  cells: string[];
  /** Bytes of the pictures, by their hash. */
  pictures: string[];
  alternatives: string[];
}

/** @throws Error when the bytes are no Word document */
export function docxContent(docx: Uint8Array): DocxContent {
  const parts = unzipSync(docx);
  const part = (name: string) => strFromU8(parts[name] ?? new Uint8Array());
  const body = part('word/document.xml');
  if (body === '') throw new Error('word/document.xml is missing: this is no Word document');
  const names = new Map(
    all(part('word/styles.xml'), /<w:style [^>]*w:styleId="([^"]*)"[^>]*>\s*<w:name w:val="([^"]*)"/gu).map(
      ([, id = '', name = '']) => [id, name.toLowerCase()],
    ),
  );
  const paragraphs = all(body, /<w:p[ >][\s\S]*?<\/w:p>/gu).map(([xml]) => {
    const [, style = ''] = /<w:pStyle w:val="([^"]*)"/u.exec(xml) ?? [];
    return { style: names.get(style) ?? '', text: textOf(xml) };
  });
  const named = (style: RegExp) => paragraphs.filter((each) => style.test(each.style) && each.text !== '');
  return {
    paragraphs: paragraphs.flatMap(({ text }) => (text === '' ? [] : [text])),
    headings: named(/^heading \d$/u).map(({ style, text }) => `${style}: ${text}`),
    captions: named(/^caption$/u).map(({ text }) => text),
    contents: named(/^toc \d$/u).map(({ style, text }) => `${style}: ${text}`),
    tables: all(body, /<w:tbl>[\s\S]*?<\/w:tbl>/gu).map(([xml]) =>
      [/<w:tr[ >]/gu, /<w:tc>/gu, /<w:tblHeader/gu].map((each) => all(xml, each).length).join(' × '),
    ),
    cells: all(body, /<w:tc>[\s\S]*?<\/w:tc>/gu).map(([xml]) => textOf(xml)),
    pictures: Object.entries(parts)
      .filter(([name]) => name.startsWith('word/media/'))
      .map(([, bytes]) => createHash('sha256').update(bytes).digest('hex').slice(0, 16)),
    alternatives: all(body, /<wp:docPr [^>]*descr="([^"]+)"/gu).map(([, words = '']) => words),
  };
}

/** What was there and is not there any more. */
export function lostFrom(was: readonly string[], is: readonly string[]): string[] {
  const left = new Map<string, number>();
  for (const each of is) left.set(each, (left.get(each) ?? 0) + 1);
  return was.filter((each) => {
    const count = left.get(each) ?? 0;
    left.set(each, count - 1);
    return count <= 0;
  });
}

const all = (text: string, pattern: RegExp) => [...text.matchAll(pattern)];

/** The words of a piece of a document, without the instructions and page numbers of its fields. */
function textOf(xml: string): string {
  return all(xml, /<w:t(?: [^>]*)?>([^<]*)<\/w:t>/gu)
    .map(([, words]) => words)
    .join('')
    .replace(/\s+/gu, ' ')
    .trim();
}
