import type { OpenLinkResult, Result } from '@mingjian/contract/aggregation';
import { type Column, DataTable, Section } from '../components';
import { useAudienceColumn, useCountyColumn } from '../cycles/part-columns';
import { useFormats } from '../language/formats';
import { useTexts } from './texts';

type Row = Pick<Result, 'id' | 'countyCode' | 'audience'> & { openLink: OpenLinkResult };

/** 开放链接 in a table of its own: no sample, so there is no interval to show and nothing to compare with. */
export function OpenLinkTable({ results }: { results: Result[] }) {
  const t = useTexts();
  const formats = useFormats();
  const county = useCountyColumn();
  const audience = useAudienceColumn();
  const rows = results.flatMap(({ id, countyCode, audience, openLink }): Row[] =>
    openLink === null ? [] : [{ id, countyCode, audience, openLink }],
  );
  if (rows.length === 0) return null;
  const number = (key: 'answers' | 'index' | 'top2', decimals: number, unit?: string): Column<Row> => ({
    key,
    title: t(`openLink.${key}`),
    unit,
    numeric: true,
    value: (row) => row.openLink[key],
    show: (row) => formats.number(row.openLink[key], decimals),
  });
  const columns: Column<Row>[] = [
    county,
    audience,
    number('answers', 0),
    number('index', 1),
    number('top2', 1, '%'),
  ];
  return (
    <Section title={t('openLink')} about={t('openLinkAbout')}>
      <DataTable
        label={t('openLink')}
        rows={rows}
        columns={columns}
        rowKey={(row) => row.id}
        fileName="open-link"
      />
    </Section>
  );
}
