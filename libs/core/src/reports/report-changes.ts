import type { Language } from '@mingjian/contract/localized';
import type { ReportChange, ReportModel } from '@mingjian/contract/reports';
import { resolveDocument, type ResolvedBlock } from '../documents';

type Named = Extract<ResolvedBlock, { id: string }>;

/** Between the cells of a table's row. */
export const cellEdge = ' | ';
/** How much of a paragraph names it. */
const titleLength = 24;

/**
 * What a reader would find different between two versions of a report, in the reading order of the later one: changed
 * words, rows and figures. Numbering of captions does not count.
 */
export function reportChanges(before: ReportModel, after: ReportModel, language: Language): ReportChange[] {
  const [earlier, later] = [before, after].map((model) => namedBlocks(model, language));
  const old = new Map(earlier?.map((block) => [block.id, block]));
  const changes = (later ?? []).flatMap((block): ReportChange[] => {
    const was = old.get(block.id);
    old.delete(block.id);
    if (was?.kind !== block.kind)
      return [{ ...named(block), change: 'added', before: [], after: linesOf(block) }];
    const [beforeLines, afterLines] = differing(linesOf(was), linesOf(block));
    if (beforeLines.length === 0 && afterLines.length === 0) return [];
    return [{ ...named(block), change: 'changed', before: beforeLines, after: afterLines }];
  });
  const removed = [...old.values()].map((block): ReportChange => ({
    ...named(block),
    change: 'removed',
    before: linesOf(block),
    after: [],
  }));
  return [...changes, ...removed];
}

function namedBlocks(model: ReportModel, language: Language): Named[] {
  return resolveDocument(model, language).blocks.filter((block): block is Named => 'id' in block);
}

function named(block: Named): Pick<ReportChange, 'blockId' | 'kind' | 'title'> {
  const title = block.kind === 'paragraph' ? beginning(block.text) : withoutNumber(block.caption);
  return { blockId: block.id, kind: block.kind, title };
}

const beginning = (text: string) => (text.length > titleLength ? `${text.slice(0, titleLength)}…` : text);
/** `表3　…` and `Table 3. …` without what only counts. */
const withoutNumber = (caption: string) =>
  caption.replace(/^(?:[图表]\d+\u3000|(?:Figure|Table) \d+\. )/u, '');

/** A paragraph is one line, a table a line a row, a figure what is said of it. */
function linesOf(block: Named): string[] {
  if (block.kind === 'paragraph') return [block.text];
  if (block.kind === 'figure') return [withoutNumber(block.caption), block.sentence];
  return [
    withoutNumber(block.caption),
    ...block.rows.map(({ cells }) => cells.map(({ text }) => text).join(cellEdge)),
  ];
}

/** Lines of each side that the other does not have; a moved line is no change. */
function differing(before: readonly string[], after: readonly string[]): [string[], string[]] {
  const [inBefore, inAfter] = [new Set(before), new Set(after)];
  return [before.filter((line) => !inAfter.has(line)), after.filter((line) => !inBefore.has(line))];
}
