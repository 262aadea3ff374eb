import type { Fieldwork } from '@mingjian/contract/distribution';
import { surveyStatus } from '@mingjian/contract/surveys';
import { type Column, DataTable, EmptyState, Facts, HashText, QueryView, Section } from '../components';
import { useCountyName } from '../cycles/requests';
import { useCommon } from '../language/common';
import { useFormats } from '../language/formats';
import { useFieldwork } from './requests';
import { useTexts } from './texts';

type Row = Fieldwork['rows'][number];
const rate = (row: Row) => (row.invited > 0 ? row.answered / row.invited : null);

export function ProgressPart({ cycleId }: { cycleId: string }) {
  const t = useTexts();
  const common = useCommon();
  const formats = useFormats();
  const countyName = useCountyName();
  const query = useFieldwork(cycleId);
  const columns: Column<Row>[] = [
    {
      key: 'county',
      title: common('county'),
      value: (row) => countyName(row.countyCode),
      filter: true,
    },
    {
      key: 'audience',
      title: common('audience'),
      value: (row) => common(`audience.${row.audience}`),
      filter: true,
    },
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
      value: (row) => row.answered,
      show: (row) => formats.number(row.answered),
      numeric: true,
    },
    {
      key: 'rate',
      title: t('rate'),
      value: rate,
      width: '34%',
      show: (row) => <Rate share={rate(row)} shown={formats.percent(rate(row), 1)} />,
    },
  ];
  return (
    <QueryView query={query}>
      {(data) => (
        <Section title={t('progress')} about={t('progressAbout', { at: formats.moment(data.asOf) })}>
          <div className="stack">
            {data.surveys.length > 0 && (
              <Facts
                items={data.surveys.map((survey) => {
                  const total = data.rows.filter((row) => row.audience === survey.audience);
                  const invited = total.reduce((sum, row) => sum + row.invited, 0);
                  const answered = total.reduce((sum, row) => sum + row.answered, 0);
                  return [
                    `${common(`audience.${survey.audience}`)} · ${surveyState(survey.status, t)}`,
                    <span key={survey.surveyId} className="big-number">
                      {formats.number(answered)} <small>/ {formats.number(invited)}</small>
                    </span>,
                  ];
                })}
              />
            )}
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
            <DataTable
              label={t('progress')}
              rows={data.rows}
              columns={columns}
              rowKey={(row) => `${row.countyCode}-${row.audience}`}
              fileName="fieldwork"
              pageSize={30}
              empty={<EmptyState title={t('noRows')} next={t('noRowsNext')} />}
            />
          </div>
        </Section>
      )}
    </QueryView>
  );
}

function surveyState(status: string, t: ReturnType<typeof useTexts>): string {
  const known = surveyStatus.safeParse(status);
  return known.success ? t(`survey.${known.data}`) : status;
}

function Rate({ share, shown }: { share: number | null; shown: string }) {
  return (
    <span className="rate">
      <span className="rate-bar" aria-hidden>
        <span style={{ width: `${Math.min(100, (share ?? 0) * 100)}%` }} />
      </span>
      <span className="rate-number">{shown}</span>
    </span>
  );
}
