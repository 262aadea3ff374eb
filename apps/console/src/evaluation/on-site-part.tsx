import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Checkbox, DatePicker, Form, Input, Select } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import type { Evaluation } from '@mingjian/contract/evaluation';
import { stage } from '@mingjian/contract/registry';
import { EmptyState, Facts, Section, StatusMark } from '../components';
import { useCommon } from '../language/common';
import { useFormats } from '../language/formats';
import { usePerson } from '../session/requests';
import { putVisit } from './requests';
import { RecordForm } from './record-form';
import { useTexts } from './texts';

interface School {
  name: string;
  stage: string;
  rural: boolean;
}
interface Values {
  visitedOn: Dayjs | null;
  schools: Partial<School>[];
  findings: string;
}

export function OnSitePart({ evaluation }: { evaluation: Evaluation }) {
  const t = useTexts();
  const person = usePerson();
  const saved = evaluation.onSite;
  if (person.role === 'office' && !saved?.submittedAt && !evaluation.merged) {
    return <Editor evaluation={evaluation} />;
  }
  if (!saved) {
    return <EmptyState title={t(evaluation.inputs.onSite.accepted ? 'onSiteLater' : 'waitsOnSite')} />;
  }
  return <Reading saved={saved} />;
}

function useStageName() {
  const common = useCommon();
  return (value: string) => {
    const known = stage.safeParse(value);
    return known.success ? common(`stage.${known.data}`) : value;
  };
}

function Reading({ saved }: { saved: NonNullable<Evaluation['onSite']> }) {
  const t = useTexts();
  const formats = useFormats();
  const stageName = useStageName();
  return (
    <div className="stack">
      <Facts
        items={[
          [t('visitedOn'), formats.day(saved.visitedOn)],
          [t('submittedAt'), formats.moment(saved.submittedAt)],
        ]}
      />
      <Section title={t('schools')}>
        <ul className="plain">
          {saved.schools.map((school, index) => (
            <li key={index}>
              {school.name} · {stageName(school.stage)}
              {school.rural && ` · ${t('rural')}`}
            </li>
          ))}
        </ul>
      </Section>
      <Section title={t('findings')}>
        <p className="prose">{saved.findings}</p>
      </Section>
    </div>
  );
}

function Editor({ evaluation }: { evaluation: Evaluation }) {
  const saved = evaluation.onSite;
  const revision = saved?.revision ?? 0;
  return (
    <div className="narrow">
      <RecordForm<Values>
        draftName={`${evaluation.cycleId}.${evaluation.countyCode}.on-site`}
        revision={revision}
        saved={{
          visitedOn: saved ? dayjs(saved.visitedOn) : null,
          schools: saved?.schools ?? [{ rural: false }],
          findings: saved?.findings ?? '',
        }}
        refresh={['cycle', evaluation.cycleId]}
        maySubmit
        revive={(values) => ({ ...values, visitedOn: values.visitedOn ? dayjs(values.visitedOn) : null })}
        asText={(values) => values.findings}
        send={(values, submit) =>
          putVisit(evaluation, {
            visitedOn: values.visitedOn?.format('YYYY-MM-DD') ?? '',
            schools: values.schools.map((school) => ({
              name: school.name ?? '',
              stage: school.stage ?? '',
              rural: school.rural ?? false,
            })),
            findings: values.findings,
            submit,
            revision,
          })
        }
      >
        {() => <Fields />}
      </RecordForm>
    </div>
  );
}

function Fields() {
  const t = useTexts();
  const common = useCommon();
  const stageName = useStageName();
  const form = Form.useFormInstance<Values>();
  const schools: Partial<School>[] = Form.useWatch('schools', form) ?? [];
  const stages = [...new Set(schools.flatMap((school) => (school?.stage ? [school.stage] : [])))];
  const rural = schools.filter((school) => school?.rural).length;
  const whole = stages.length >= 4 && rural > 0;
  return (
    <>
      <Form.Item name="visitedOn" label={t('visitedOn')} rules={[{ required: true }]}>
        <DatePicker maxDate={dayjs()} />
      </Form.Item>
      <Section title={t('schools')} about={t('schoolsAbout')}>
        <Form.List name="schools">
          {(fields, { add, remove }) => (
            <>
              {fields.map((field) => (
                <div key={field.key} className="school-line">
                  <Form.Item name={[field.name, 'name']} label={t('schoolName')} rules={[{ required: true }]}>
                    <Input maxLength={100} />
                  </Form.Item>
                  <Form.Item name={[field.name, 'stage']} label={t('stage')} rules={[{ required: true }]}>
                    <Select
                      options={stage.options.map((value) => ({ value, label: common(`stage.${value}`) }))}
                    />
                  </Form.Item>
                  <Form.Item name={[field.name, 'rural']} valuePropName="checked">
                    <Checkbox>{t('rural')}</Checkbox>
                  </Form.Item>
                  <Button
                    icon={<DeleteOutlined />}
                    aria-label={t('remove')}
                    title={t('remove')}
                    onClick={() => remove(field.name)}
                  />
                </div>
              ))}
              <Button icon={<PlusOutlined />} onClick={() => add({ rural: false })}>
                {t('addSchool')}
              </Button>
            </>
          )}
        </Form.List>
        <p className="covers">
          <StatusMark mark={whole ? 'done' : 'pending'}>
            {t('covers', { stages: stages.map(stageName).join('、') || '—', rural })}
          </StatusMark>
        </p>
      </Section>
      <Form.Item name="findings" label={t('findings')} rules={[{ required: true, whitespace: true }]}>
        <Input.TextArea maxLength={20_000} showCount autoSize={{ minRows: 6 }} />
      </Form.Item>
    </>
  );
}
