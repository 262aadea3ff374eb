import { Alert, Button } from 'antd';
import { Link } from 'react-router';
import type { ReportDetail } from '@mingjian/contract/reports';
import { useCommon } from '../language/common';
import { useFormats } from '../language/formats';
import { usePerson } from '../session/requests';
import { useChanges } from './requests';
import { useTexts } from './texts';
import { typedParagraphs } from './typed-paragraphs';

/** What a reader must know of this version before reading on: why it came back, what it corrects, what holds instead. */
export function Standing({ report, onShow }: { report: ReportDetail; onShow: (blockId: string) => void }) {
  const t = useTexts();
  const common = useCommon();
  const formats = useFormats();
  const person = usePerson();
  const { staleParagraphs, threads } = report.open;
  const open = report.status !== 'accepted' && person.role !== 'county';
  const last = report.history.at(-1);
  const [first] = report.history;
  const corrects = first?.from === null ? first.reason : null;
  const accepted = report.versions.filter(({ id, status }) => id !== report.id && status === 'accepted');
  const newer = accepted.find(({ version }) => version > report.version);
  const holding = report.status === 'accepted' ? undefined : accepted[0];
  const few = useChanges(report, open ? holding?.id : undefined).data?.fewApart ?? [];
  const link = (to: ReportDetail['versions'][number]) => (
    <Link to={`../${to.id}`} relative="path">
      {t('versionNumber', { n: to.version })}
    </Link>
  );
  return (
    <div className="standing">
      {newer && (
        <Alert type="warning" showIcon title={t('superseded', { n: newer.version })} action={link(newer)} />
      )}
      {report.status === 'returned' && last?.to === 'returned' && (
        <Alert
          type="error"
          showIcon
          title={t('returnedBy', { by: last.actor, at: formats.moment(last.at) })}
          description={<span className="prose">{last.reason}</span>}
        />
      )}
      {corrects !== null && <Alert type="info" showIcon title={t('correction', { reason: corrects })} />}
      {holding && (
        <Alert type="info" showIcon title={t('holding', { n: holding.version })} action={link(holding)} />
      )}
      {open && holding && few.length > 0 && (
        <Alert
          type="warning"
          showIcon
          title={t('fewApart', {
            n: holding.version,
            people: few
              .map(({ audience, people }) => `${common(`audience.${audience}`)} ${people}`)
              .join(t('listComma')),
          })}
          description={t('fewApartAbout')}
        />
      )}
      {staleParagraphs > 0 && <Alert type="error" showIcon title={t('readyStale', { n: staleParagraphs })} />}
      {open && threads > 0 && <Alert type="warning" showIcon title={t('readyThreads', { n: threads })} />}
      {open &&
        typedParagraphs(report).map(({ id, digits }) => (
          <Alert
            key={id}
            type="warning"
            showIcon
            title={t('typedHere', { digits: digits.join(t('listComma')) })}
            action={
              <Button size="small" onClick={() => onShow(id)}>
                {t('showInReport')}
              </Button>
            }
          />
        ))}
    </div>
  );
}
