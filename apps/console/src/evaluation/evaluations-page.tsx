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
      value: (row) => t(`merged.${mergeState(row)}`),
      show: (row) => (
        <StatusMark mark={mergeMarks[mergeState(row)]}>{t(`merged.${mergeState(row)}`)}</StatusMark>
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

const mergeMarks = { yes: 'done', anew: 'pending', no: 'waiting' } as const;

/** A merge that another accepted report has overtaken has to be made anew. */
function mergeState({ merged, earlier }: Evaluation): keyof typeof mergeMarks {
  if (merged) return 'yes';
  return earlier.length > 0 ? 'anew' : 'no';
}
