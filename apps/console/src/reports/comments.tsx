import type { ReportDetail } from '@mingjian/contract/reports';
import { EmptyState, Section } from '../components';
import { useLocalized } from '../language';
import { usePerson } from '../session/requests';
import { blockNames } from './block-names';
import { BlockThreads, Thread } from './reading/block-threads';
import { useTexts } from './texts';

/** All threads of a report, by the block that they are about; the whole report first, where one more may be opened. */
export function Comments({ report }: { report: ReportDetail }) {
  const t = useTexts();
  const localized = useLocalized();
  const person = usePerson();
  const open = report.status !== 'accepted' && (person.role === 'office' || person.role === 'agency');
  const blocks = blockNames(report.model.blocks).flatMap((block) => {
    const threads = report.comments.filter((each) => each.blockId === block.id && each.replyTo === null);
    return threads.length === 0 ? [] : [{ ...block, threads }];
  });
  const placed = new Set(blocks.map(({ id }) => id));
  // A recomposed report may no longer have the block that a thread is about; what was said stays readable.
  const homeless = report.comments.filter(
    ({ blockId, replyTo }) => blockId !== null && replyTo === null && !placed.has(blockId),
  );
  return (
    <>
      {report.comments.length === 0 && <EmptyState title={t('commentsNone')} next={t('commentsNoneNext')} />}
      {blocks.map(({ id, kind, text, threads }) => (
        <Section
          key={id}
          title={kind === 'paragraph' ? t('paragraph', { text: localized(text) }) : localized(text)}
        >
          {threads.map((opening) => (
            <Thread key={opening.id} report={report} opening={opening} open={open} />
          ))}
        </Section>
      ))}
      {homeless.length > 0 && (
        <Section title={t('homeless')}>
          {homeless.map((opening) => (
            <Thread key={opening.id} report={report} opening={opening} open={open} />
          ))}
        </Section>
      )}
      <Section title={t('whole')}>
        <BlockThreads report={report} blockId={null} />
      </Section>
    </>
  );
}
