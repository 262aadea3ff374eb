import { Button, Form, Input, Modal } from 'antd';
import { useState } from 'react';
import type { SampledSchool } from '@mingjian/contract/distribution';
import { type Column, DataTable, EntryForm, QueryView, Section } from '../components';
import { useCountyColumn } from '../cycles/part-columns';
import { useCommon } from '../language/common';
import { useFormats } from '../language/formats';
import { usePerson } from '../session/requests';
import { useSend } from '../wire';
import { replaceSchool, useSampledSchools } from './requests';
import { useTexts } from './texts';

const nameOf = ({ code, name }: SampledSchool['school']) => `${name} ${code}`;

/** The drawn schools, who may stand in for each, and who does. */
export function SampledSchools({ cycleId }: { cycleId: string }) {
  const t = useTexts();
  const common = useCommon();
  const formats = useFormats();
  const person = usePerson();
  const county = useCountyColumn();
  const query = useSampledSchools(cycleId);
  const [replaced, setReplaced] = useState<SampledSchool | null>(null);
  const columns: Column<SampledSchool>[] = [
    county,
    { key: 'stage', title: t('stage'), value: (row) => common(`stage.${row.stage}`), filter: true },
    { key: 'area', title: t('area'), value: (row) => common(`area.${row.area}`), filter: true },
    {
      key: 'school',
      title: t('sampledSchool'),
      value: (row) => nameOf(row.school),
      show: (row) => (
        <>
          {nameOf(row.school)}
          {row.replacements.map(({ from, at, by, reason }) => (
            <div key={at} className="hint">
              {t('standsInFor', { school: from.name, by, at: formats.moment(at), reason })}
            </div>
          ))}
        </>
      ),
      wrap: true,
    },
    {
      key: 'pi',
      title: t('pi'),
      value: (row) => row.inclusionProbability,
      show: (row) => formats.number(row.inclusionProbability, 4),
      numeric: true,
    },
    {
      key: 'substitutes',
      title: t('substitutes'),
      value: (row) => row.substitutes.map(nameOf).join('；'),
      show: (row) => (row.substitutes.length === 0 ? t('noSubstitutes') : <Substitutes of={row} />),
      wrap: true,
    },
    ...(person.role === 'agency'
      ? [
          {
            key: 'replace',
            title: common('actions'),
            value: () => null,
            show: (row: SampledSchool) =>
              row.replacements.length < row.substitutes.length && (
                <Button size="small" onClick={() => setReplaced(row)}>
                  {t('replace')}
                </Button>
              ),
            buttons: true,
          },
        ]
      : []),
  ];
  return (
    <Section title={t('sampledSchools')} about={t('sampledSchoolsAbout')}>
      <QueryView query={query}>
        {(schools) => (
          <DataTable
            label={t('sampledSchools')}
            rows={schools}
            columns={columns}
            rowKey={(row) => row.drawn.code}
            fileName="sampled-schools"
            empty={t('sampledSchoolsEmpty')}
          />
        )}
      </QueryView>
      {replaced && <ReplaceDialog cycleId={cycleId} of={replaced} onClose={() => setReplaced(null)} />}
    </Section>
  );
}

function Substitutes({ of }: { of: SampledSchool }) {
  return (
    <ol className="plain">
      {of.substitutes.map((each, index) => (
        <li key={each.code}>{index < of.replacements.length ? <s>{nameOf(each)}</s> : nameOf(each)}</li>
      ))}
    </ol>
  );
}

function ReplaceDialog({
  cycleId,
  of,
  onClose,
}: {
  cycleId: string;
  of: SampledSchool;
  onClose: () => void;
}) {
  const t = useTexts();
  const next = of.substitutes[of.replacements.length];
  const send = useSend(
    ({ reason }: { reason: string }) => replaceSchool(cycleId, { schoolCode: of.school.code, reason }),
    { refresh: [['cycle', cycleId]], done: t('replacedDone'), onDone: onClose },
  );
  return (
    <Modal open onCancel={onClose} footer={null} title={t('replaceTitle', { school: of.school.name })}>
      <p>{t('replaceNext', { school: next ? nameOf(next) : '' })}</p>
      <EntryForm<{ reason: string }>
        initial={{ reason: '' }}
        send={(values) => send.mutateAsync(values)}
        error={send.error}
        pending={send.isPending}
        sendText={t('replace')}
      >
        <Form.Item
          name="reason"
          label={t('replaceReason')}
          extra={t('replaceReasonAbout')}
          rules={[{ required: true, whitespace: true, min: 4 }]}
        >
          <Input.TextArea maxLength={300} showCount autoSize={{ minRows: 3 }} />
        </Form.Item>
      </EntryForm>
    </Modal>
  );
}
