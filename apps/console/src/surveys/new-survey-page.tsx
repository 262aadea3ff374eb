import { Alert, Form, Input, Select } from 'antd';
import { useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { audience, type Audience } from '@mingjian/contract/surveys';
import { EntryForm, FileField, PageHeader, Section } from '../components';
import { useIndicators } from '../indicators/requests';
import { useCommon } from '../language/common';
import { useSend } from '../wire';
import { ItemEditor } from './item-editor';
import { createSurvey } from './requests';
import { readSurveyFile, type SurveyFile } from './survey-file';
import { useTexts } from './texts';
import { StartPart } from './versions/start-part';

interface Values {
  audience: Audience;
  zh: string;
  en: string;
}

/** One empty section, to be filled in the designer. */
const blankDefinition = { pages: [{ name: 'page1', elements: [] }] };

export function Component() {
  const { cycleId = '' } = useParams();
  const t = useTexts();
  const common = useCommon();
  const navigate = useNavigate();
  const [form] = Form.useForm<Values>();
  const [chosen, setChosen] = useState<File | null>(null);
  const [source, setSource] = useState('');
  const [loaded, setLoaded] = useState<SurveyFile | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  const tree = useIndicators(cycleId);
  const send = useSend(createSurvey, {
    refresh: [['cycle', cycleId, 'surveys']],
    done: t('created'),
    onDone: (survey) => void navigate(`/cycles/${cycleId}/surveys/${survey.id}/design`),
  });

  const load = (text: string) => {
    setSource(text);
    if (text.trim() === '') {
      setLoaded(null);
      setFault(null);
      return;
    }
    try {
      const file = readSurveyFile(text);
      setLoaded(file.items.length > 0 ? file : null);
      setFault(file.items.length > 0 ? null : t('jsonNoItems'));
      const kept = form.getFieldsValue();
      form.setFieldsValue({ zh: kept.zh || file.title.zh, en: kept.en || file.title.en });
    } catch (error) {
      setLoaded(null);
      setFault(t('jsonBad', { why: error instanceof Error ? error.message : String(error) }));
    }
  };

  return (
    <>
      <PageHeader
        title={t('new')}
        about={t('newAbout')}
        back={{ to: `/cycles/${cycleId}/surveys`, label: t('toList') }}
      />
      <StartPart cycleId={cycleId} />
      <FileField
        label={t('surveyFile')}
        hint={t('surveyFileHint')}
        accept=".json,application/json"
        file={chosen}
        onChoose={(file) => {
          setChosen(file);
          if (file) void file.text().then(load);
        }}
      />
      <EntryForm<Values>
        form={form}
        send={async (values) => {
          if (!loaded && source.trim() !== '') {
            setFault(t('jsonNoItems'));
            return;
          }
          await send.mutateAsync({
            cycleId,
            audience: values.audience,
            title: { zh: values.zh, en: values.en },
            json: loaded?.json ?? blankDefinition,
            items: loaded?.items ?? [],
          });
        }}
        error={send.error}
        pending={send.isPending}
        sendText={t('create')}
      >
        <div className="date-grid">
          <Form.Item name="audience" label={common('audience')} rules={[{ required: true }]}>
            <Select
              options={audience.options.map((value) => ({ value, label: common(`audience.${value}`) }))}
            />
          </Form.Item>
          <Form.Item name="zh" label={t('titleZh')} rules={[{ required: true }]}>
            <Input lang="zh-CN" maxLength={200} />
          </Form.Item>
          <Form.Item name="en" label={t('titleEn')} rules={[{ required: true }]}>
            <Input lang="en" maxLength={200} />
          </Form.Item>
        </div>
        <Form.Item label={t('json')} htmlFor="definition">
          <Input.TextArea
            id="definition"
            className="code"
            value={source}
            onChange={(event) => load(event.target.value)}
            autoSize={{ minRows: 5, maxRows: 14 }}
            spellCheck={false}
          />
        </Form.Item>
        {fault && <Alert type="error" showIcon title={fault} role="alert" />}
        {loaded && (
          <Section title={t('items')} about={t('itemsAbout')}>
            <ItemEditor
              items={loaded.items}
              indicators={tree.data?.indicators ?? []}
              onChange={(items) => setLoaded({ ...loaded, items })}
            />
          </Section>
        )}
      </EntryForm>
    </>
  );
}
