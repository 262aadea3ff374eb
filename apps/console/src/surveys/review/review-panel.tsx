import { Form, Input, Select, Switch } from 'antd';
import { useState } from 'react';
import type { SurveyDetail } from '@mingjian/contract/surveys';
import { EmptyState, EntryForm, Facts, QueryView, Section } from '../../components';
import { useLocalized } from '../../language';
import { useCommon } from '../../language/common';
import { useFormats } from '../../language/formats';
import { usePerson } from '../../session/requests';
import { useSend } from '../../wire';
import { SurveyStatus } from '../status';
import { openThread, useThreads } from './requests';
import { useTexts } from './texts';
import './review.css';
import { Thread } from './thread';

/** How far the review is, what comes next, and every remark with its answers. */
export function ReviewPanel({ survey }: { survey: SurveyDetail }) {
  const t = useTexts();
  const common = useCommon();
  const formats = useFormats();
  const person = usePerson();
  const threads = useThreads(survey.id);
  const [openOnly, setOpenOnly] = useState(false);
  const marked = (mark: SurveyDetail['approval'], none: string) =>
    mark ? t('byAt', { name: mark.by.name, at: formats.moment(mark.at) }) : none;
  const next = nextStep(survey, person);
  return (
    <div className="review-parts">
      <Section title={t('review')} about={t('reviewAbout')}>
        <Facts
          items={[
            [common('status'), <SurveyStatus key="status" status={survey.status} />],
            [t('lastEdit'), marked(survey.lastEdit, '—')],
            [t('approval'), marked(survey.approval, t('notApproved'))],
          ]}
        />
        {next && <p className="prose">{t(next)}</p>}
      </Section>
      <QueryView query={threads}>
        {(all) => {
          const open = all.filter((thread) => thread.resolved === null);
          const shown = openOnly ? open : all;
          return (
            <Section
              title={t('threads')}
              about={all.length > 0 ? t('count', { n: open.length }) : undefined}
              actions={
                all.length > 0 && (
                  <label className="switch-line">
                    <Switch size="small" checked={openOnly} onChange={setOpenOnly} /> {t('openOnly')}
                  </label>
                )
              }
            >
              {all.length === 0 && <EmptyState title={t('threadsNone')} next={t('threadsNoneNext')} />}
              <ol className="review-threads">
                {shown.map((thread) => (
                  <Thread key={thread.id} survey={survey} thread={thread} />
                ))}
              </ol>
              {person.role === 'agency' && <NewThread survey={survey} />}
            </Section>
          );
        }}
      </QueryView>
    </div>
  );
}

function nextStep(survey: SurveyDetail, person: { role: string; userId: string }) {
  if (person.role !== 'agency') return 'next.office';
  const { status } = survey;
  if (status === 'inReview')
    return survey.lastEdit?.by.id === person.userId ? 'next.inReviewOwn' : 'next.inReview';
  return status === 'open' || status === 'paused' || status === 'closed' ? null : (`next.${status}` as const);
}

function NewThread({ survey }: { survey: SurveyDetail }) {
  const t = useTexts();
  const localized = useLocalized();
  const [form] = Form.useForm<{ itemCode: string; text: string }>();
  const send = useSend(openThread, {
    refresh: [['survey', survey.id, 'threads']],
    done: t('added'),
    onDone: () => form.resetFields(),
  });
  return (
    <div className="narrow comment-form">
      <EntryForm<{ itemCode: string; text: string }>
        form={form}
        initial={{ itemCode: '', text: '' }}
        send={({ itemCode, text }) =>
          send.mutateAsync({ surveyId: survey.id, itemCode: itemCode === '' ? null : itemCode, text })
        }
        error={send.error}
        pending={send.isPending}
        sendText={t('add')}
      >
        <Form.Item name="itemCode" label={t('on')}>
          <Select
            showSearch={{ optionFilterProp: 'label' }}
            options={[
              { value: '', label: t('whole') },
              ...survey.items.map(({ code, text }) => ({ value: code, label: `${code} ${localized(text)}` })),
            ]}
          />
        </Form.Item>
        <Form.Item name="text" label={t('text')} rules={[{ required: true, whitespace: true }]}>
          <Input.TextArea maxLength={4000} showCount autoSize={{ minRows: 3 }} />
        </Form.Item>
      </EntryForm>
    </div>
  );
}
