import { Button, Form, Input } from 'antd';
import { useState } from 'react';
import type { ReviewThread, SurveyDetail } from '@mingjian/contract/surveys';
import { EntryForm, StatusMark } from '../../components';
import { useLocalized } from '../../language';
import { useCommon } from '../../language/common';
import { useFormats } from '../../language/formats';
import { usePerson } from '../../session/requests';
import { useAction, useSend } from '../../wire';
import { replyToThread, setThreadState } from './requests';
import { useTexts } from './texts';

/** One remark: what it is about, what was said, whether it is settled. */
export function Thread({ survey, thread }: { survey: SurveyDetail; thread: ReviewThread }) {
  const t = useTexts();
  const localized = useLocalized();
  const formats = useFormats();
  const person = usePerson();
  const [replying, setReplying] = useState(false);
  const refresh = [['survey', survey.id, 'threads']];
  const setState = useAction(setThreadState, { refresh });
  const { itemCode, resolved } = thread;
  const item = survey.items.find(({ code }) => code === itemCode);
  const about =
    itemCode === null
      ? t('whole')
      : item
        ? `${item.code} ${localized(item.text)}`
        : t('itemGone', { code: itemCode });
  const place = { surveyId: survey.id, threadId: thread.id };
  return (
    <li className={resolved ? 'review-thread review-thread-settled' : 'review-thread'}>
      <div className="review-thread-head">
        <strong>{about}</strong>
        <StatusMark mark={resolved ? 'done' : 'pending'}>{t(resolved ? 'resolved' : 'open')}</StatusMark>
      </div>
      <ol className="review-comments">
        {thread.comments.map((comment) => (
          <li key={comment.id}>
            <p className="hint">
              <strong>{comment.by.name}</strong> · {formats.moment(comment.at)}
            </p>
            <p className="prose">{comment.text}</p>
          </li>
        ))}
      </ol>
      {resolved && (
        <p className="hint">{t('resolvedBy', { name: resolved.by.name, at: formats.moment(resolved.at) })}</p>
      )}
      {person.role === 'agency' && !replying && (
        <div className="form-buttons">
          {!resolved && <Button onClick={() => setReplying(true)}>{t('reply')}</Button>}
          <Button
            loading={setState.isPending}
            onClick={() => setState.run({ ...place, resolved: resolved === null })}
          >
            {t(resolved ? 'reopen' : 'resolve')}
          </Button>
        </div>
      )}
      {replying && <Reply place={place} refresh={refresh} onClose={() => setReplying(false)} />}
    </li>
  );
}

function Reply(props: {
  place: { surveyId: string; threadId: string };
  refresh: string[][];
  onClose: () => void;
}) {
  const t = useTexts();
  const common = useCommon();
  const send = useSend(replyToThread, { refresh: props.refresh, done: t('replied'), onDone: props.onClose });
  return (
    <div className="narrow">
      <EntryForm<{ text: string }>
        send={({ text }) => send.mutateAsync({ ...props.place, text })}
        error={send.error}
        pending={send.isPending}
        sendText={t('reply')}
        beside={<Button onClick={props.onClose}>{common('cancel')}</Button>}
      >
        <Form.Item name="text" label={t('replyTo')} rules={[{ required: true, whitespace: true }]}>
          <Input.TextArea autoFocus maxLength={4000} autoSize={{ minRows: 2 }} />
        </Form.Item>
      </EntryForm>
    </div>
  );
}
