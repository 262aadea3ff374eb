import { Alert, Button } from 'antd';
import type { ReportDetail } from '@mingjian/contract/reports';
import { QueryView, Section } from '../components';
import { useCommon } from '../language/common';
import { useAction } from '../wire';
import { releaseQuotations, useQuotations } from './requests';
import { useTexts } from './texts';

/** 留言摘录: read before they are released, taken back while the report may still be edited. */
export function Quotations({ report }: { report: ReportDetail }) {
  const t = useTexts();
  const common = useCommon();
  const query = useQuotations(report);
  const refresh = [
    ['report', report.id],
    ['cycle', report.cycleId],
  ];
  const isOpen = report.status === 'draft' || report.status === 'returned';
  const send = useAction(
    (released: boolean) => releaseQuotations(report.id, { released, revision: report.revision }),
    { refresh, done: t('quotationsReleased') },
  );
  return (
    <Section title={t('quotations')}>
      <p className="hint">{t('quotationsAbout')}</p>
      <QueryView query={query}>
        {({ released, quotations }) => (
          <>
            {released && <Alert type="info" showIcon title={t('quotationsIn')} />}
            {quotations.length === 0 && <p>{t('quotationsNone')}</p>}
            <ul>
              {quotations.map(({ audience, text }) => (
                <li key={`${audience} ${text}`}>
                  <span className="hint">{common(`audience.${audience}`)}</span> <q>{text}</q>
                </li>
              ))}
            </ul>
            {isOpen && quotations.length > 0 && (
              <Button loading={send.isPending} onClick={() => send.run(!released)}>
                {released ? t('quotationsWithdraw') : t('quotationsRelease')}
              </Button>
            )}
          </>
        )}
      </QueryView>
    </Section>
  );
}
