import { Button, Checkbox } from 'antd';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import type { ReportSummary } from '@mingjian/contract/reports';
import { audience } from '@mingjian/contract/surveys';
import { type Column, DataTable, EmptyState, PageHeader, QueryView } from '../components';
import { useBoard, useCountyName } from '../cycles/requests';
import { useCommon } from '../language/common';
import { useFormats } from '../language/formats';
import { usePerson } from '../session/requests';
import { Headline, headlineOf } from './headline';
import { lateSince } from './late-since';
import { ReportStatus } from './report-status';
import { useReports } from './requests';
import { useTexts } from './texts';

export function Component() {
  const { cycleId = '' } = useParams();
  const t = useTexts();
  const common = useCommon();
  const formats = useFormats();
  const countyName = useCountyName();
  const person = usePerson();
  const query = useReports(cycleId);
  const [chosen, setChosen] = useState<string[]>([]);
  const compares = person.role !== 'county';
  const board = useBoard(cycleId).data;
  const lateOf = (row: ReportSummary) => lateSince(row, board?.rows ?? []);
  const dueOf = (key: 'monitoringReport' | 'review') => {
    const milestone = board?.cycle.milestones.find((each) => each.key === key);
    return formats.day(milestone?.revised ?? milestone?.planned);
  };
  const columns: Column<ReportSummary>[] = [
    {
      key: 'county',
      title: common('county'),
      value: (row) => countyName(row.countyCode),
      show: (row) => (
        <span className="row-name">
          {compares && (
            <Checkbox
              aria-label={t('select', { county: countyName(row.countyCode) })}
              checked={chosen.includes(row.countyCode)}
              onChange={(event) =>
                setChosen((before) =>
                  event.target.checked
                    ? [...before, row.countyCode]
                    : before.filter((code) => code !== row.countyCode),
                )
              }
            />
          )}
          <Link to={row.id}>{countyName(row.countyCode)}</Link>
        </span>
      ),
    },
    {
      key: 'status',
      title: common('status'),
      value: (row) => t(`status.${row.status}`),
      show: (row) => (
        <>
          <ReportStatus status={row.status} />
          {lateOf(row) && (
            <small className="status-more mark-late">
              {t('late', { day: formats.shortDay(lateOf(row)) })}
            </small>
          )}
          {row.status !== 'accepted' && row.open.threads > 0 && (
            <small className="status-more hint">{t('readyThreads', { n: row.open.threads })}</small>
          )}
        </>
      ),
      filter: true,
    },
    ...audience.options.map((each): Column<ReportSummary> => ({
      key: each,
      title: common(`audience.${each}`),
      unit: '0–100',
      value: (row) => headlineOf(row, each)?.estimate ?? null,
      show: (row) => <Headline estimate={headlineOf(row, each)} />,
    })),
    {
      key: 'version',
      title: t('version'),
      value: (row) => row.version,
      numeric: true,
    },
    {
      key: 'submitted',
      title: t('submittedAt'),
      value: (row) => row.submittedAt,
      show: (row) => formats.shortDay(row.submittedAt),
    },
    {
      key: 'accepted',
      title: t('acceptedAt'),
      value: (row) => row.acceptedAt,
      show: (row) => formats.shortDay(row.acceptedAt),
    },
  ];
  const inOrder = (rows: ReportSummary[]) =>
    [...rows].sort((left, right) => left.countyCode.localeCompare(right.countyCode));
  return (
    <>
      <PageHeader
        title={t('title')}
        about={
          <>
            {t('about')}
            {board && compares && (
              <span className="clock">
                {t('clock', { reports: dueOf('monitoringReport'), review: dueOf('review') })}
              </span>
            )}
          </>
        }
        actions={
          compares && (query.data?.length ?? 0) > 1 ? (
            chosen.length > 1 ? (
              <Link to={`/cycles/${cycleId}/compare?counties=${chosen.join(',')}`}>
                <Button type="primary">{t('compareSelected', { n: chosen.length })}</Button>
              </Link>
            ) : (
              <span className="hint">{t('compareHint')}</span>
            )
          ) : undefined
        }
      />
      <QueryView query={query} rows={10}>
        {(rows) => (
          <DataTable
            label={t('title')}
            rows={inOrder(rows)}
            columns={columns}
            rowKey={(row) => row.id}
            fileName="reports"
            empty={
              <EmptyState
                title={t('none')}
                next={person.role === 'county' ? t('noneCounty') : t('noneNext')}
              />
            }
          />
        )}
      </QueryView>
    </>
  );
}
