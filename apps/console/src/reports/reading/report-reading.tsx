import { Alert, Button, Segmented } from 'antd';
import { useEffect, useState } from 'react';
import type { Language } from '@mingjian/contract';
import type { ReportDetail } from '@mingjian/contract/reports';
import { QueryView } from '../../components';
import { useLanguage } from '../../language';
import { usePerson } from '../../session/requests';
import { useReportPage } from '../requests';
import { useTexts } from '../texts';
import { BlockThreads } from './block-threads';
import type { Chosen } from './chosen';
import { PageBlocks } from './page-blocks';
import { ParagraphEditor } from './paragraph-editor';
import { useReadingTexts } from './texts';
import { ValueTrace } from './value-trace';

/** The report to be read closely: each number leads to its source, each block to what is said about it. */
export function ReportReading({ report }: { report: ReportDetail }) {
  const t = useTexts();
  const reading = useReadingTexts();
  const person = usePerson();
  const [language, setLanguage] = useState<Language>(useLanguage());
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const query = useReportPage(report, language);
  // The panel takes its room from the page: what it is about stays in sight.
  useEffect(() => {
    if (chosen !== null)
      document.activeElement?.closest('.report-value, .report-block')?.scrollIntoView({ block: 'nearest' });
  }, [chosen]);
  const open = report.status !== 'accepted';
  const may = {
    comment: open && (person.role === 'office' || person.role === 'agency'),
    edit: person.role === 'agency' && (report.status === 'draft' || report.status === 'returned'),
  };
  return (
    <div className="stack">
      <div className="reading-tools">
        <Segmented
          aria-label={t('readIn')}
          value={language}
          onChange={setLanguage}
          options={[
            { value: 'zh-CN', label: '中文' },
            { value: 'en', label: 'English' },
          ]}
        />
        <span className="hint">
          {reading(may.edit ? 'hint' : may.comment ? 'hintReviewer' : 'hintReader')}
        </span>
      </div>
      {!open && query.data?.otherVersion != null && (
        <Alert type="info" showIcon title={reading('otherVersion', { version: query.data.otherVersion })} />
      )}
      <div className={chosen ? 'reading with-panel' : 'reading'}>
        <QueryView query={query} rows={14}>
          {(page) => (
            <PageBlocks
              page={page}
              comments={report.comments}
              may={may}
              chosen={chosen}
              onChoose={setChosen}
            />
          )}
        </QueryView>
        {chosen && (
          <aside className="reading-panel" aria-live="polite">
            <div className="reading-panel-close">
              <Button size="small" onClick={() => setChosen(null)}>
                {reading('close')}
              </Button>
            </div>
            {chosen.kind === 'value' && <ValueTrace report={report} value={chosen} />}
            {chosen.kind === 'threads' && (
              <BlockThreads key={chosen.blockId} report={report} blockId={chosen.blockId} />
            )}
            {chosen.kind === 'editor' && (
              <ParagraphEditor
                key={chosen.blockId}
                report={report}
                blockId={chosen.blockId}
                onDone={() => setChosen(null)}
              />
            )}
          </aside>
        )}
      </div>
    </div>
  );
}
