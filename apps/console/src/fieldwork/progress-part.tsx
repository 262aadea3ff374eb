import { Link } from 'react-router';
import type { Progress } from '@mingjian/contract/fieldwork';
import { type Column, DataTable, EmptyState, Facts, HashText, QueryView, Section } from '../components';
import { useAudienceColumn, useCountyColumn } from '../cycles/part-columns';
import { useCommon } from '../language/common';
import { useFormats } from '../language/formats';
import { usePerson } from '../session/requests';
import { useProgress } from './channel-requests';
import { FieldReports } from './field-reports';
import { ModesTable } from './modes-table';
import { OpenLinkProgress } from './open-link-progress';
import { Rate } from './rate';
import { useTexts } from './texts';

type Row = Progress['rows'][number];
type SchoolRow = Progress['schools'][number];
const rate = (row: Pick<Row, 'responseRate'>) => row.responseRate;
const reached = ({ used, target }: Row) => (target > 0 ? used / target : null);

export function ProgressPart({ cycleId }: { cycleId: string }) {
  const t = useTexts();
  const common = useCommon();
  const formats = useFormats();
  const county = useCountyColumn();
  const audience = useAudienceColumn();
  const query = useProgress(cycleId);
  const isAgency = usePerson().role === 'agency';
  const columns: Column<Row>[] = [
    county,
    audience,
    {
      key: 'invited',
      title: t('invited'),
      unit: t('people'),
      value: (row) => row.invited,
      show: (row) => formats.number(row.invited),
      numeric: true,
    },
    {
      key: 'answered',
      title: t('answered'),
      unit: t('people'),
      value: (row) => row.used,
      show: (row) => formats.number(row.used),
      numeric: true,
    },
    {
      key: 'target',
      title: t('target'),
      unit: t('people'),
      value: (row) => row.target,
      show: (row) => formats.number(row.target),
      numeric: true,
    },
    {
      key: 'reached',
      title: t('reached'),
      value: reached,
      show: (row) => formats.percent(reached(row), 0),
      numeric: true,
    },
    {
      key: 'rate',
      title: t('rate'),
      value: rate,
      width: '26%',
      show: (row) => <Rate share={rate(row)} shown={formats.percent(rate(row), 1)} />,
    },
  ];
  const schoolColumns: Column<SchoolRow>[] = [
    {
      key: 'school',
      title: t('school'),
      value: (row) => row.schoolName,
      // Class sessions and new slips are there.
      show: (row) =>
        isAgency ? (
          <Link to={`/cycles/${cycleId}/schools/${row.schoolCode}`}>{row.schoolName}</Link>
        ) : (
          row.schoolName
        ),
      wrap: true,
    },
    county,
    audience,
    {
      key: 'used',
      title: `${t('answered')} / ${t('invited')}`,
      value: (row) => row.used,
      show: (row) => `${formats.number(row.used)} / ${formats.number(row.invited)}`,
      numeric: true,
    },
    {
      key: 'rate',
      title: t('rateAtMost'),
      value: (row) => row.rateAtMost,
      width: '28%',
      show: (row) => <Rate share={row.rateAtMost} shown={formats.percent(row.rateAtMost, 0)} />,
    },
  ];
  return (
    <QueryView query={query}>
      {(data) => (
        <div className="stack">
          <Section title={t('progress')} about={t('progressAbout', { day: data.day })}>
            <div className="stack">
              {data.surveys.length > 0 && (
                <Facts
                  items={data.surveys.map((survey) => {
                    const total = data.rows.filter((row) => row.audience === survey.audience);
                    const invited = total.reduce((sum, row) => sum + row.invited, 0);
                    const answered = total.reduce((sum, row) => sum + row.used, 0);
                    return [
                      `${common(`audience.${survey.audience}`)} · ${t(`survey.${survey.status}`)}`,
                      <span key={survey.surveyId} className="big-number">
                        {formats.number(answered)} <small>/ {formats.number(invited)}</small>
                      </span>,
                    ];
                  })}
                />
              )}
              <DataTable
                label={t('progress')}
                rows={data.rows}
                columns={columns}
                rowKey={(row) => `${row.countyCode}-${row.audience}`}
                fileName="fieldwork"
                pageSize={30}
                empty={<EmptyState title={t('noRows')} next={t('noRowsNext')} />}
              />
              {data.surveys.some(({ keyListHash }) => keyListHash !== null) && (
                <Facts
                  items={data.surveys.flatMap(({ surveyId, audience, keyListHash }) =>
                    keyListHash === null
                      ? []
                      : [
                          [
                            `${t('keyList')} · ${common(`audience.${audience}`)}`,
                            <HashText key={surveyId} hash={keyListHash} />,
                          ],
                        ],
                  )}
                />
              )}
            </div>
          </Section>
          <OpenLinkProgress rows={data.open} day={data.day} />
          <ModesTable modes={data.modes} />
          {data.schools.length > 0 && (
            <Section
              title={t('schoolsField')}
              about={t(isAgency ? 'schoolsFieldAgency' : 'schoolsFieldAbout')}
            >
              <DataTable
                label={t('schoolsField')}
                rows={data.schools}
                columns={schoolColumns}
                rowKey={(row) => `${row.schoolCode}-${row.audience}`}
                fileName="schools-lowest-rate"
                pageSize={10}
              />
            </Section>
          )}
          <FieldReports cycleId={cycleId} />
        </div>
      )}
    </QueryView>
  );
}
