import { Select } from 'antd';
import { useState } from 'react';
import type { PageBlock, ReportSummary } from '@mingjian/contract/reports';
import { ProblemView, Section } from '../components';
import { useCountyName } from '../cycles/requests';
import { useLanguage } from '../language';
import { PlainBlock } from './reading/page-blocks';
import { useReportPages } from './requests';
import { useTexts } from './texts';

type Named = Extract<PageBlock, { id: string }>;

/** The same paragraph, figure or table of several reports, a column a county in the order of division codes. */
export function SideBySideReading({ reports }: { reports: ReportSummary[] }) {
  const t = useTexts();
  const countyName = useCountyName();
  const pages = useReportPages(reports, useLanguage());
  const blocks = pages.map(({ data }) =>
    (data?.blocks ?? []).filter((block): block is Named => 'id' in block),
  );
  const names = new Map(blocks.flat().map((block) => [block.id, nameOf(block)]));
  const [blockId, setBlockId] = useState('summary-audiences');
  const failed = pages.find(({ error }) => error !== null);
  return (
    <Section title={t('readTogether')} about={t('readTogetherAbout')}>
      {failed && <ProblemView error={failed.error} onRetry={() => void failed.refetch()} />}
      <Select
        className="compare-choice"
        aria-label={t('readTogetherChoose')}
        showSearch={{ optionFilterProp: 'label' }}
        value={blockId}
        onChange={setBlockId}
        options={[...names].map(([value, label]) => ({ value, label }))}
      />
      <div
        className="together"
        tabIndex={0}
        role="group"
        aria-label={names.get(blockId) ?? t('readTogether')}
      >
        {reports.map((report, index) => {
          const block = blocks[index]?.find(({ id }) => id === blockId);
          return (
            <section key={report.id} aria-label={countyName(report.countyCode)}>
              <h3>{countyName(report.countyCode)}</h3>
              {block ? <PlainBlock block={block} /> : <p className="hint">{t('readTogetherNone')}</p>}
            </section>
          );
        })}
      </div>
    </Section>
  );
}

const nameLength = 30;

/** A caption without its number, which differs from county to county; the first words of a paragraph. */
function nameOf(block: Named): string {
  if (block.kind !== 'paragraph')
    return block.caption.replace(/^(?:[图表]\d+\u3000|(?:Figure|Table) \d+\. )/u, '');
  const text = block.parts.map((part) => (part.ref === null ? part.text : '…')).join('');
  return text.length > nameLength ? `${text.slice(0, nameLength)}…` : text;
}
