import type { Language } from '@mingjian/contract/localized';
import type { ReportModel } from '@mingjian/contract/reports';
import { plainText } from './plain-text';
import template from './report.typ?raw';
import { resolveDocument } from './resolve-document';
import { compileTypst } from './typst-process';

/**
 * The report as a PDF of A4 pages. The same model gives the same bytes: no clock is read.
 *
 * @throws Error when the compiler or its fonts are missing, or it fails
 */
export async function renderPdf(model: ReportModel, language: Language): Promise<Buffer> {
  const document = resolveDocument(model, language, 'print');
  const figures: [string, string][] = [];
  const blocks = document.blocks.map((block) => {
    if (block.kind !== 'figure') return block;
    const { kind, id, caption, alt, sentence, svg, notes } = block;
    const path = `/figure-${figures.length + 1}.svg`;
    figures.push([path, svg]);
    return { kind, id, caption, alt, sentence, notes, path };
  });
  // Under the county's name the cover repeats only the rest of the title.
  const heading = document.title.startsWith(document.county)
    ? document.title.slice(document.county.length).replace(/^[\s,:\uff0c\uff1a]+/u, '')
    : document.title;
  const content = { ...document, blocks, heading, author: plainText(model.agency) };
  // The face sets curly quotes as wide as a Chinese character, which tears English words apart.
  const straighten = language === 'en';
  const json = JSON.stringify(content, (_key, value: unknown) =>
    straighten && typeof value === 'string' ? withStraightQuotes(value, '"') : value,
  );
  const drawings = figures.map(([path, svg]): [string, string] => [
    path,
    straighten ? withStraightQuotes(svg, '&quot;') : svg,
  ]);
  return compileTypst({ template, files: [['/document.json', json], ...drawings] });
}

function withStraightQuotes(text: string, double: string): string {
  return text.replace(/[‘’]/gu, "'").replace(/[“”]/gu, double);
}
