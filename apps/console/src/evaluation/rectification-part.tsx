import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, DatePicker, Form, Input, Select } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { type Evaluation, rectificationState } from '@mingjian/contract/evaluation';
import { type Column, DataTable, EmptyState, type Mark, StatusMark } from '../components';
import { useFormats } from '../language/formats';
import { usePerson } from '../session/requests';
import { putLedger, type Rectification } from './requests';
import { RecordForm } from './record-form';
import { useTexts } from './texts';

type Item = Rectification['items'][number];
interface Values {
  items: (Partial<Omit<Item, 'due'>> & { due?: Dayjs | null })[];
}

const marks: Record<Item['state'], Mark> = {
  'not-started': 'waiting',
  'in-progress': 'active',
  done: 'done',
  rechecked: 'done',
  returned: 'late',
};

export function RectificationPart({ evaluation }: { evaluation: Evaluation }) {
  const t = useTexts();
  const person = usePerson();
  const saved = evaluation.rectification;
  if (person.role === 'county') return <Editor evaluation={evaluation} />;
  if (!saved || saved.items.length === 0) {
    return <EmptyState title={t('waitsLedger')} next={t('waitsLedgerNext')} />;
  }
  return <Ledger items={saved.items} />;
}

function Ledger({ items }: { items: Item[] }) {
  const t = useTexts();
  const formats = useFormats();
  const columns: Column<Item>[] = [
    { key: 'problem', wrap: true, title: t('problem'), value: (row) => row.problem },
    { key: 'source', title: t('source'), value: (row) => row.source, filter: true },
    { key: 'measure', wrap: true, title: t('measure'), value: (row) => row.measure },
    { key: 'owner', title: t('owner'), value: (row) => row.owner },
    { key: 'due', title: t('due'), value: (row) => row.due, show: (row) => formats.day(row.due) },
    {
      key: 'state',
      title: t('state'),
      value: (row) => t(`state.${row.state}`),
      show: (row) => <StatusMark mark={marks[row.state]}>{t(`state.${row.state}`)}</StatusMark>,
      filter: true,
    },
  ];
  return (
    <DataTable
      label={t('rectification')}
      rows={items}
      columns={columns}
      rowKey={(row) => items.indexOf(row)}
      fileName="rectification"
    />
  );
}

function Editor({ evaluation }: { evaluation: Evaluation }) {
  const saved = evaluation.rectification;
  const revision = saved?.revision ?? 0;
  const dated = (values: Values): Values => ({
    items: values.items.map((item) => ({ ...item, due: item.due ? dayjs(item.due) : null })),
  });
  return (
    <RecordForm<Values>
      draftName={`${evaluation.cycleId}.${evaluation.countyCode}.rectification`}
      revision={revision}
      saved={{ items: (saved?.items ?? []).map((item) => ({ ...item, due: dayjs(item.due) })) }}
      refresh={['cycle', evaluation.cycleId]}
      revive={dated}
      asText={(values) =>
        values.items.map((item) => `${item.problem ?? ''}\t${item.measure ?? ''}`).join('\n')
      }
      send={(values) =>
        putLedger(evaluation, {
          items: values.items.map((item) => ({
            problem: item.problem ?? '',
            source: item.source ?? '',
            measure: item.measure ?? '',
            owner: item.owner ?? '',
            due: item.due?.format('YYYY-MM-DD') ?? '',
            state: item.state ?? 'not-started',
          })),
          revision,
        })
      }
    >
      {() => <Fields />}
    </RecordForm>
  );
}

function Fields() {
  const t = useTexts();
  return (
    <Form.List name="items">
      {(fields, { add, remove }) => (
        <>
          {fields.length === 0 && <EmptyState title={t('waitsLedger')} next={t('waitsLedgerNext')} />}
          {fields.map((field, index) => (
            <fieldset key={field.key} className="ledger-item">
              <legend>{t('item', { n: index + 1 })}</legend>
              <div className="columns">
                <Form.Item
                  name={[field.name, 'problem']}
                  label={t('problem')}
                  rules={[{ required: true, whitespace: true }]}
                >
                  <Input.TextArea maxLength={2000} autoSize={{ minRows: 2 }} />
                </Form.Item>
                <Form.Item name={[field.name, 'measure']} label={t('measure')}>
                  <Input.TextArea maxLength={2000} autoSize={{ minRows: 2 }} />
                </Form.Item>
              </div>
              <div className="date-grid">
                <Form.Item name={[field.name, 'source']} label={t('source')}>
                  <Input maxLength={200} />
                </Form.Item>
                <Form.Item name={[field.name, 'owner']} label={t('owner')}>
                  <Input maxLength={100} />
                </Form.Item>
                <Form.Item name={[field.name, 'due']} label={t('due')} rules={[{ required: true }]}>
                  <DatePicker />
                </Form.Item>
                <Form.Item name={[field.name, 'state']} label={t('state')} initialValue="not-started">
                  <Select
                    options={rectificationState.options.map((value) => ({
                      value,
                      label: t(`state.${value}`),
                      // Rechecking is the office's finding, not the county's own.
                      disabled: value === 'rechecked' || value === 'returned',
                    }))}
                  />
                </Form.Item>
              </div>
              <Button icon={<DeleteOutlined />} onClick={() => remove(field.name)}>
                {t('remove')}
              </Button>
            </fieldset>
          ))}
          <Button icon={<PlusOutlined />} onClick={() => add({ state: 'not-started' })}>
            {t('addItem')}
          </Button>
        </>
      )}
    </Form.List>
  );
}
