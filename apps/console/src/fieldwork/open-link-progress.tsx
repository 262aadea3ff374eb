import type { Progress } from '@mingjian/contract/fieldwork';
import { type Column, DataTable, Section } from '../components';
import { useAudienceColumn, useCountyColumn } from '../cycles/part-columns';
import { NO_NUMBER, useFormats } from '../language/formats';
import { useOpenLinkTexts } from './open-link-texts';
import { Rate } from './rate';

type Row = Progress['open'][number];
const reached = ({ received, target }: Row) => (target === null ? null : received / target);

/** 开放链接 by county: received against the quota, as of the day. */
export function OpenLinkProgress({ rows, day }: { rows: Row[]; day: string }) {
  const t = useOpenLinkTexts();
  const formats = useFormats();
  const county = useCountyColumn();
  const audience = useAudienceColumn();
  const columns: Column<Row>[] = [
    county,
    audience,
    {
      key: 'target',
      title: t('quota'),
      unit: t('answers'),
      value: (row) => row.target,
      show: (row) => (row.target === null ? t('noQuota') : formats.number(row.target)),
      numeric: true,
    },
    {
      key: 'received',
      title: t('received'),
      unit: t('answers'),
      value: (row) => row.received,
      show: (row) => formats.number(row.received),
      numeric: true,
    },
    {
      key: 'reached',
      title: t('reached'),
      value: reached,
      width: '34%',
      show: (row) =>
        row.target === null ? (
          NO_NUMBER
        ) : (
          <Rate share={reached(row)} shown={formats.percent(reached(row), 0)} />
        ),
    },
  ];
  if (rows.length === 0) return null;
  return (
    <Section title={t('progress')} about={t('progressAbout', { day })}>
      <DataTable
        label={t('progress')}
        rows={rows}
        columns={columns}
        rowKey={(row) => `${row.countyCode}-${row.audience}`}
        fileName="open-link-progress"
        pageSize={30}
      />
    </Section>
  );
}
