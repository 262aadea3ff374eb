import { App, Button, Tabs } from 'antd';
import { Link, useNavigate, useParams, useSearchParams } from 'react-router';
import type { Run } from '@mingjian/contract/aggregation';
import { type Column, DataTable, EmptyState, HashText, PageHeader, QueryView, Section } from '../components';
import { useCommon } from '../language/common';
import { useFormats } from '../language/formats';
import { usePerson } from '../session/requests';
import { useAction } from '../wire';
import { PlanPart } from './plan-part';
import { startRun, useRuns } from './requests';
import { RunStatus } from './run-status';
import { ScreeningPart } from './screening-part';
import { useTexts } from './texts';

export function Component() {
  const { cycleId = '' } = useParams();
  const t = useTexts();
  const [search, setSearch] = useSearchParams();
  return (
    <>
      <PageHeader title={t('title')} about={t('about')} />
      <Tabs
        activeKey={search.get('part') ?? 'runs'}
        onChange={(part) => setSearch({ part }, { replace: true })}
        items={[
          { key: 'runs', label: t('runs'), children: <RunsPart cycleId={cycleId} /> },
          { key: 'plan', label: t('plan'), children: <PlanPart cycleId={cycleId} /> },
          { key: 'screening', label: t('screening'), children: <ScreeningPart cycleId={cycleId} /> },
        ]}
      />
    </>
  );
}

function RunsPart({ cycleId }: { cycleId: string }) {
  const t = useTexts();
  const common = useCommon();
  const formats = useFormats();
  const person = usePerson();
  const navigate = useNavigate();
  const { modal } = App.useApp();
  const query = useRuns(cycleId);
  const start = useAction(startRun, {
    refresh: [['cycle', cycleId, 'runs']],
    done: t('started'),
    onDone: (run) => void navigate(run.id),
  });
  const button = person.role === 'agency' && (
    <Button
      type="primary"
      loading={start.isPending}
      onClick={() =>
        void modal.confirm({
          title: t('startAsk'),
          content: t('startAskMore'),
          okText: t('start'),
          cancelText: common('cancel'),
          onOk: () => start.run(cycleId),
        })
      }
    >
      {t('start')}
    </Button>
  );
  const columns: Column<Run>[] = [
    {
      key: 'number',
      title: t('runs'),
      value: (row) => row.number,
      show: (row) => <Link to={row.id}>{t('run', { n: row.number })}</Link>,
    },
    {
      key: 'status',
      title: common('status'),
      value: (row) => t(`status.${row.status}`),
      show: (row) => <RunStatus status={row.status} />,
      filter: true,
    },
    {
      key: 'answers',
      title: t('answers'),
      unit: t('unitAnswers'),
      value: (row) => row.watermark.answers,
      show: (row) => formats.number(row.watermark.answers),
      numeric: true,
    },
    {
      key: 'reports',
      title: t('reportsDone'),
      value: (row) => `${row.reports.done}/${row.reports.of}`,
      numeric: true,
    },
    {
      key: 'started',
      title: t('startedAt'),
      value: (row) => row.startedAt,
      show: (row) => formats.moment(row.startedAt),
    },
    {
      key: 'finished',
      title: t('finishedAt'),
      value: (row) => row.finishedAt,
      show: (row) => formats.moment(row.finishedAt),
    },
    {
      key: 'hash',
      title: t('resultHash'),
      value: (row) => row.resultHash,
      show: (row) => row.resultHash && <HashText hash={row.resultHash} />,
    },
  ];
  return (
    <Section title={t('runs')} actions={button}>
      <QueryView query={query}>
        {(rows) => (
          <DataTable
            label={t('runs')}
            rows={[...rows].sort((left, right) => right.number - left.number)}
            columns={columns}
            rowKey={(row) => row.id}
            fileName="runs"
            empty={
              <EmptyState
                title={t('none')}
                next={person.role === 'agency' ? t('noneAgency') : t('noneOther')}
              />
            }
          />
        )}
      </QueryView>
    </Section>
  );
}
