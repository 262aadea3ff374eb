import { Button, DatePicker, Form, Input, Modal } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useState } from 'react';
import type { Cycle, Milestone } from '@mingjian/contract/cycles';
import { type Column, DataTable, EntryForm, Section } from '../components';
import { useCommon } from '../language/common';
import { useFormats } from '../language/formats';
import { usePerson } from '../session/requests';
import { useSend } from '../wire';
import { reviseMilestone } from './requests';
import { useTexts } from './texts';

/** The cycle's calendar: planned and revised days, with the reason of each revision. */
export function Milestones({ cycle }: { cycle: Cycle }) {
  const t = useTexts();
  const common = useCommon();
  const formats = useFormats();
  const person = usePerson();
  const [revised, setRevised] = useState<Milestone | null>(null);
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
    { key: 'reason', title: t('reason'), wrap: true, value: (row) => row.reason },
  ];
  if (person.role === 'office') {
    columns.push({
      key: 'revise',
      title: common('actions'),
      value: () => null,
      buttons: true,
      show: (row) => (
        <Button
          size="small"
          aria-label={`${t('revise')} ${t(`milestone.${row.key}`)}`}
          onClick={() => setRevised(row)}
        >
          {t('revise')}
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
      {revised && <Revision cycle={cycle} milestone={revised} onClose={() => setRevised(null)} />}
    </Section>
  );
}

interface Values {
  revised: Dayjs;
  reason: string;
}

function Revision(props: { cycle: Cycle; milestone: Milestone; onClose: () => void }) {
  const t = useTexts();
  const { milestone } = props;
  const send = useSend(
    (values: Values) =>
      reviseMilestone(props.cycle.id, milestone.key, {
        revised: values.revised.format('YYYY-MM-DD'),
        reason: values.reason,
      }),
    { refresh: [['cycle', props.cycle.id], ['cycles']], done: t('revisedDone'), onDone: props.onClose },
  );
  return (
    <Modal
      open
      onCancel={props.onClose}
      footer={null}
      title={`${t('revise')} · ${t(`milestone.${milestone.key}`)}`}
    >
      <EntryForm<Values>
        initial={{ revised: dayjs(milestone.revised ?? milestone.planned), reason: milestone.reason ?? '' }}
        send={(values) => send.mutateAsync(values)}
        error={send.error}
        pending={send.isPending}
        sendText={t('revise')}
      >
        <Form.Item name="revised" label={t('revised')} rules={[{ required: true }]}>
          <DatePicker allowClear={false} />
        </Form.Item>
        <Form.Item name="reason" label={t('reason')} rules={[{ required: true, whitespace: true }]}>
          <Input.TextArea maxLength={500} showCount autoSize={{ minRows: 3 }} />
        </Form.Item>
      </EntryForm>
    </Modal>
  );
}
