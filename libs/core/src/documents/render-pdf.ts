import { linesOf } from './table-widths';
import { headLines } from './head-lines';
import { drawingSize, printedSize } from './drawing-size';
import { printable, printableSvg } from './printable';
import template from './report.typ?raw';
import type { ResolvedDocument } from './resolve-document';
import { compileTypst, type TypstOrder } from './typst-process';
import { qrSvg, verificationWords, type Verification } from './verification';

/** Lines of a table that a page break leaves whole. */
const SHORT = 9;

/**
 * A report, or any document whose words and numbers are given, as a PDF of A4 pages. The same document gives the same
 * bytes: no clock is read.
 *
 * @param verification null for a document that no page verifies
 * @throws Error when the compiler or its fonts are missing, or it fails
 */
export async function renderPdf(
  document: ResolvedDocument,
  verification: Verification | null,
): Promise<Buffer> {
  return compileTypst(pdfOrder(document, verification));
}

/** What the compiler is given for a document: the template, the words, and the drawings. */
export function pdfOrder(document: ResolvedDocument, verification: Verification | null): TypstOrder {
  const { language } = document;
  const figures: [string, string][] = [
    ['/verification.svg', verification ? qrSvg(verification.address) : ''],
  ];
  const file = (svg: string) => {
    const path = `/figure-${figures.length}.svg`;
    figures.push([path, svg]);
    return path;
  };
  const blocks = document.blocks.map((block) => {
    if (block.kind === 'table')
      return {
        ...block,
        head: block.head.map(headLines),
        long: linesOf(block, language) > SHORT,
        rows: block.rows.map(({ mark, cells }) => ({ mark, cells: cells.map(({ text }) => text) })),
      };
    if (block.kind === 'paragraph') {
      const { kind, id, text, notes } = block;
      return { kind, id, text, notes };
    }
    if (block.kind !== 'figure') return block;
    const { kind, id, caption, alt, sentence, svg, notes, paged } = block;
    const { continued, strips } = paged;
    const words = { kind, id, caption, continued, alt, notes: [sentence, ...notes] };
    if (strips.body.length > 1) {
      const [head, foot] = [strips.head && file(strips.head), strips.foot && file(strips.foot)];
      return { ...words, head, body: strips.body.map(file), foot, part: 1 };
    }
    const size = drawingSize(svg);
    return {
      ...words,
      head: null,
      body: [file(svg)],
      foot: null,
      part: printedSize(size).width / size.width,
    };
  });
  const content = {
    ...document,
    blocks,
    verification: verification && { ...verificationWords(language), ...verification },
  };
  const json = JSON.stringify(content, (_key, value: unknown) =>
    typeof value === 'string' ? printable(value, language) : value,
  );
  const drawings = figures.map(([path, svg]): [string, string] => [path, printableSvg(svg, language)]);
  return { template, files: [['/document.json', json], ...drawings] };
}
