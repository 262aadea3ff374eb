import type { Block, ReportComment } from '@mingjian/contract/reports';

/** Threads that nobody has settled: opening comments without a mark. */
export function openThreads(comments: readonly Pick<ReportComment, 'replyTo' | 'resolved'>[]): number {
  return comments.filter(({ replyTo, resolved }) => replyTo === null && resolved === null).length;
}

/** Ids of edited paragraphs whose numbers have changed since somebody wrote them. */
export function staleParagraphs(blocks: readonly Block[]): string[] {
  return blocks.flatMap((block) => (block.kind === 'paragraph' && block.edited?.stale ? [block.id] : []));
}
