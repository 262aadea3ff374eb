import { Button, Checkbox } from 'antd';
import { useState } from 'react';
import { useParams } from 'react-router';
import type { ImportedResult } from '@mingjian/contract/aggregation';
import {
  type Column,
  DataTable,
  download,
  Facts,
  HashText,
  PageHeader,
  QueryView,
  Section,
} from '../components';
import { useCountyName } from '../cycles/requests';
import { useCommon } from '../language/common';
import { NO_NUMBER, useFormats } from '../language/formats';
import { useImport } from './requests';
import { useTexts } from './texts';

type Row = ImportedResult['estimates'][number];

export function Component() {
  const { cycleId = '', importId = '' } = useParams();
  const t = useTexts();
  const query = useImport(importId);
  return (
    <>
      <PageHeader
        title={query.data?.title ?? t('title')}
        back={{ to: `/cycles/${cycleId}/imports`, label: t('toList') }}
        actions={
          query.data && (
            <Button
              onClick={() =>
                download(
                  `import-${importId}.json`,
                  `${JSON.stringify(query.data, null, 2)}\n`,
                  'application/json',
                )
              }
            >
              {t('download')}
            </Button>
          )
        }
      />
      <QueryView query={query}>{(made) => <Detail made={made} />}</QueryView>
    </>
  );
}

function Detail({ made }: { made: ImportedResult }) {
  const t = useTexts();
  const common = useCommon();
  const formats = useFormats();
  const countyName = useCountyName();
  const [full, setFull] = useState(false);
  // Full precision writes the number as it was computed, so that it can be set beside another program's.
  const shown = (value: number | null, decimals: number) =>
    value === null ? NO_NUMBER : full ? String(value) : formats.number(value, decimals);
  const number = (
    key: 'estimate' | 'se' | 'n' | 'df' | 'deff',
    title: string,
    decimals: number,
  ): Column<Row> => ({
    key,
    title,
    value: (row) => row[key],
    show: (row) => shown(row[key], decimals),
    numeric: true,
  });
  const columns: Column<Row>[] = [
    { key: 'variable', title: t('variable'), value: (row) => row.variable },
    {
      ...number('estimate', t('mean'), 2),
      show: (row) =>
        row.estimate === null ? (
          `${NO_NUMBER} ${row.reason ?? ''}`
        ) : (
          <strong>{shown(row.estimate, 2)}</strong>
        ),
    },
    number('se', t('se'), 3),
    {
      key: 'interval',
      title: t('interval'),
      value: (row) => (row.ci ? row.ci.join(' – ') : null),
      show: (row) => (row.ci ? `${shown(row.ci[0], 2)} – ${shown(row.ci[1], 2)}` : NO_NUMBER),
      numeric: true,
    },
    number('n', t('n'), 0),
    number('df', t('df'), 0),
    number('deff', t('deff'), 3),
  ];
  const names = (list: string[]) => (list.length > 0 ? list.join(', ') : t('noneGiven'));
  return (
    <>
      <Facts
        items={[
          [t('file'), made.file.name],
          [t('fileRows'), formats.number(made.file.rows)],
          [t('encoding'), made.file.encoding],
          ['SHA-256', <HashText key="file" hash={made.file.sha256} />],
          [common('county'), made.spec.countyCode ? countyName(made.spec.countyCode) : t('countyAny')],
          [
            common('audience'),
            made.spec.audience ? common(`audience.${made.spec.audience}`) : t('audienceAny'),
          ],
          [t('weights'), made.spec.weights ?? t('weightsNone')],
          [t('strata'), names(made.spec.strata)],
          [t('clusters'), names(made.spec.clusters)],
          [t('fpc'), names(made.spec.fpc)],
          [t('importedBy'), `${made.importedBy} · ${formats.moment(made.createdAt)}`],
          [common('hash'), <HashText key="hash" hash={made.hash} />],
        ]}
      />
      <Section
        title={t('estimates')}
        about={t('estimatesAbout')}
        actions={
          <Checkbox checked={full} onChange={(event) => setFull(event.target.checked)}>
            {t('fullPrecision')}
          </Checkbox>
        }
      >
        <DataTable
          label={t('estimates')}
          rows={made.estimates}
          columns={columns}
          rowKey={(row) => row.variable}
          fileName={`import-${made.id}`}
        />
      </Section>
    </>
  );
}
