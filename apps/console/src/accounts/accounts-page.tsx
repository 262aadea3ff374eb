import { App, Button, Form, Input, Modal, Select, Typography } from 'antd';
import { useState } from 'react';
import type { Agency } from '@mingjian/contract/cycles';
import { type Account, type CreatedAccount, type NewAccount, role } from '@mingjian/contract/identity';
import { type Column, DataTable, EmptyState, EntryForm, PageHeader, QueryView, Section } from '../components';
import { useAgencies, useCounties, useCountyName } from '../cycles/requests';
import { useCommon } from '../language/common';
import { useAction, useSend } from '../wire';
import { createAccount, createAgency, resetPassword, useAccounts } from './requests';
import { useTexts } from './texts';

export function Component() {
  const t = useTexts();
  const agencies = useAgencies(true);
  return (
    <>
      <PageHeader title={t('title')} about={t('about')} />
      <QueryView query={agencies} rows={8}>
        {(list) => (
          <>
            <Accounts agencies={list} />
            <Agencies agencies={list} />
          </>
        )}
      </QueryView>
    </>
  );
}

function Accounts({ agencies }: { agencies: Agency[] }) {
  const t = useTexts();
  const common = useCommon();
  const countyName = useCountyName();
  const { modal } = App.useApp();
  const query = useAccounts();
  const [made, setMade] = useState<CreatedAccount | null>(null);
  const [open, setOpen] = useState(false);
  const reset = useAction(resetPassword, { onDone: setMade });
  const place = (row: Account) => {
    if (row.schoolCode) return row.schoolCode;
    if (row.countyCode) return countyName(row.countyCode);
    if (row.agencyId) return agencies.find((each) => each.id === row.agencyId)?.name ?? row.agencyId;
    return t('city');
  };
  const columns: Column<Account>[] = [
    { key: 'name', title: t('name'), value: (row) => row.name },
    { key: 'email', title: t('email'), value: (row) => row.email },
    { key: 'role', title: t('role'), value: (row) => common(`role.${row.role}`), filter: true },
    { key: 'place', title: t('place'), value: place, filter: true },
    {
      key: 'reset',
      title: common('actions'),
      value: () => null,
      buttons: true,
      show: (row) => (
        <Button
          size="small"
          onClick={() =>
            void modal.confirm({
              title: t('resetAsk', { name: row.name }),
              content: t('resetAskMore'),
              okText: t('reset'),
              cancelText: common('cancel'),
              onOk: () => reset.run(row.id),
            })
          }
        >
          {t('reset')}
        </Button>
      ),
    },
  ];
  return (
    <Section
      title={t('accounts')}
      actions={
        <Button type="primary" onClick={() => setOpen(true)}>
          {t('newAccount')}
        </Button>
      }
    >
      <QueryView query={query}>
        {(rows) => (
          <DataTable
            label={t('accounts')}
            rows={rows}
            columns={columns}
            rowKey={(row) => row.id}
            fileName="accounts"
          />
        )}
      </QueryView>
      {open && (
        <NewAccountForm
          agencies={agencies}
          onClose={() => setOpen(false)}
          onMade={(reply) => {
            setOpen(false);
            setMade(reply);
          }}
        />
      )}
      <Modal
        open={made !== null}
        title={t('shownOnce')}
        okText={t('done')}
        onOk={() => setMade(null)}
        closable={false}
        mask={{ closable: false }}
        keyboard={false}
        cancelButtonProps={{ className: 'unseen', tabIndex: -1 }}
      >
        {made && (
          <>
            <p>{t('shownOnceMore')}</p>
            <p>
              {made.account.name} · {made.account.email}
            </p>
            <Typography.Text code copyable={{ tooltips: [common('copy'), common('copied')] }}>
              {made.password}
            </Typography.Text>
          </>
        )}
      </Modal>
    </Section>
  );
}

type Values = Pick<NewAccount, 'email' | 'name' | 'role'> & {
  agencyId?: string;
  countyCode?: string;
  schoolCode?: string;
};

function NewAccountForm(props: {
  agencies: Agency[];
  onClose: () => void;
  onMade: (reply: CreatedAccount) => void;
}) {
  const t = useTexts();
  const common = useCommon();
  const counties = useCounties();
  const countyName = useCountyName();
  const [form] = Form.useForm<Values>();
  const chosen: unknown = Form.useWatch('role', form);
  const send = useSend(
    (values: Values) =>
      createAccount({
        ...values,
        agencyId: values.agencyId ?? null,
        countyCode: values.countyCode ?? null,
        schoolCode: values.schoolCode ?? null,
      }),
    { refresh: [['accounts']], onDone: props.onMade },
  );
  return (
    <Modal open onCancel={props.onClose} footer={null} title={t('newAccount')}>
      <EntryForm<Values>
        form={form}
        send={(values) => send.mutateAsync(values)}
        error={send.error}
        pending={send.isPending}
        sendText={t('create')}
      >
        <Form.Item name="name" label={t('name')} rules={[{ required: true, max: 100 }]}>
          <Input autoComplete="off" />
        </Form.Item>
        <Form.Item name="email" label={t('email')} rules={[{ required: true, type: 'email' }]}>
          <Input type="email" autoComplete="off" />
        </Form.Item>
        <Form.Item name="role" label={t('role')} rules={[{ required: true }]}>
          <Select options={role.options.map((value) => ({ value, label: common(`role.${value}`) }))} />
        </Form.Item>
        {chosen === 'agency' && (
          <Form.Item name="agencyId" label={t('agency')} rules={[{ required: true }]}>
            <Select options={props.agencies.map((each) => ({ value: each.id, label: each.name }))} />
          </Form.Item>
        )}
        {chosen === 'school' && (
          <Form.Item
            name="schoolCode"
            label={t('schoolCode')}
            rules={[{ required: true, pattern: /^\d{4,20}$/ }]}
          >
            <Input inputMode="numeric" autoComplete="off" />
          </Form.Item>
        )}
        {chosen === 'county' && (
          <Form.Item name="countyCode" label={t('county')} rules={[{ required: true }]}>
            <Select
              options={(counties.data ?? []).map((each) => ({
                value: each.code,
                label: countyName(each.code),
              }))}
            />
          </Form.Item>
        )}
      </EntryForm>
    </Modal>
  );
}

function Agencies({ agencies }: { agencies: Agency[] }) {
  const t = useTexts();
  const [open, setOpen] = useState(false);
  const send = useSend((values: { name: string }) => createAgency(values.name), {
    refresh: [['agencies']],
    done: t('agencyDone'),
    onDone: () => setOpen(false),
  });
  const columns: Column<Agency>[] = [{ key: 'name', title: t('agencyName'), value: (row) => row.name }];
  return (
    <Section title={t('agencies')} actions={<Button onClick={() => setOpen(true)}>{t('newAgency')}</Button>}>
      <DataTable
        label={t('agencies')}
        rows={agencies}
        columns={columns}
        rowKey={(row) => row.id}
        fileName="agencies"
        empty={<EmptyState title={t('noAgencies')} next={t('noAgenciesNext')} />}
      />
      <Modal open={open} onCancel={() => setOpen(false)} footer={null} title={t('newAgency')} destroyOnHidden>
        <EntryForm<{ name: string }>
          send={(values) => send.mutateAsync(values)}
          error={send.error}
          pending={send.isPending}
          sendText={t('newAgency')}
        >
          <Form.Item
            name="name"
            label={t('agencyName')}
            rules={[{ required: true, whitespace: true, max: 100 }]}
          >
            <Input />
          </Form.Item>
        </EntryForm>
      </Modal>
    </Section>
  );
}
