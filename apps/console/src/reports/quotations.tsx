import { Alert, Button } from 'antd';
import type { ReportDetail } from '@mingjian/contract/reports';
import { QueryView, Section } from '../components';
import { useLocalized } from '../language';
import { useCommon } from '../language/common';
import { useAction } from '../wire';
import { releaseQuotations, useQuotations } from './requests';
import { useTexts } from './texts';

/** 留言摘录: read before they are released, taken back while the report may still be edited. */
export function Quotations({ report }: { report: ReportDetail }) {
  const t = useTexts();
  const common = useCommon();
  const localized = useLocalized();
  const query = useQuotations(report);
  const refresh = [
    ['report', report.id],
    ['cycle', report.cycleId],
  ];
  const released = query.data?.released ?? false;
  const isOpen = report.status === 'draft' || report.status === 'returned';
  const send = useAction(
    (released: boolean) => releaseQuotations(report.id, { released, revision: report.revision }),
    { refresh, done: released ? t('quotationsWithdrawn') : t('quotationsReleased') },
  );
  return (
    <Section title={t('quotations')}>
      <p className="hint">{t('quotationsAbout')}</p>
      <QueryView query={query}>
        {({ quotations }) => (
          <>
            {released && <Alert type="info" showIcon title={t('quotationsIn')} />}
            {!released && !isOpen && quotations.length > 0 && (
              <Alert type="info" showIcon title={t('quotationsLeftOut')} />
            )}
            {quotations.length === 0 && <p>{t('quotationsNone')}</p>}
            <ul className="quotations">
              {quotations.map(({ audience, evidence, themeName, text }) => (
                <li key={`${audience} ${evidence ?? ''} ${text}`}>
                  <span className="hint">
                    {common(`audience.${audience}`)} · {localized(themeName)}
                    {evidence && ` · ${t('quotationOpenLink')}`}
                  </span>
                  <q>{text}</q>
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
