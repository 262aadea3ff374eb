import type { Language } from '@mingjian/contract/localized';
import type { PageBlock, ParagraphEdit, ReportModel, ReportPage } from '@mingjian/contract/reports';
import { inWebFace } from '@mingjian/figures/svg';
import { canonicalHash } from '../platform';
import { resolveDocument } from './resolve-document';

/** The report as the console shows it: as the web page, but every value still says where it comes from. */
export function reportPage(model: ReportModel, language: Language): Omit<ReportPage, 'otherVersion'> {
  const { title, blocks } = resolveDocument(model, language);
  return {
    language,
    title,
    hash: canonicalHash(model),
    blocks: blocks.flatMap((block): PageBlock[] => {
      switch (block.kind) {
        case 'page-break':
          return [];
        case 'heading':
        case 'note':
          return [block];
        case 'figure': {
          const { kind, id, caption, alt, sentence, svg, notes } = block;
          return [{ kind, id, caption, alt, sentence, svg: inWebFace(svg), notes }];
        }
        case 'paragraph': {
          const { kind, id, parts, notes, edited } = block;
          return [{ kind, id, parts, notes, edited: edited && marksOf(edited) }];
        }
        case 'table': {
          const { kind, id, caption, head, align, notes } = block;
          const rows = block.rows.map(({ mark, cells }) => ({
            mark,
            cells: cells.map(({ parts }) => parts),
          }));
          return [{ kind, id, caption, head, align, rows, notes }];
        }
      }
    }),
  };
}

/** What of an edit its readers are told. */
export function marksOf({ by, at, stale, typedDigits }: ParagraphEdit) {
  return { by, at, stale, typedDigits };
}
