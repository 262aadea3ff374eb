import { Button } from 'antd';
import type { ReportDetail } from '@mingjian/contract/reports';
import { EmptyState, Section } from '../components';
import { useLocalized } from '../language';
import { usePerson } from '../session/requests';
import { blockNames } from './block-names';
import { Thread, ThreadsOf } from './reading/block-threads';
import { useTexts } from './texts';

/** All threads of a report, by the block that they are about; the whole report last, where one more may be opened. */
export function Comments({ report, onShow }: { report: ReportDetail; onShow: (blockId: string) => void }) {
  const t = useTexts();
  const localized = useLocalized();
  const person = usePerson();
  const open = report.status !== 'accepted' && (person.role === 'office' || person.role === 'agency');
  const openings = report.comments.filter(({ replyTo }) => replyTo === null);
  const blocks = blockNames(report.model.blocks).flatMap((block) => {
    const threads = openings.filter(({ blockId }) => blockId === block.id);
    return threads.length === 0 ? [] : [{ ...block, threads }];
  });
  const placed = new Set(blocks.map(({ id }) => id));
  // A recomposed report may no longer have the block that a thread is about; what was said stays readable.
  const homeless = openings.filter(({ blockId }) => blockId !== null && !placed.has(blockId));
  const onWhole = openings.some(({ blockId }) => blockId === null);
  if (openings.length === 0 && !open) return <EmptyState title={t('commentsNone')} />;
  return (
    <>
      {blocks.map(({ id, kind, text, threads }) => (
        <Section
          key={id}
          title={t(kind, { text: localized(text) })}
          actions={
            <Button size="small" onClick={() => onShow(id)}>
              {t('showInReport')}
            </Button>
          }
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
      {(open || onWhole) && (
        <Section title={t('whole')} about={open ? t('wholeAbout') : undefined}>
          <ThreadsOf report={report} blockId={null} />
        </Section>
      )}
    </>
  );
}
