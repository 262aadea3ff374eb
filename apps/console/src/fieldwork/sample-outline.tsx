import type { SamplePreview } from '@mingjian/contract/distribution';
import { type Column, DataTable, Facts, Section, StatusMark } from '../components';
import { useAudienceColumn, useCountyColumn } from '../cycles/part-columns';
import { useCommon } from '../language/common';
import { useFormats } from '../language/formats';
import { useTexts } from './texts';

type Stratum = SamplePreview['strata'][number];
type Precision = SamplePreview['precision'][number];

const near = (sum: number, whole: number) => Math.abs(sum - whole) < 1e-6 * Math.max(1, whole);
/** Equal chances give back the schools, chances by size the pupils. */
const restores = (row: Stratum) =>
  near(row.expanded, row.schoolsInFrame) || near(row.expandedPupils, row.pupilsInFrame);

/** What a draw comes to: people invited, expected precision, and each stratum held against the frame. */
export function SampleOutline({ outline }: { outline: SamplePreview }) {
  const t = useTexts();
  const common = useCommon();
  const formats = useFormats();
  const county = useCountyColumn();
  const audience = useAudienceColumn();
  const number = <Row,>(
    key: string,
    title: string,
    value: (row: Row) => number | null,
    decimals = 0,
  ): Column<Row> => ({
    key,
    title,
    value,
    show: (row) => formats.number(value(row), decimals),
    numeric: true,
  });
  const strata: Column<Stratum>[] = [
    county,
    { key: 'stage', title: t('stage'), value: (row) => common(`stage.${row.stage}`), filter: true },
    { key: 'area', title: t('area'), value: (row) => common(`area.${row.area}`), filter: true },
    number('N', t('inFrame'), (row) => row.schoolsInFrame),
    number('n', t('drawnSchools'), (row) => row.schoolsDrawn),
    {
      key: 'pi',
      title: t('pi'),
      value: (row) => row.inclusionProbability,
      show: (row) =>
        row.inclusionProbability === row.largestProbability
          ? formats.number(row.inclusionProbability, 4)
          : `${formats.number(row.inclusionProbability, 4)} – ${formats.number(row.largestProbability, 4)}`,
      numeric: true,
    },
    number('expanded', t('expanded'), (row) => row.expanded, 2),
    number('pupils', t('pupilsInFrame'), (row) => row.pupilsInFrame),
    number('expandedPupils', t('expandedPupils'), (row) => row.expandedPupils),
    {
      key: 'check',
      title: t('check'),
      value: (row) => (restores(row) ? t('matches') : t('differs')),
      show: (row) => (
        <StatusMark mark={restores(row) ? 'done' : 'late'}>
          {restores(row) ? t('matches') : t('differs')}
        </StatusMark>
      ),
    },
  ];
  const precision: Column<Precision>[] = [
    county,
    audience,
    number('schools', t('drawnOf'), (row) => row.schools),
    number('invited', t('invited'), (row) => row.invited),
    number('answers', t('expectedAnswers'), (row) => row.answers),
    number('deff', t('deff'), (row) => row.deff, 2),
    number('margin', t('margin'), (row) => row.marginOfError, 2),
  ];
  return (
    <>
      <Facts
        items={outline.invited.map((each): [string, string] => [
          `${t('invited')} · ${common(`audience.${each.audience}`)}`,
          formats.number(each.people),
        ])}
      />
      <Section title={t('precision')} about={t('precisionAbout')}>
        <DataTable
          label={t('precision')}
          rows={outline.precision}
          columns={precision}
          rowKey={(row) => `${row.countyCode}-${row.audience}`}
          fileName="sample-precision"
        />
      </Section>
      <Section title={t('strata')} about={t('strataAbout')}>
        <DataTable
          label={t('strata')}
          rows={outline.strata}
          columns={strata}
          rowKey={(row) => `${row.countyCode}-${row.stage}-${row.area}`}
          fileName="sample-strata"
        />
      </Section>
    </>
  );
}
