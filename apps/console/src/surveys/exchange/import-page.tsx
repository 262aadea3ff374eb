import { Form, Input, Select, Skeleton } from 'antd';
import { useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { audience, type CarriedSurvey, type ItemMapping, type Survey } from '@mingjian/contract/surveys';
import {
  type Column,
  DataTable,
  EntryForm,
  FileField,
  PageHeader,
  ProblemView,
  Section,
} from '../../components';
import { useLocalized } from '../../language';
import { useCommon } from '../../language/common';
import { useSend } from '../../wire';
import { createSurvey, updateSurvey, useSurveys } from '../requests';
import { useTexts as useSurveyTexts } from '../texts';
import { LossTable } from './loss-table';
import { readQuestionnaire } from './requests';
import { useTexts } from './texts';

/** A dry run: what a file brings, what it loses, and only then into a draft. */
export function Component() {
  const { cycleId = '' } = useParams();
  const t = useTexts();
  const [file, setFile] = useState<File | null>(null);
  const read = useSend(readQuestionnaire);
  const choose = (chosen: File | null) => {
    setFile(chosen);
    read.reset();
    if (chosen) read.mutate({ cycleId, file: chosen });
  };
  return (
    <>
      <PageHeader
        title={t('import')}
        about={t('importAbout')}
        back={{ to: `/cycles/${cycleId}/surveys`, label: t('back') }}
      />
      <FileField
        label={t('file')}
        hint={t('fileHint')}
        accept=".xlsx,.lss,.xml,.json"
        file={file}
        onChoose={choose}
      />
      {read.isPending && <Skeleton active title={false} />}
      <ProblemView error={read.error} />
      {read.data && <Outcome key={file?.name} carried={read.data} cycleId={cycleId} />}
    </>
  );
}

function Outcome({ carried, cycleId }: { carried: CarriedSurvey; cycleId: string }) {
  const t = useTexts();
  const surveys = useSurveyTexts();
  const localized = useLocalized();
  const columns: Column<ItemMapping>[] = [
    { key: 'code', title: surveys('code'), value: (row) => row.code },
    { key: 'text', title: surveys('text'), value: (row) => localized(row.text), wrap: true },
    { key: 'role', title: surveys('role'), value: (row) => surveys(`role.${row.role}`), filter: true },
  ];
  return (
    <>
      <Section
        title={t('comes')}
        about={t('comesAbout', { format: t(`format.${carried.format}`), n: carried.items.length })}
      >
        <DataTable
          label={t('comes')}
          rows={carried.items}
          columns={columns}
          rowKey={(row) => row.code}
          fileName="imported-items"
        />
      </Section>
      <Section
        title={t('lost')}
        about={carried.losses.length > 0 ? t('lostAbout', { n: carried.losses.length }) : t('nothingLost')}
      >
        {carried.losses.length > 0 && <LossTable losses={carried.losses} fileName="import-losses" />}
      </Section>
      <TakeOver carried={carried} cycleId={cycleId} />
    </>
  );
}

interface Values {
  into: string;
  audience?: Survey['audience'];
  zh: string;
  en: string;
}
const NEW = '';

function TakeOver({ carried, cycleId }: { carried: CarriedSurvey; cycleId: string }) {
  const t = useTexts();
  const surveyTexts = useSurveyTexts();
  const common = useCommon();
  const localized = useLocalized();
  const navigate = useNavigate();
  const [form] = Form.useForm<Values>();
  const into = Form.useWatch('into', form) ?? NEW;
  const surveys = useSurveys(cycleId);
  const drafts = (surveys.data ?? []).filter(({ status }) => status === 'draft' || status === 'changesAsked');
  const send = useSend(
    async (values: Values): Promise<string> => {
      const { json, items } = carried;
      const title = { zh: values.zh, en: values.en };
      const draft = drafts.find(({ id }) => id === values.into);
      if (draft) {
        await updateSurvey({ id: draft.id, revision: draft.revision, title, json, items });
        return draft.id;
      }
      return (await createSurvey({ cycleId, audience: values.audience ?? 'public', title, json, items })).id;
    },
    {
      refresh: [['survey'], ['cycle', cycleId]],
      done: t('takenOver'),
      onDone: (id) => void navigate(`/cycles/${cycleId}/surveys/${id}`),
    },
  );
  return (
    <Section title={t('takeOver')}>
      <div className="narrow">
        <EntryForm<Values>
          form={form}
          initial={{ into: NEW, zh: carried.title.zh || carried.title.en, en: carried.title.en }}
          send={(values) => send.mutateAsync(values)}
          error={send.error}
          pending={send.isPending}
          sendText={t('takeOver')}
        >
          <Form.Item name="into" label={t('into')}>
            <Select
              options={[
                { value: NEW, label: t('newDraft') },
                ...drafts.map(({ id, title }) => ({
                  value: id,
                  label: t('replace', { title: localized(title) }),
                })),
              ]}
            />
          </Form.Item>
          {into === NEW && (
            <Form.Item name="audience" label={common('audience')} rules={[{ required: true }]}>
              <Select
                options={audience.options.map((value) => ({ value, label: common(`audience.${value}`) }))}
              />
            </Form.Item>
          )}
          <Form.Item name="zh" label={surveyTexts('titleZh')} rules={[{ required: true }]}>
            <Input lang="zh-CN" maxLength={200} />
          </Form.Item>
          <Form.Item name="en" label={surveyTexts('titleEn')}>
            <Input lang="en" maxLength={200} />
          </Form.Item>
        </EntryForm>
      </div>
    </Section>
  );
}
