import { renderDocx, resolveDocument, verificationOf } from '@mingjian/core/documents';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { beforeAll, expect, test } from 'vitest';
import { docxContent, lostFrom, type DocxContent } from './docx-content';
import { inventedModels } from './invented-models';

let docx: Uint8Array;
let content: DocxContent;

beforeAll(async () => {
  const [model] = inventedModels(1, 1, 500);
  if (!model) throw new Error('no county was invented');
  docx = await renderDocx(resolveDocument(model, 'zh-CN'), verificationOf(model, 'http://127.0.0.1'));
  content = docxContent(docx);
});

function changed(edit: (xml: string) => string): DocxContent {
  const parts = unzipSync(docx);
  const xml = strFromU8(parts['word/document.xml'] ?? new Uint8Array());
  return docxContent(zipSync({ ...parts, 'word/document.xml': strToU8(edit(xml)) }));
}

test('a report has every kind of content', () => {
  for (const [kind, found] of Object.entries(content)) expect(found.length, kind).toBeGreaterThan(0);
  expect(content.contents.length).toBe(
    content.headings.filter((each) => !each.startsWith('heading 3')).length,
  );
  expect(content.alternatives.length).toBe(content.pictures.length);
});

test('what an office drops is told by its kind', () => {
  const without = (pattern: RegExp) => changed((xml) => xml.replace(pattern, ''));
  const kinds = (is: DocxContent) =>
    (Object.keys(content) as (keyof DocxContent)[]).filter(
      (kind) => lostFrom(content[kind], is[kind]).length > 0,
    );
  expect(kinds(without(/ descr="[^"]+"/u))).toEqual(['alternatives']);
  expect(kinds(without(/<w:tblHeader\/>/u))).toEqual(['tables']);
  expect(kinds(without(/<w:pStyle w:val="Heading1"\/>/u))).toEqual(['headings']);
  expect(kinds(without(/<w:tbl>[\s\S]*?<\/w:tbl>/u))).toEqual(['paragraphs', 'tables', 'cells']);
});

test('what is there twice is missed when one is gone', () => {
  expect(lostFrom(['a', 'b', 'a'], ['a', 'b'])).toEqual(['a']);
  expect(lostFrom(['a'], ['a', 'c'])).toEqual([]);
});

test('a file that is no Word document is refused', () => {
  expect(() => docxContent(zipSync({ 'a.txt': strToU8('a') }))).toThrow(/no Word document/u);
});
