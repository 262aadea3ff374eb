import { Form, Input, InputNumber, Switch } from 'antd';
import type { OpenLinkTerms } from '@mingjian/contract/surveys';
import { EntryForm, QueryView } from '../components';
import { useCounties, useCountyName } from '../cycles/requests';
import { useCommon } from '../language/common';
import { useSend } from '../wire';
import { putOpenLinkTerms, useOpenLinkTerms } from './channel-requests';
import { useOpenLinkTexts } from './open-link-texts';

interface Values {
  taking: boolean;
  /** By the code of the county; empty for none. */
  quota: Record<string, number | null | undefined>;
  closingText: OpenLinkTerms['closingText'];
}

/** 配额与结束语 of an open link, at any time. */
export function OpenLinkTermsForm({ surveyId }: { surveyId: string }) {
  const query = useOpenLinkTerms(surveyId);
  return <QueryView query={query}>{(terms) => <TermsForm key={terms.revision} terms={terms} />}</QueryView>;
}

function TermsForm({ terms }: { terms: OpenLinkTerms }) {
  const t = useOpenLinkTexts();
  const common = useCommon();
  const counties = useCounties();
  const countyName = useCountyName();
  const { surveyId, revision } = terms;
  const send = useSend(putOpenLinkTerms, {
    refresh: [['survey', surveyId, 'open-link-terms']],
    done: t('termsSaved'),
  });
  return (
    <EntryForm<Values>
      initial={{
        taking: terms.taking,
        quota: Object.fromEntries(terms.quotas.map(({ countyCode, quota }) => [countyCode, quota])),
        closingText: terms.closingText,
      }}
      send={({ taking, quota, closingText }) =>
        send.mutateAsync({
          surveyId,
          revision,
          taking,
          quotas: Object.entries(quota).flatMap(([countyCode, most]) =>
            typeof most === 'number' ? [{ countyCode, quota: most }] : [],
          ),
          closingText: { zh: closingText.zh, en: closingText.en },
        })
      }
      error={send.error}
      pending={send.isPending}
      sendText={common('save')}
    >
      <Head title={t('quotas')} about={t('quotasAbout')} />
      <div className="date-grid">
        {(counties.data ?? []).map(({ code }) => (
          <Form.Item key={code} name={['quota', code]} label={countyName(code)}>
            <InputNumber min={10} max={1_000_000} precision={0} placeholder={t('noQuota')} />
          </Form.Item>
        ))}
      </div>
      <Head title={t('closingText')} about={t('closingTextAbout')} />
      <Form.Item name={['closingText', 'zh']} label={t('closingText.zh')}>
        <Input maxLength={200} placeholder={t('usualText.zh')} />
      </Form.Item>
      <Form.Item name={['closingText', 'en']} label={t('closingText.en')}>
        <Input maxLength={200} placeholder={t('usualText.en')} />
      </Form.Item>
      <Form.Item name="taking" valuePropName="checked" label={t('taking')} extra={t('takingAbout')}>
        <Switch />
      </Form.Item>
    </EntryForm>
  );
}

function Head(props: { title: string; about: string }) {
  return (
    <div className="form-head">
      <h3>{props.title}</h3>
      <p className="section-about">{props.about}</p>
    </div>
  );
}
