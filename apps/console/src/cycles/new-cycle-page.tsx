import { DatePicker, Form, Input, InputNumber } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useNavigate } from 'react-router';
import type { Milestone, MilestoneKey } from '@mingjian/contract/cycles';
import { EntryForm, PageHeader, Section } from '../components';
import { useTexts as useShell } from '../shell/texts';
import { useSend } from '../wire';
import { openCycle } from './requests';
import { useTexts } from './texts';

/** The plan's calendar as month-day: notice in April, visits in May, reports in June, publication by December. */
const calendar: { key: MilestoneKey; on: string; responsible: Milestone['responsible'] }[] = [
  { key: 'notice', on: '04-10', responsible: 'office' },
  { key: 'selfReport', on: '05-10', responsible: 'county' },
  { key: 'fieldwork', on: '05-31', responsible: 'agency' },
  { key: 'onSite', on: '05-20', responsible: 'experts' },
  { key: 'monitoringReport', on: '06-15', responsible: 'agency' },
  { key: 'review', on: '07-31', responsible: 'office' },
  { key: 'feedback', on: '08-31', responsible: 'office' },
  { key: 'rectification', on: '10-31', responsible: 'county' },
  { key: 'finalReport', on: '12-31', responsible: 'office' },
];

interface Values {
  year: number;
  titleZh: string;
  titleEn: string;
  focus: string;
  planned: Record<MilestoneKey, Dayjs>;
}

export function Component() {
  const t = useTexts();
  const shell = useShell();
  const navigate = useNavigate();
  const [form] = Form.useForm<Values>();
  const send = useSend(openCycle, {
    refresh: [['cycles']],
    done: t('opened'),
    onDone: (cycle) => void navigate(`/cycles/${cycle.id}/board`),
  });
  const forYear = (year: number) => ({
    year,
    titleZh: t('defaultTitleZh', { year }),
    titleEn: t('defaultTitleEn', { year }),
    planned: Object.fromEntries(
      calendar.map(({ key, on }) => [key, dayjs(`${year}-${on}`)]),
    ) as Values['planned'],
  });
  return (
    <>
      <PageHeader
        title={t('newCycle')}
        about={t('newCycleAbout')}
        back={{ to: '/', label: shell('toBoard') }}
      />
      <div className="narrow">
        <EntryForm<Values>
          form={form}
          initial={{ ...forYear(dayjs().year()), focus: '' }}
          send={(values) =>
            send.mutateAsync({
              year: values.year,
              title: { zh: values.titleZh, en: values.titleEn },
              focus: values.focus,
              milestones: calendar.map(({ key, responsible }) => ({
                key,
                planned: values.planned[key].format('YYYY-MM-DD'),
                revised: null,
                reason: null,
                actual: null,
                responsible,
              })),
            })
          }
          error={send.error}
          pending={send.isPending}
          sendText={t('open')}
        >
          <Form.Item name="year" label={t('year')} rules={[{ required: true }]}>
            <InputNumber
              min={2000}
              max={2100}
              onChange={(year) =>
                typeof year === 'number' && year > 1999 && form.setFieldsValue(forYear(year))
              }
            />
          </Form.Item>
          <Form.Item name="titleZh" label={t('titleZh')} rules={[{ required: true, max: 200 }]}>
            <Input lang="zh-CN" />
          </Form.Item>
          <Form.Item name="titleEn" label={t('titleEn')} rules={[{ required: true, max: 200 }]}>
            <Input lang="en" />
          </Form.Item>
          <Form.Item name="focus" label={t('focus')} rules={[{ max: 2000 }]}>
            <Input.TextArea autoSize={{ minRows: 3 }} maxLength={2000} showCount />
          </Form.Item>
          <Section title={t('milestones')}>
            <div className="date-grid">
              {calendar.map(({ key, responsible }) => (
                <Form.Item
                  key={key}
                  name={['planned', key]}
                  label={`${t(`milestone.${key}`)} · ${t(`party.${responsible}`)}`}
                  rules={[{ required: true }]}
                >
                  <DatePicker allowClear={false} />
                </Form.Item>
              ))}
            </div>
          </Section>
        </EntryForm>
      </div>
    </>
  );
}
