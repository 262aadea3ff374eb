import { App, Button, Form, Input, Modal } from 'antd';
import { useState } from 'react';
import type { SurveyDetail } from '@mingjian/contract/surveys';
import { EntryForm } from '../../components';
import { useCommon } from '../../language/common';
import { usePerson } from '../../session/requests';
import { useAction, useSend } from '../../wire';
import { approveSurvey, askForChanges, publishSurvey, submitSurvey } from './requests';
import { useTexts } from './texts';

/** What this person can do next to bring the survey to publication, each step asked twice. */
export function ReviewSteps({ survey }: { survey: SurveyDetail }) {
  const t = useTexts();
  const common = useCommon();
  const person = usePerson();
  const { modal } = App.useApp();
  const [asking, setAsking] = useState(false);
  const refresh = [
    ['survey', survey.id],
    ['cycle', survey.cycleId],
  ];
  const submit = useAction(submitSurvey, { refresh, done: t('submitted') });
  const approve = useAction(approveSurvey, { refresh, done: t('approved') });
  const publish = useAction(publishSurvey, { refresh, done: t('published') });
  const asked = (title: string, content: string, okText: string, run: () => void) => () =>
    void modal.confirm({ title, content, okText, cancelText: common('cancel'), onOk: run });
  if (person.role !== 'agency') return null;
  const seen = { id: survey.id, revision: survey.revision };
  const own = survey.lastEdit?.by.id === person.userId;
  const { status } = survey;
  return (
    <>
      {(status === 'draft' || status === 'changesAsked') && (
        <Button
          type="primary"
          loading={submit.isPending}
          onClick={asked(t('submitAsk'), t('submitMore'), t('submit'), () => submit.run(seen))}
        >
          {t('submit')}
        </Button>
      )}
      {(status === 'inReview' || status === 'approved') && !own && (
        <Button onClick={() => setAsking(true)}>{t('askChanges')}</Button>
      )}
      {status === 'inReview' && !own && (
        <Button
          type="primary"
          loading={approve.isPending}
          onClick={asked(t('approveAsk'), t('approveMore'), t('approve'), () => approve.run(seen))}
        >
          {t('approve')}
        </Button>
      )}
      {status === 'approved' && (
        <Button
          type="primary"
          loading={publish.isPending}
          onClick={asked(t('publishAsk'), t('publishAskMore'), t('publish'), () => publish.run(survey.id))}
        >
          {t('publish')}
        </Button>
      )}
      {asking && <AskChanges survey={survey} onClose={() => setAsking(false)} />}
    </>
  );
}

function AskChanges({ survey, onClose }: { survey: SurveyDetail; onClose: () => void }) {
  const t = useTexts();
  const send = useSend(askForChanges, {
    refresh: [
      ['survey', survey.id],
      ['cycle', survey.cycleId],
    ],
    done: t('asked'),
    onDone: onClose,
  });
  return (
    <Modal open onCancel={onClose} footer={null} title={t('askChanges')}>
      <EntryForm<{ text: string }>
        send={({ text }) => send.mutateAsync({ id: survey.id, revision: survey.revision, text })}
        error={send.error}
        pending={send.isPending}
        sendText={t('askChanges')}
      >
        <Form.Item name="text" label={t('askChangesText')} rules={[{ required: true, whitespace: true }]}>
          <Input.TextArea maxLength={4000} showCount autoSize={{ minRows: 4 }} />
        </Form.Item>
      </EntryForm>
    </Modal>
  );
}
