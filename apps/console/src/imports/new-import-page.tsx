import { Alert, Form, Input, Select, Skeleton } from 'antd';
import { useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import type { ImportSpec } from '@mingjian/contract/aggregation';
import { audience } from '@mingjian/contract/surveys';
import { EntryForm, FileField, PageHeader, ProblemView, Section } from '../components';
import { useCounties, useCountyName } from '../cycles/requests';
import { useCommon } from '../language/common';
import { useSend } from '../wire';
import { csvColumns } from './file-columns';
import { askColumns, sendImport } from './requests';
import { useTexts } from './texts';

/** A select gives undefined for an empty choice; the contract wants null. */
type Values = { [Key in keyof ImportSpec]?: ImportSpec[Key] | null };

export function Component() {
  const { cycleId = '' } = useParams();
  const t = useTexts();
  const common = useCommon();
  const countyName = useCountyName();
  const counties = useCounties();
  const navigate = useNavigate();
  const [form] = Form.useForm<Values>();
  const [file, setFile] = useState<File | null>(null);
  const header = useSend(async (chosen: File) =>
    /\.xlsx$/i.test(chosen.name) ? askColumns({ cycleId, file: chosen }) : csvColumns(chosen),
  );
  const send = useSend(sendImport, {
    refresh: [['cycle', cycleId, 'imports']],
    done: t('imported'),
    onDone: (made) => void navigate(`/cycles/${cycleId}/imports/${made.id}`),
  });
  const choose = (chosen: File | null) => {
    setFile(chosen);
    send.reset();
    form.resetFields();
    if (!chosen) return header.reset();
    form.setFieldValue('title', chosen.name.replace(/\.[^.]+$/, ''));
    header.mutate(chosen);
  };
  const columns = header.data?.columns ?? [];
  const twice = columns.filter((name, index) => columns.indexOf(name) !== index);
  const options = columns.filter((name) => name !== '').map((value) => ({ value, label: value }));
  const many = (name: keyof Values, required = false) => (
    <Form.Item name={name} label={t(name as 'strata')} rules={[{ required }]}>
      <Select mode="multiple" options={options} allowClear />
    </Form.Item>
  );
  return (
    <>
      <PageHeader
        title={t('new')}
        about={t('newAbout')}
        back={{ to: `/cycles/${cycleId}/imports`, label: t('toList') }}
      />
      <div className="narrow">
        <FileField
          label={t('file')}
          hint={t('fileHint')}
          accept=".csv,.xlsx,text/csv"
          file={file}
          onChoose={choose}
        />
        {header.isPending && <Skeleton active title={false} />}
        <ProblemView error={header.error} />
        {twice.length > 0 && (
          <Alert type="error" showIcon title={t('columnsTwice', { names: twice.join(', ') })} role="alert" />
        )}
        {file && header.data && twice.length === 0 && (
          <Section
            title={t('design')}
            about={t('columnsFound', { n: columns.length, encoding: header.data.encoding })}
          >
            <EntryForm<Values>
              form={form}
              send={(values) =>
                send.mutateAsync({
                  cycleId,
                  file,
                  spec: {
                    title: values.title ?? '',
                    countyCode: values.countyCode ?? null,
                    audience: values.audience ?? null,
                    weights: values.weights ?? null,
                    strata: values.strata ?? [],
                    clusters: values.clusters ?? [],
                    fpc: values.fpc ?? [],
                    variables: values.variables ?? [],
                  },
                })
              }
              error={send.error}
              pending={send.isPending}
              sendText={t('importIt')}
            >
              <Form.Item name="title" label={t('name')} rules={[{ required: true, max: 200 }]}>
                <Input />
              </Form.Item>
              {many('variables', true)}
              <div className="date-grid">
                <Form.Item name="weights" label={t('weights')}>
                  <Select options={options} allowClear showSearch placeholder={t('weightsNone')} />
                </Form.Item>
                {many('strata')}
                {many('clusters')}
                {many('fpc')}
                <Form.Item name="countyCode" label={common('county')}>
                  <Select
                    allowClear
                    placeholder={t('countyAny')}
                    options={(counties.data ?? []).map((each) => ({
                      value: each.code,
                      label: countyName(each.code),
                    }))}
                  />
                </Form.Item>
                <Form.Item name="audience" label={common('audience')}>
                  <Select
                    allowClear
                    placeholder={t('audienceAny')}
                    options={audience.options.map((value) => ({ value, label: common(`audience.${value}`) }))}
                  />
                </Form.Item>
              </div>
            </EntryForm>
          </Section>
        )}
      </div>
    </>
  );
}
