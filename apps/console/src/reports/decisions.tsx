import { App, Button, Form, Input, Modal } from 'antd';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import type { ReportDetail } from '@mingjian/contract/reports';
import { EntryForm } from '../components';
import { useCommon } from '../language/common';
import { usePerson } from '../session/requests';
import { useAction, useSend } from '../wire';
import { acceptReport, correctReport, returnReport, submitReport } from './requests';
import { useTexts } from './texts';
import { typedParagraphs } from './typed-paragraphs';

/** What this person may decide now. */
export function Decisions({ report }: { report: ReportDetail }) {
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
              onOk: () => submit.run(report),
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
                content: <BeforeAccepting report={report} />,
                okText: t('accept'),
                cancelText: common('cancel'),
                onOk: () => accept.run(report),
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

/** What would be locked with it is said once more. */
function BeforeAccepting({ report }: { report: ReportDetail }) {
  const t = useTexts();
  const { threads } = report.open;
  const typed = typedParagraphs(report).length;
  return (
    <>
      <p>{t('acceptAskMore')}</p>
      {threads > 0 && <p>{t('readyThreads', { n: threads })}</p>}
      {typed > 0 && <p>{t('readyTyped', { n: typed })}</p>}
    </>
  );
}

interface Reason {
  reason: string;
}

function Return({ report }: { report: ReportDetail }) {
  const t = useTexts();
  const [open, setOpen] = useState(false);
  const send = useSend(({ reason }: Reason) => returnReport(report, reason), {
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
      {open && (
        <ReasonDialog
          title={t('return')}
          about={t('returnAbout')}
          danger
          send={send}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  );
}

function Correct({ report }: { report: ReportDetail }) {
  const t = useTexts();
  const navigate = useNavigate();
  const [open, setOpen] = useState(false);
  const send = useSend(({ reason }: Reason) => correctReport(report.id, reason), {
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
      {open && (
        <ReasonDialog
          title={t('correct')}
          about={t('correctAbout')}
          send={send}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  );
}

/** What is decided against a report is decided with a reason. */
function ReasonDialog(props: {
  title: string;
  about: string;
  danger?: boolean;
  send: { mutateAsync: (values: Reason) => Promise<unknown>; error: unknown; isPending: boolean };
  onClose: () => void;
}) {
  const t = useTexts();
  const { title, send } = props;
  return (
    <Modal open onCancel={props.onClose} footer={null} title={title}>
      <p className="hint">{props.about}</p>
      <EntryForm<Reason>
        send={(values) => send.mutateAsync(values)}
        error={send.error}
        pending={send.isPending}
        sendText={title}
        danger={props.danger}
      >
        <Form.Item name="reason" label={t('reason')} rules={[{ required: true, whitespace: true }]}>
          <Input.TextArea maxLength={4000} showCount autoSize={{ minRows: 4 }} />
        </Form.Item>
      </EntryForm>
    </Modal>
  );
}
