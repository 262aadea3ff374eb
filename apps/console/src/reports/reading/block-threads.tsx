import { Button, Form, Input } from 'antd';
import { useState } from 'react';
import type { ReportComment, ReportDetail } from '@mingjian/contract/reports';
import { EntryForm } from '../../components';
import { useFormats } from '../../language/formats';
import { usePerson } from '../../session/requests';
import { useAction, useSend } from '../../wire';
import { addComment, reopenThread, resolveThread } from '../requests';
import { useReadingTexts } from './texts';

/** Everything said about one block, and a place to say more. */
export function BlockThreads({ report, blockId }: { report: ReportDetail; blockId: string }) {
  const t = useReadingTexts();
  return (
    <section aria-label={t('comments')}>
      <h3>{t('comments')}</h3>
      {!report.comments.some((each) => each.blockId === blockId) && <p className="hint">{t('threadNone')}</p>}
      <ThreadsOf report={report} blockId={blockId} />
    </section>
  );
}

/** The threads of one block, or with null of the whole report, and a place to open another. */
export function ThreadsOf({ report, blockId }: { report: ReportDetail; blockId: string | null }) {
  const t = useReadingTexts();
  const person = usePerson();
  const open = report.status !== 'accepted' && (person.role === 'office' || person.role === 'agency');
  return (
    <>
      {report.comments
        .filter((each) => each.blockId === blockId && each.replyTo === null)
        .map((opening) => (
          <Thread key={opening.id} report={report} opening={opening} open={open} />
        ))}
      {open && <Say report={report} blockId={blockId} replyTo={null} sendText={t('comment')} />}
    </>
  );
}

export function Thread({
  report,
  opening,
  open,
}: {
  report: ReportDetail;
  opening: ReportComment;
  open: boolean;
}) {
  const t = useReadingTexts();
  const formats = useFormats();
  const [replying, setReplying] = useState(false);
  const refresh = [
    ['report', report.id],
    ['cycle', report.cycleId],
  ];
  const settle = useAction(
    () => (opening.resolved ? reopenThread(report.id, opening.id) : resolveThread(report.id, opening.id)),
    { refresh },
  );
  const replies = report.comments.filter((each) => each.replyTo === opening.id);
  return (
    <div className={opening.resolved ? 'thread settled' : 'thread'}>
      {[opening, ...replies].map((comment) => (
        <div key={comment.id} className="thread-comment">
          <p className="hint">
            <strong>{comment.author}</strong> · {formats.moment(comment.at)}
          </p>
          <p className="prose">{comment.text}</p>
        </div>
      ))}
      {opening.resolved && (
        <p className="hint">
          {t('resolvedBy', { by: opening.resolved.by, at: formats.moment(opening.resolved.at) })}
        </p>
      )}
      {open && (
        <div className="thread-buttons">
          {!opening.resolved && (
            <Button size="small" onClick={() => setReplying((before) => !before)} aria-expanded={replying}>
              {t('reply')}
            </Button>
          )}
          <Button size="small" loading={settle.isPending} onClick={() => settle.run(undefined)}>
            {opening.resolved ? t('reopen') : t('resolve')}
          </Button>
        </div>
      )}
      {open && replying && (
        <Say
          report={report}
          blockId={opening.blockId}
          replyTo={opening.id}
          sendText={t('replyHere')}
          onDone={() => setReplying(false)}
        />
      )}
    </div>
  );
}

function Say(props: {
  report: ReportDetail;
  blockId: string | null;
  replyTo: string | null;
  sendText: string;
  onDone?: () => void;
}) {
  const t = useReadingTexts();
  const [form] = Form.useForm<{ text: string }>();
  const { report, blockId, replyTo } = props;
  const send = useSend(({ text }: { text: string }) => addComment(report.id, { blockId, text, replyTo }), {
    refresh: [
      ['report', report.id],
      ['cycle', report.cycleId],
    ],
    onDone: () => {
      form.resetFields();
      props.onDone?.();
    },
  });
  return (
    <EntryForm<{ text: string }>
      form={form}
      send={(values) => send.mutateAsync(values)}
      error={send.error}
      pending={send.isPending}
      sendText={props.sendText}
    >
      <Form.Item name="text" label={t('text')} rules={[{ required: true, whitespace: true }]}>
        <Input.TextArea maxLength={4000} showCount autoSize={{ minRows: 3 }} />
      </Form.Item>
    </EntryForm>
  );
}
