import { inWebFace } from '@mingjian/figures/svg';
import { pageStyle } from './page-style';
import type { ResolvedBlock, ResolvedDocument } from './resolve-document';
import { verificationWords, type Verification } from './verification';

/** The report as one self-contained web page: no script, nothing fetched, ready to print. */
export function renderHtml(document: ResolvedDocument, verification: Verification): string {
  const { language, title, blocks } = document;
  return `<!doctype html>
<html lang="${language === 'en' ? 'en' : 'zh-CN'}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
<title>${escapeHtml(title)}</title>
<style>${pageStyle}</style>
</head>
<body>
<header>${cover(document, verification)}</header>
<main>
${inSections(blocks).join('\n')}
</main>
</body>
</html>
`;
}

/** Text as HTML text or attribute value. */
function escapeHtml(text: string): string {
  return text.replace(
    /[&<>"']/gu,
    (character) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[character] ?? '&#39;',
  );
}

function cover(
  { language, cycle, title, cover: lines }: ResolvedDocument,
  { hash, address }: Verification,
): string {
  const items = lines
    .map(({ label, value }) => `<div><dt>${escapeHtml(label)}</dt><dd>${escapeHtml(value)}</dd></div>`)
    .join('');
  return `<p class="cycle">${escapeHtml(cycle)}</p><h1>${escapeHtml(title)}</h1><dl>${items}<div><dt>${escapeHtml(verificationWords(language).label)}</dt><dd class="hash"><a href="${escapeHtml(address)}">${hash}</a></dd></div></dl>`;
}

/** A section for each level-1 heading, so that a reader's tools can jump between them. */
function inSections(blocks: readonly ResolvedBlock[]): string[] {
  const out: string[] = [];
  let open = false;
  blocks.forEach((block, index) => {
    if (block.kind === 'heading' && block.level === 1) {
      if (open) out.push('</section>');
      out.push(`<section aria-labelledby="h-${index}">`);
      open = true;
    }
    out.push(html(block, index));
  });
  if (open) out.push('</section>');
  return out;
}

function html(block: ResolvedBlock, index: number): string {
  switch (block.kind) {
    case 'heading':
      return `<h${block.level + 1} id="h-${index}">${escapeHtml(block.text)}</h${block.level + 1}>`;
    case 'paragraph':
      return `<p id="${escapeHtml(block.id)}">${escapeHtml(block.text)}</p>${notes(block.notes)}`;
    case 'note':
      return notes([block.text]);
    case 'page-break':
      return '<hr class="page">';
    case 'figure':
      return `<figure id="${escapeHtml(block.id)}"><div class="wide" tabindex="0" role="group" aria-label="${escapeHtml(block.caption)}">${picture(inWebFace(block.svg), block.alt)}</div><figcaption>${escapeHtml(block.caption)}</figcaption>${notes([block.sentence, ...block.notes])}</figure>`;
    case 'table':
      return tableHtml(block);
  }
}

/** The SVG as an image with a text alternative; it scales with its frame. */
function picture(svg: string, alt: string): string {
  return svg.replace('<svg ', `<svg role="img" aria-label="${escapeHtml(alt)}" `);
}

function tableHtml(block: Extract<ResolvedBlock, { kind: 'table' }>): string {
  const sum = block.widths.reduce((total, width) => total + width, 0);
  const columns = block.widths.map((width) => `<col style="width:${((100 * width) / sum).toFixed(2)}%">`);
  const side = (column: number) => ` class="${block.align[column] ?? 'left'}"`;
  const head = block.head.map((words, at) => `<th scope="col"${side(at)}>${escapeHtml(words)}</th>`).join('');
  const groups: string[][] = [[]];
  for (const { mark, cells } of block.rows) {
    if (mark === 'group') {
      groups.push([
        `<tr class="group"><th scope="rowgroup" colspan="${block.head.length}">${escapeHtml(cells[0]?.text ?? '')}</th></tr>`,
      ]);
      continue;
    }
    const row = cells.map((cell, at) =>
      at === 0
        ? `<th scope="row"${side(at)}>${escapeHtml(cell.text)}</th>`
        : `<td${side(at)}>${escapeHtml(cell.text)}</td>`,
    );
    groups.at(-1)?.push(`<tr${mark === 'attention' ? ' class="attention"' : ''}>${row.join('')}</tr>`);
  }
  const bodies = groups.filter((rows) => rows.length > 0).map((rows) => `<tbody>${rows.join('\n')}</tbody>`);
  return `<div class="table" id="${escapeHtml(block.id)}"><div class="wide" tabindex="0" role="group" aria-label="${escapeHtml(block.caption)}"><table><caption><span>${escapeHtml(block.caption)}</span></caption><colgroup>${columns.join('')}</colgroup><thead><tr>${head}</tr></thead>${bodies.join('')}</table></div>${notes(block.notes)}</div>`;
}

function notes(lines: readonly string[]): string {
  return lines.map((line) => `<p class="note">${escapeHtml(line)}</p>`).join('');
}
