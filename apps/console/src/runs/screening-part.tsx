import { App, Button, Checkbox, Form, Input, Modal } from 'antd';
import { useState } from 'react';
import {
  type Exclusion,
  screenReason,
  type ScreeningRow,
  type ScreenReason,
} from '@mingjian/contract/aggregation';
import { type Column, DataTable, EmptyState, EntryForm, QueryView, Section, StatusMark } from '../components';
import { useAudienceColumn, useCountyColumn } from '../cycles/part-columns';
import { useCommon } from '../language/common';
import { useFormats } from '../language/formats';
import { usePerson } from '../session/requests';
import { useAction, useSend } from '../wire';
import { confirmExclusion, propose, useExclusions, useScreening } from './requests';
import { useTexts } from './texts';

export function ScreeningPart({ cycleId }: { cycleId: string }) {
  return (
    <div className="stack">
      <Counts cycleId={cycleId} />
      <Exclusions cycleId={cycleId} />
    </div>
  );
}

interface Group {
  countyCode: string;
  audience: ScreeningRow['audience'];
  counts: Map<ScreenReason, number>;
}

function grouped(rows: ScreeningRow[]): Group[] {
  const groups = new Map<string, Group>();
  for (const row of rows) {
    const key = `${row.countyCode}-${row.audience}`;
    const group = groups.get(key) ?? {
      countyCode: row.countyCode,
      audience: row.audience,
      counts: new Map(),
    };
    group.counts.set(row.reason, row.answers);
    groups.set(key, group);
  }
  return [...groups.values()];
}

function Counts({ cycleId }: { cycleId: string }) {
  const t = useTexts();
  const formats = useFormats();
  const county = useCountyColumn();
  const audience = useAudienceColumn();
  const query = useScreening(cycleId);
  const columns: Column<Group>[] = [
    county,
    audience,
    ...screenReason.options.map((reason): Column<Group> => ({
      key: reason,
      title: t(`reason.${reason}`),
      unit: t('unitAnswers'),
      value: (row) => row.counts.get(reason) ?? 0,
      show: (row) => formats.number(row.counts.get(reason) ?? 0),
      numeric: true,
    })),
  ];
  return (
    <Section title={t('screening')} about={t('screeningAbout')}>
      <QueryView query={query}>
        {(rows) => (
          <DataTable
            label={t('screening')}
            rows={grouped(rows)}
            columns={columns}
            rowKey={(row) => `${row.countyCode}-${row.audience}`}
            fileName="screening"
            pageSize={30}
            empty={<EmptyState title={t('screeningNone')} next={t('screeningNoneNext')} />}
          />
        )}
      </QueryView>
    </Section>
  );
}

function Exclusions({ cycleId }: { cycleId: string }) {
  const t = useTexts();
  const common = useCommon();
  const person = usePerson();
  const { modal } = App.useApp();
  const query = useExclusions(cycleId);
  const confirm = useAction(confirmExclusion, {
    refresh: [['cycle', cycleId, 'exclusions']],
    done: t('confirmDone'),
  });
  const own = (row: Exclusion) => [person.userId, person.email, person.name].includes(row.proposedBy);
  const reasons = (row: Exclusion) => row.reasons.map((reason) => t(`reason.${reason}`)).join(' + ');
  const columns: Column<Exclusion>[] = [
    { key: 'reasons', wrap: true, title: t('reasons'), value: reasons },
    { key: 'note', wrap: true, title: t('note'), value: (row) => row.note },
    { key: 'by', title: t('proposedBy'), value: (row) => row.proposedBy },
    {
      key: 'state',
      title: common('status'),
      value: (row) => (row.confirmedBy ? t('confirmed') : t('waitsConfirm')),
      show: (row) =>
        row.confirmedBy ? (
          <StatusMark mark="done">{`${t('confirmed')} · ${row.confirmedBy}`}</StatusMark>
        ) : (
          <StatusMark mark="pending">{t('waitsConfirm')}</StatusMark>
        ),
    },
    {
      key: 'confirm',
      title: common('actions'),
      value: () => null,
      buttons: true,
      show: (row) => {
        if (row.confirmedBy || person.role !== 'agency') return null;
        if (own(row)) return <span className="hint">{t('ownProposal')}</span>;
        return (
          <Button
            size="small"
            loading={confirm.isPending}
            onClick={() =>
              void modal.confirm({
                title: t('confirmAsk'),
                content: `${reasons(row)} — ${t('confirmAskMore')}`,
                okText: t('confirm'),
                cancelText: common('cancel'),
                onOk: () => confirm.run(row.id),
              })
            }
          >
            {t('confirm')}
          </Button>
        );
      },
    },
  ];
  return (
    <Section title={t('exclusions')} actions={person.role === 'agency' && <Propose cycleId={cycleId} />}>
      <QueryView query={query} rows={3}>
        {(rows) => (
          <DataTable
            label={t('exclusions')}
            rows={rows}
            columns={columns}
            rowKey={(row) => row.id}
            fileName="exclusions"
            empty={<EmptyState title={t('exclusionsNone')} next={t('exclusionsNoneNext')} />}
          />
        )}
      </QueryView>
    </Section>
  );
}

function Propose({ cycleId }: { cycleId: string }) {
  const t = useTexts();
  const [open, setOpen] = useState(false);
  const send = useSend((values: { reasons: ScreenReason[]; note: string }) => propose(cycleId, values), {
    refresh: [['cycle', cycleId, 'exclusions']],
    done: t('proposed'),
    onDone: () => setOpen(false),
  });
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t('propose')}</Button>
      <Modal open={open} onCancel={() => setOpen(false)} footer={null} title={t('propose')} destroyOnHidden>
        <p className="hint">{t('proposeAbout')}</p>
        <EntryForm<{ reasons: ScreenReason[]; note: string }>
          send={(values) => send.mutateAsync(values)}
          error={send.error}
          pending={send.isPending}
          sendText={t('propose')}
        >
          <Form.Item name="reasons" label={t('reasons')} rules={[{ required: true }]}>
            <Checkbox.Group
              className="check-column"
              options={screenReason.options.map((value) => ({ value, label: t(`reason.${value}`) }))}
            />
          </Form.Item>
          <Form.Item name="note" label={t('note')} rules={[{ required: true, whitespace: true }]}>
            <Input.TextArea maxLength={500} showCount autoSize={{ minRows: 3 }} />
          </Form.Item>
        </EntryForm>
      </Modal>
    </>
  );
}
