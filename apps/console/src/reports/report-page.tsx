import { Alert, Tabs } from 'antd';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { CITY_CODE } from '@mingjian/contract/registry';
import type { ReportDetail } from '@mingjian/contract/reports';
import { audience } from '@mingjian/contract/surveys';
import { Facts, HashText, PageHeader, QueryView } from '../components';
import { useCountyName } from '../cycles/requests';
import { useLanguage } from '../language';
import { useCommon } from '../language/common';
import { NO_NUMBER, useFormats } from '../language/formats';
import { usePerson } from '../session/requests';
import { Comments } from './comments';
import { Decisions } from './decisions';
import { Downloads } from './downloads';
import { Headline, headlineOf } from './headline';
import { History } from './history';
import { Quotations } from './quotations';
import { ChangesPart } from './reading/changes-part';
import { ReportReading } from './reading/report-reading';
import { ReportStatus } from './report-status';
import { useReport, useReportPage } from './requests';
import { Standing } from './standing';
import { useTexts } from './texts';

export function Component() {
  const { cycleId = '', reportId = '' } = useParams();
  const t = useTexts();
  const countyName = useCountyName();
  const query = useReport(reportId);
  const titleOf = (code: string) =>
    code === CITY_CODE ? countyName(code) : t('frameTitle', { county: countyName(code) });
  return (
    <>
      <PageHeader
        title={query.data ? titleOf(query.data.countyCode) : t('title')}
        back={{ to: `/cycles/${cycleId}/reports`, label: t('toList') }}
        actions={query.data && <Decisions report={query.data} />}
      />
      <QueryView query={query} rows={12}>
        {(report) => <Detail report={report} />}
      </QueryView>
    </>
  );
}

function Detail({ report }: { report: ReportDetail }) {
  const t = useTexts();
  const common = useCommon();
  const formats = useFormats();
  const person = usePerson();
  const [tab, setTab] = useState('read');
  /** Leads from what is said about a part of the report to that part. */
  const show = (blockId: string) => {
    setTab('read');
    requestAnimationFrame(() => document.getElementById(`block-${blockId}`)?.scrollIntoView());
  };
  return (
    <>
      {!report.rendered && <Alert type="info" showIcon title={t('rendering')} />}
      <Standing report={report} onShow={show} />
      <Facts
        items={[
          [common('status'), <ReportStatus key="status" status={report.status} />],
          [t('version'), <Versions key="version" report={report} />],
          [t('submittedAt'), formats.moment(report.submittedAt)],
          [
            t('acceptedAt'),
            <span key="accepted">
              {formats.moment(report.acceptedAt)}
              {report.acceptedBy && <span className="fact-by">{report.acceptedBy}</span>}
            </span>,
          ],
          [common('hash'), <Hash key="hash" report={report} />],
        ]}
      />
      <div className="headlines">
        {audience.options.map((each) => (
          <div key={each}>
            <span className="hint">
              {common(`audience.${each}`)} · {t('index')}
            </span>
            <Headline estimate={headlineOf(report, each)} />
          </div>
        ))}
      </div>
      <Tabs
        activeKey={tab}
        onChange={setTab}
        items={[
          { key: 'read', label: t('read'), children: <ReportReading report={report} /> },
          {
            key: 'comments',
            label: report.comments.length > 0 ? `${t('comments')} ${report.comments.length}` : t('comments'),
            children: <Comments report={report} onShow={show} />,
          },
          ...(person.role === 'county'
            ? []
            : [{ key: 'changes', label: t('changesTab'), children: <ChangesPart report={report} /> }]),
          ...(person.role === 'agency' && report.model.opinions.length > 0
            ? [{ key: 'quotations', label: t('quotations'), children: <Quotations report={report} /> }]
            : []),
          { key: 'downloads', label: t('downloads'), children: <Downloads report={report} /> },
          { key: 'history', label: t('history'), children: <History report={report} /> },
        ]}
      />
    </>
  );
}

/** This version, and the way to the others. */
function Versions({ report }: { report: ReportDetail }) {
  const t = useTexts();
  return (
    <>
      {t('versionNumber', { n: report.version })}
      {report.versions
        .filter(({ id }) => id !== report.id)
        .map(({ id, version, status }) => (
          <Link key={id} className="fact-by" to={`../${id}`} relative="path">
            {t('versionNumber', { n: version })} · {t(`status.${status}`)}
          </Link>
        ))}
    </>
  );
}

/** The hash that stands on the report's cover, and where anybody who holds it may check it. */
function Hash({ report }: { report: ReportDetail }) {
  const t = useTexts();
  const hash = useReportPage(report, useLanguage()).data?.hash;
  if (hash === undefined) return NO_NUMBER;
  return (
    <>
      <HashText hash={hash} />
      {report.status === 'accepted' && (
        <Link className="fact-by" to={`/verify/${hash}`}>
          {t('verifyHere')}
        </Link>
      )}
    </>
  );
}
