import { Alert, App, Button, Form, Input } from 'antd';
import { useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import type { SchoolCell } from '@mingjian/contract/fieldwork';
import { type Column, DataTable, EntryForm, PageHeader, QueryView, Section } from '../components';
import { useCommon } from '../language/common';
import { SurveyStatus } from '../surveys/status';
import { useAction, useSend } from '../wire';
import {
  openRoom,
  replaceSlips,
  reportProblem,
  saveNotice,
  savePoster,
  saveSlips,
  useSchoolField,
} from './channel-requests';
import { useChannelTexts } from './channel-texts';
import { useTexts } from './texts';

/** What a school's coordinator opens: how many codes were used, and what can be printed or started; the agency likewise. */
export function Component() {
  const { cycleId = '', schoolCode } = useParams();
  const t = useChannelTexts();
  const common = useCommon();
  const query = useSchoolField(cycleId, schoolCode);
  const isOwn = schoolCode === undefined;
  return (
    <>
      <PageHeader
        title={query.data?.schoolName ?? t('schoolTitle')}
        about={t(isOwn ? 'schoolAbout' : 'schoolAgencyAbout')}
        back={isOwn ? undefined : { to: `/cycles/${cycleId}/fieldwork`, label: common('back') }}
      />
      <QueryView query={query}>
        {(field) => (
          <div className="stack">
            <Cells cycleId={cycleId} day={field.day} cells={field.cells} />
            {isOwn && <Prints cells={field.cells} name={field.schoolName} />}
            {isOwn && <Report cycleId={cycleId} />}
          </div>
        )}
      </QueryView>
    </>
  );
}

function Cells({ cycleId, day, cells }: { cycleId: string; day: string; cells: SchoolCell[] }) {
  const t = useChannelTexts();
  const common = useCommon();
  const navigate = useNavigate();
  const { modal } = App.useApp();
  const [slips, setSlips] = useState<{ cell: SchoolCell; codes: string[] } | null>(null);
  const replace = useAction(replaceSlips, {
    onDone: ({ cellId, codes }) => {
      const cell = cells.find((each) => each.cellId === cellId);
      if (cell) setSlips({ cell, codes });
    },
  });
  const start = useAction(openRoom, {
    refresh: [['cycle', cycleId, 'school']],
    onDone: ({ surveyId, id }) => void navigate(`/cycles/${cycleId}/sessions/${surveyId}/${id}`),
  });
  const save = useAction(saveSlips);
  const asked = (title: string, content: string, okText: string, run: () => void) =>
    void modal.confirm({ title, content, okText, cancelText: common('cancel'), onOk: run });
  const columns: Column<SchoolCell>[] = [
    {
      key: 'who',
      title: t('who'),
      value: (row) => `${row.className ?? t('staff')} · ${common(`audience.${row.audience}`)}`,
    },
    {
      key: 'status',
      title: t('state'),
      value: (row) => row.status,
      show: (row) => <SurveyStatus status={row.status} />,
    },
    {
      key: 'used',
      title: t('codesUsed'),
      value: (row) => row.used,
      numeric: true,
      show: (row) => `${row.used} / ${row.codes}`,
    },
    {
      key: 'actions',
      title: common('actions'),
      value: () => null,
      buttons: true,
      show: (row) =>
        row.codes === 0 || row.status === 'closed' ? null : (
          <>
            <Button
              size="small"
              onClick={() =>
                row.roomId === null
                  ? asked(t('roomAsk'), t('roomAskMore'), t('startRoom'), () => start.run(row))
                  : void navigate(`/cycles/${cycleId}/sessions/${row.surveyId}/${row.roomId}`)
              }
            >
              {row.roomId === null ? t('startRoom') : t('toRoom')}
            </Button>
            <Button
              size="small"
              onClick={() =>
                asked(t('replaceAsk'), t('replaceAskMore'), t('replace'), () => replace.run(row))
              }
            >
              {t('replace')}
            </Button>
          </>
        ),
    },
  ];
  return (
    <Section title={t('codesUsed')} about={t('asOf', { day })}>
      {slips && (
        <Alert
          className="problem"
          type="warning"
          showIcon
          title={t('replaced', { n: slips.codes.length })}
          action={
            <Button
              type="primary"
              loading={save.isPending}
              onClick={() =>
                save.run({
                  surveyId: slips.cell.surveyId,
                  cells: [{ cellId: slips.cell.cellId, codes: slips.codes }],
                  name: `slips-${slips.cell.className ?? t('staff')}`,
                })
              }
            >
              PDF
            </Button>
          }
        />
      )}
      <DataTable
        label={t('codesUsed')}
        rows={cells}
        columns={columns}
        rowKey={(row) => row.cellId}
        fileName="codes-used"
      />
    </Section>
  );
}

function Prints({ cells, name }: { cells: SchoolCell[]; name: string }) {
  const t = useChannelTexts();
  const common = useCommon();
  const poster = useAction(savePoster);
  const notice = useAction(saveNotice);
  const surveys = [...new Map(cells.map((cell) => [cell.surveyId, cell])).values()];
  return (
    <Section title={t('prints')}>
      <div className="stack">
        {surveys.map(({ surveyId, audience }) => (
          <div key={surveyId} className="filter-line">
            <strong>{common(`audience.${audience}`)}</strong>
            {(['a4', 'a3'] as const).map((paper) => (
              <Button
                key={paper}
                onClick={() =>
                  poster.run({ surveyId, kind: 'code', paper, name: `${name}-${audience}-${paper}` })
                }
              >
                {t('poster', { paper: paper.toUpperCase() })}
              </Button>
            ))}
            {audience === 'student' && (
              <Button onClick={() => notice.run({ surveyId, name: `${name}-notice` })}>{t('notice')}</Button>
            )}
          </div>
        ))}
      </div>
    </Section>
  );
}

function Report({ cycleId }: { cycleId: string }) {
  const t = useChannelTexts();
  const [form] = Form.useForm<{ text: string }>();
  const send = useSend(reportProblem, { done: t('reported'), onDone: () => form.resetFields() });
  const texts = useTexts();
  return (
    <Section title={t('report')} about={t('reportAbout')}>
      <div className="narrow">
        <EntryForm<{ text: string }>
          form={form}
          send={({ text }) => send.mutateAsync({ cycleId, text })}
          error={send.error}
          pending={send.isPending}
          sendText={t('report')}
        >
          <Form.Item
            name="text"
            label={t('reportText')}
            rules={[{ required: true, max: 1000, whitespace: true }]}
          >
            <Input.TextArea rows={3} aria-label={texts('text')} />
          </Form.Item>
        </EntryForm>
      </div>
    </Section>
  );
}
