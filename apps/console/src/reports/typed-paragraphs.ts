import type { ReportDetail } from '@mingjian/contract/reports';

/** Rewritten paragraphs with digits that refer to no result, in reading order. */
export function typedParagraphs({ model }: ReportDetail): { id: string; digits: string[] }[] {
  return model.blocks.flatMap((block) =>
    block.kind === 'paragraph' && block.edited && block.edited.typedDigits.length > 0
      ? [{ id: block.id, digits: block.edited.typedDigits }]
      : [],
  );
}
