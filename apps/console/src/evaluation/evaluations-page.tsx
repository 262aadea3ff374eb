import { Link, Navigate, useParams } from 'react-router';
import type { Evaluation } from '@mingjian/contract/evaluation';
import { type Column, DataTable, EmptyState, PageHeader, QueryView, StatusMark } from '../components';
import { useCountyName } from '../cycles/requests';
import { useCommon } from '../language/common';
import { useFormats } from '../language/formats';
import { usePerson } from '../session/requests';
import { InputMark, stateOf } from './input-mark';
import { type InputName, useEvaluations } from './requests';
import { useTexts } from './texts';

export function Component() {
  const { cycleId = '' } = useParams();
  const t = useTexts();
  const common = useCommon();
  const formats = useFormats();
  const countyName = useCountyName();
  const person = usePerson();
  const query = useEvaluations(cycleId);
  if (person.role === 'county' && person.countyCode) {
    return <Navigate to={`/cycles/${cycleId}/evaluation/${person.countyCode}`} replace />;
  }
  const input = (name: InputName): Column<Evaluation> => ({
    key: name,
    title: t(name),
    value: (row) => t(`input.${stateOf(row, name)}`),
    show: (row) => <InputMark evaluation={row} input={name} />,
    filter: true,
  });
  const columns: Column<Evaluation>[] = [
    {
      key: 'county',
      title: common('county'),
      value: (row) => countyName(row.countyCode),
      show: (row) => <Link to={row.countyCode}>{countyName(row.countyCode)}</Link>,
    },
    input('selfEvaluation'),
    input('monitoring'),
    input('onSite'),
    {
      key: 'merged',
      title: t('merged'),
      value: (row) => (row.merged ? t('merged.yes') : t('merged.no')),
      show: (row) => (
        <StatusMark mark={row.merged ? 'done' : 'waiting'}>
          {row.merged ? t('merged.yes') : t('merged.no')}
        </StatusMark>
      ),
      filter: true,
    },
    {
      key: 'mergedAt',
      title: t('mergedAt'),
      value: (row) => row.merged?.at ?? null,
      show: (row) => formats.day(row.merged?.at),
    },
  ];
  return (
    <>
      <PageHeader title={t('title')} about={t('about')} />
      <QueryView query={query} rows={10}>
        {(rows) => (
          <DataTable
            label={t('title')}
            rows={rows}
            columns={columns}
            rowKey={(row) => row.countyCode}
            fileName="evaluations"
            empty={<EmptyState title={t('none')} />}
          />
        )}
      </QueryView>
    </>
  );
}
