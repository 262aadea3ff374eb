import { Button } from 'antd';
import type { CoachingReports, FieldProblem } from '@mingjian/contract/fieldwork';
import { type Column, DataTable, EmptyState, QueryView, Section } from '../components';
import { useAudienceColumn } from '../cycles/part-columns';
import { useCommon } from '../language/common';
import { useFormats } from '../language/formats';
import { usePerson } from '../session/requests';
import { useAction } from '../wire';
import { settleProblem, useCoaching, useFieldProblems } from './channel-requests';
import { useTexts } from './texts';

/** What respondents and coordinators told: reports of coaching, and problems in the field. */
export function FieldReports({ cycleId }: { cycleId: string }) {
  const t = useTexts();
  const common = useCommon();
  const audience = useAudienceColumn();
  const formats = useFormats();
  const person = usePerson();
  const isAgency = person.role === 'agency';
  const coaching = useCoaching(cycleId);
  const problems = useFieldProblems(cycleId, isAgency);
  const settle = useAction(settleProblem, { refresh: [['cycle', cycleId, 'field-problems']] });
  const coachingColumns: Column<CoachingReports[number]>[] = [
    { key: 'day', title: t('day'), value: (row) => row.day },
    audience,
    { key: 'text', title: t('text'), value: (row) => row.text, wrap: true },
  ];
  const problemColumns: Column<FieldProblem>[] = [
    { key: 'at', title: t('day'), value: (row) => row.at, show: (row) => formats.moment(row.at) },
    { key: 'school', title: t('school'), value: (row) => row.schoolName, filter: true },
    { key: 'by', title: t('by'), value: (row) => row.by },
    { key: 'text', title: t('text'), value: (row) => row.text, wrap: true },
    {
      key: 'settled',
      title: common('status'),
      value: (row) => row.settled?.by ?? '',
      buttons: true,
      show: (row) =>
        row.settled ? (
          t('settled', { by: row.settled.by })
        ) : (
          <Button size="small" onClick={() => settle.run({ cycleId, id: row.id })}>
            {t('settle')}
          </Button>
        ),
    },
  ];
  return (
    <>
      {isAgency && (
        <Section title={t('fieldProblems')}>
          <QueryView query={problems}>
            {(rows) => (
              <DataTable
                label={t('fieldProblems')}
                rows={rows}
                columns={problemColumns}
                rowKey={(row) => row.id}
                fileName="field-problems"
                empty={<EmptyState title={t('noProblems')} />}
              />
            )}
          </QueryView>
        </Section>
      )}
      <Section title={t('coaching')} about={t('coachingAbout')}>
        <QueryView query={coaching}>
          {(rows) => (
            <DataTable
              label={t('coaching')}
              rows={rows}
              columns={coachingColumns}
              rowKey={(row) => row.id}
              fileName="coaching-reports"
              empty={<EmptyState title={t('noCoaching')} />}
            />
          )}
        </QueryView>
      </Section>
    </>
  );
}
