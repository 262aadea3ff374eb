import { Alert, App, Button, Form, Input, Modal, Tabs } from 'antd';
import { useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import type { Language } from '@mingjian/contract';
import { CITY_CODE } from '@mingjian/contract/registry';
import type { ReportDetail } from '@mingjian/contract/reports';
import { audience } from '@mingjian/contract/surveys';
import { EntryForm, Facts, HashText, PageHeader, QueryView, Section } from '../components';
import { useCountyName } from '../cycles/requests';
import { useCommon } from '../language/common';
import { useFormats } from '../language/formats';
import { usePerson } from '../session/requests';
import { apiPath, useAction, useSend } from '../wire';
import { Comments } from './comments';
import { Headline, headlineOf } from './headline';
import { History } from './history';
import { ChangesPart } from './reading/changes-part';
import { ReportReading } from './reading/report-reading';
import { Quotations } from './quotations';
import { ReportStatus } from './report-status';
import { acceptReport, correctReport, returnReport, submitReport, useReport } from './requests';
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

/** What this person may decide now. */
function Decisions({ report }: { report: ReportDetail }) {
  const t = useTexts();
  const common = useCommon();
  const person = usePerson();
  const { modal } = App.useApp();
  const refresh = [
    ['report', report.id],
    ['cycle', report.cycleId],
  ];
  const submit = useAction(submitReport, { refresh, done: t('submitted') });
  const accept = useAction(acceptReport, { refresh, done: t('accepted') });
  const mayReview = person.role === 'office' && report.status === 'submitted';
  return (
    <>
      {person.role === 'agency' && (report.status === 'draft' || report.status === 'returned') && (
        <Button
          type="primary"
          loading={submit.isPending}
          onClick={() =>
            void modal.confirm({
              title: t('submitAsk'),
              content: t('submitAskMore'),
              okText: t('submit'),
              cancelText: common('cancel'),
              onOk: () => submit.run(report.id),
            })
          }
        >
          {t('submit')}
        </Button>
      )}
      {person.role === 'agency' && report.status === 'accepted' && report.versions[0]?.id === report.id && (
        <Correct report={report} />
      )}
      {mayReview && (
        <>
          <Return report={report} />
          <Button
            type="primary"
            loading={accept.isPending}
            onClick={() =>
              void modal.confirm({
                title: t('acceptAsk'),
                content: t('acceptAskMore'),
                okText: t('accept'),
                cancelText: common('cancel'),
                onOk: () => accept.run(report.id),
              })
            }
          >
            {t('accept')}
          </Button>
        </>
      )}
    </>
  );
}

function Return({ report }: { report: ReportDetail }) {
  const t = useTexts();
  const [open, setOpen] = useState(false);
  const send = useSend((values: { reason: string }) => returnReport(report.id, values.reason), {
    refresh: [
      ['report', report.id],
      ['cycle', report.cycleId],
    ],
    done: t('returned'),
    onDone: () => setOpen(false),
  });
  return (
    <>
      <Button danger onClick={() => setOpen(true)}>
        {t('return')}
      </Button>
      <Modal open={open} onCancel={() => setOpen(false)} footer={null} title={t('return')} destroyOnHidden>
        <p className="hint">{t('returnAbout')}</p>
        <EntryForm<{ reason: string }>
          send={(values) => send.mutateAsync(values)}
          error={send.error}
          pending={send.isPending}
          sendText={t('return')}
          danger
        >
          <Form.Item name="reason" label={t('reason')} rules={[{ required: true, whitespace: true }]}>
            <Input.TextArea maxLength={4000} showCount autoSize={{ minRows: 4 }} />
          </Form.Item>
        </EntryForm>
      </Modal>
    </>
  );
}

function Correct({ report }: { report: ReportDetail }) {
  const t = useTexts();
  const navigate = useNavigate();
  const [open, setOpen] = useState(false);
  const send = useSend((values: { reason: string }) => correctReport(report.id, values.reason), {
    refresh: [['cycle', report.cycleId]],
    done: t('corrected'),
    onDone: ({ id }) => {
      setOpen(false);
      void navigate(`/cycles/${report.cycleId}/reports/${id}`);
    },
  });
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t('correct')}</Button>
      <Modal open={open} onCancel={() => setOpen(false)} footer={null} title={t('correct')} destroyOnHidden>
        <p className="hint">{t('correctAbout')}</p>
        <EntryForm<{ reason: string }>
          send={(values) => send.mutateAsync(values)}
          error={send.error}
          pending={send.isPending}
          sendText={t('correct')}
        >
          <Form.Item name="reason" label={t('reason')} rules={[{ required: true, whitespace: true }]}>
            <Input.TextArea maxLength={4000} showCount autoSize={{ minRows: 3 }} />
          </Form.Item>
        </EntryForm>
      </Modal>
    </>
  );
}

function Detail({ report }: { report: ReportDetail }) {
  const t = useTexts();
  const common = useCommon();
  const formats = useFormats();
  const person = usePerson();
  const { staleParagraphs, threads } = report.open;
  return (
    <>
      {!report.rendered && <Alert type="info" showIcon title={t('rendering')} />}
      {staleParagraphs > 0 && <Alert type="error" showIcon title={t('readyStale', { n: staleParagraphs })} />}
      {threads > 0 && report.status !== 'accepted' && (
        <Alert type="warning" showIcon title={t('readyThreads', { n: threads })} />
      )}
      <Facts
        items={[
          [common('status'), <ReportStatus key="status" status={report.status} />],
          [t('version'), t('versionNumber', { n: report.version })],
          [t('submittedAt'), formats.moment(report.submittedAt)],
          [
            t('acceptedAt'),
            report.acceptedAt ? `${formats.moment(report.acceptedAt)} · ${report.acceptedBy ?? ''}` : '—',
          ],
          [common('hash'), <HashText key="hash" hash={report.hash} />],
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
        items={[
          { key: 'read', label: t('read'), children: <ReportReading report={report} /> },
          {
            key: 'comments',
            label: `${t('comments')} ${report.comments.length > 0 ? report.comments.length : ''}`,
            children: <Comments report={report} />,
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

function Downloads({ report }: { report: ReportDetail }) {
  const t = useTexts();
  const formats = useFormats();
  const languages: [Language, string][] = [
    ['zh-CN', '中文'],
    ['en', 'English'],
  ];
  return (
    <Section title={t('downloads')}>
      <ul className="downloads">
        {report.files.map((file) => (
          <li key={`${file.format}-${file.language}`}>
            <a
              href={apiPath(`/reports/${report.id}/files/${file.format}`, { lang: file.language })}
              download={`${report.countyCode}-${file.language}.${file.format}`}
            >
              {t(file.format)} · {languages.find(([code]) => code === file.language)?.[1]}
            </a>
            <span className="hint">{formats.number(Math.ceil(file.bytes / 1024))} KB</span>
            <HashText hash={file.sha256} />
          </li>
        ))}
      </ul>
    </Section>
  );
}
