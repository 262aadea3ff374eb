import { Button } from 'antd';
import { Link, useParams } from 'react-router';
import type { Survey } from '@mingjian/contract/surveys';
import { type Column, DataTable, EmptyState, HashText, PageHeader, QueryView } from '../components';
import { useAudienceColumn } from '../cycles/part-columns';
import { useLocalized } from '../language';
import { useCommon } from '../language/common';
import { useFormats } from '../language/formats';
import { usePerson } from '../session/requests';
import { useTexts as useBankTexts } from './bank/texts';
import { useTexts as useExchangeTexts } from './exchange/texts';
import { useSurveys } from './requests';
import { SurveyStatus } from './status';
import { useTexts } from './texts';

export function Component() {
  const { cycleId = '' } = useParams();
  const t = useTexts();
  const bank = useBankTexts();
  const exchange = useExchangeTexts();
  const common = useCommon();
  const audience = useAudienceColumn();
  const localized = useLocalized();
  const formats = useFormats();
  const person = usePerson();
  const surveys = useSurveys(cycleId);
  const create = person.role === 'agency' && (
    <Link to="new">
      <Button type="primary">{t('new')}</Button>
    </Link>
  );
  const actions = (
    <>
      <Link to="bank">
        <Button>{bank('bank')}</Button>
      </Link>
      {person.role === 'agency' && (
        <Link to="import">
          <Button>{exchange('import')}</Button>
        </Link>
      )}
      {create}
    </>
  );
  const columns: Column<Survey>[] = [
    audience,
    {
      key: 'title',
      wrap: true,
      title: t('title'),
      value: (row) => localized(row.title),
      show: (row) => <Link to={row.id}>{localized(row.title)}</Link>,
    },
    {
      key: 'status',
      title: common('status'),
      value: (row) => t(`status.${row.status}`),
      show: (row) => <SurveyStatus status={row.status} />,
      filter: true,
    },
    {
      key: 'version',
      title: t('version'),
      value: (row) => row.publishedVersion?.number ?? null,
      show: (row) =>
        row.publishedVersion ? t('versionNumber', { n: row.publishedVersion.number }) : t('notPublished'),
    },
    {
      key: 'publishedAt',
      title: t('publishedAt'),
      value: (row) => row.publishedVersion?.publishedAt ?? null,
      show: (row) => formats.moment(row.publishedVersion?.publishedAt),
    },
    {
      key: 'hash',
      title: common('hash'),
      value: (row) => row.publishedVersion?.hash ?? null,
      show: (row) => (row.publishedVersion ? <HashText hash={row.publishedVersion.hash} /> : null),
    },
  ];
  return (
    <>
      <PageHeader title={t('surveys')} about={t('about')} actions={actions} />
      <QueryView query={surveys}>
        {(rows) => (
          <DataTable
            label={t('surveys')}
            rows={rows}
            columns={columns}
            rowKey={(row) => row.id}
            fileName="surveys"
            empty={
              <EmptyState
                title={t('none')}
                next={person.role === 'agency' ? t('noneAgency') : t('noneOffice')}
                action={create || undefined}
              />
            }
          />
        )}
      </QueryView>
    </>
  );
}
