import { Button } from 'antd';
import { Link, useParams } from 'react-router';
import type { ImportedResult } from '@mingjian/contract/aggregation';
import { type Column, DataTable, EmptyState, HashText, PageHeader, QueryView } from '../components';
import { useCommon } from '../language/common';
import { useFormats } from '../language/formats';
import { usePerson } from '../session/requests';
import { useImports } from './requests';
import { useTexts } from './texts';

export function Component() {
  const { cycleId = '' } = useParams();
  const t = useTexts();
  const common = useCommon();
  const formats = useFormats();
  const person = usePerson();
  const query = useImports(cycleId);
  const button = person.role === 'agency' && (
    <Link to="new">
      <Button type="primary">{t('new')}</Button>
    </Link>
  );
  const columns: Column<ImportedResult>[] = [
    {
      key: 'title',
      wrap: true,
      title: t('name'),
      value: (row) => row.title,
      show: (row) => <Link to={row.id}>{row.title}</Link>,
    },
    { key: 'file', wrap: true, title: t('file'), value: (row) => row.file.name },
    {
      key: 'rows',
      title: t('fileRows'),
      value: (row) => row.file.rows,
      show: (row) => formats.number(row.file.rows),
      numeric: true,
    },
    { key: 'variables', wrap: true, title: t('variables'), value: (row) => row.spec.variables.join(', ') },
    { key: 'by', title: t('importedBy'), value: (row) => row.importedBy },
    {
      key: 'at',
      title: t('createdAt'),
      value: (row) => row.createdAt,
      show: (row) => formats.moment(row.createdAt),
    },
    {
      key: 'hash',
      title: common('hash'),
      value: (row) => row.hash,
      show: (row) => <HashText hash={row.hash} />,
    },
  ];
  return (
    <>
      <PageHeader title={t('title')} about={t('about')} actions={button} />
      <QueryView query={query}>
        {(rows) => (
          <DataTable
            label={t('title')}
            rows={rows}
            columns={columns}
            rowKey={(row) => row.id}
            fileName="outside-surveys"
            empty={
              <EmptyState
                title={t('none')}
                next={person.role === 'agency' ? t('noneAgency') : t('noneOther')}
                action={button || undefined}
              />
            }
          />
        )}
      </QueryView>
    </>
  );
}
