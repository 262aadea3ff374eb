import { Button, DatePicker, Form, Input, Modal } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useState } from 'react';
import type { Cycle, Milestone } from '@mingjian/contract/cycles';
import { type Column, DataTable, EntryForm, Section } from '../components';
import { useCommon } from '../language/common';
import { useFormats } from '../language/formats';
import { usePerson } from '../session/requests';
import { useSend } from '../wire';
import { putMilestone } from './requests';
import { useTexts } from './texts';

/** The cycle's calendar: planned, revised (with the reason) and actual days. */
export function Milestones({ cycle }: { cycle: Cycle }) {
  const t = useTexts();
  const common = useCommon();
  const formats = useFormats();
  const person = usePerson();
  const [chosen, setChosen] = useState<Milestone | null>(null);
  const columns: Column<Milestone>[] = [
    { key: 'milestone', title: t('milestone'), value: (row) => t(`milestone.${row.key}`) },
    { key: 'party', title: t('responsible'), value: (row) => t(`party.${row.responsible}`), filter: true },
    {
      key: 'planned',
      title: t('planned'),
      value: (row) => row.planned,
      show: (row) => formats.day(row.planned),
    },
    {
      key: 'revised',
      title: t('revised'),
      value: (row) => row.revised,
      show: (row) => formats.day(row.revised),
    },
    {
      key: 'actual',
      title: t('actual'),
      value: (row) => row.actual,
      show: (row) => formats.day(row.actual),
    },
    { key: 'reason', title: t('reason'), wrap: true, value: (row) => row.reason },
  ];
  if (person.role === 'office') {
    columns.push({
      key: 'record',
      title: common('actions'),
      value: () => null,
      buttons: true,
      show: (row) => (
        <Button
          size="small"
          aria-label={`${t('record')} ${t(`milestone.${row.key}`)}`}
          onClick={() => setChosen(row)}
        >
          {t('record')}
        </Button>
      ),
    });
  }
  return (
    <Section title={t('milestones')}>
      <DataTable
        label={t('milestones')}
        rows={cycle.milestones}
        columns={columns}
        rowKey={(row) => row.key}
        fileName="milestones"
      />
      {chosen && <MilestoneDays cycle={cycle} milestone={chosen} onClose={() => setChosen(null)} />}
    </Section>
  );
}

interface Values {
  revised: Dayjs | null;
  reason: string;
  actual: Dayjs | null;
}

const dayOf = (value: string | null) => (value === null ? null : dayjs(value));
const textOf = (value: Dayjs | null) => value?.format('YYYY-MM-DD') ?? null;

function MilestoneDays(props: { cycle: Cycle; milestone: Milestone; onClose: () => void }) {
  const t = useTexts();
  const { milestone } = props;
  const send = useSend(
    (values: Values) =>
      putMilestone(props.cycle.id, milestone.key, {
        revised: textOf(values.revised),
        reason: values.revised === null ? null : values.reason,
        actual: textOf(values.actual),
      }),
    { refresh: [['cycle', props.cycle.id], ['cycles']], done: t('recorded'), onDone: props.onClose },
  );
  return (
    <Modal
      open
      onCancel={props.onClose}
      footer={null}
      title={`${t('record')} · ${t(`milestone.${milestone.key}`)}`}
    >
      <EntryForm<Values>
        initial={{
          revised: dayOf(milestone.revised),
          reason: milestone.reason ?? '',
          actual: dayOf(milestone.actual),
        }}
        send={(values) => send.mutateAsync(values)}
        error={send.error}
        pending={send.isPending}
        sendText={t('record')}
      >
        <Form.Item name="actual" label={t('actual')} extra={t('actualAbout')}>
          <DatePicker maxDate={dayjs()} />
        </Form.Item>
        <Form.Item name="revised" label={t('revised')} extra={t('revisedAbout')}>
          <DatePicker />
        </Form.Item>
        <Form.Item noStyle dependencies={['revised']}>
          {({ getFieldValue }) =>
            getFieldValue('revised') && (
              <Form.Item name="reason" label={t('reason')} rules={[{ required: true, whitespace: true }]}>
                <Input.TextArea maxLength={500} showCount autoSize={{ minRows: 3 }} />
              </Form.Item>
            )
          }
        </Form.Item>
      </EntryForm>
    </Modal>
  );
}
