import { App, Button, Dropdown } from 'antd';
import { useParams } from 'react-router';
import type { BankEntry, Survey } from '@mingjian/contract/surveys';
import { type Column, DataTable, EmptyState, PageHeader, QueryView } from '../../components';
import { useCountyName } from '../../cycles/requests';
import { useAudienceColumn } from '../../cycles/part-columns';
import { useLocalized } from '../../language';
import { useCommon } from '../../language/common';
import { useFormats } from '../../language/formats';
import { usePerson } from '../../session/requests';
import { useAction } from '../../wire';
import { useSurveys } from '../requests';
import { useTexts as useSurveyTexts } from '../texts';
import { takeQuestions, useBank } from './requests';
import { useTexts } from './texts';

/** Every question ever published, with its use and results; an agency takes it into a draft from here. */
export function Component() {
  const { cycleId = '' } = useParams();
  const t = useTexts();
  const common = useCommon();
  const audience = useAudienceColumn();
  const surveyTexts = useSurveyTexts();
  const localized = useLocalized();
  const formats = useFormats();
  const person = usePerson();
  const bank = useBank();
  const surveys = useSurveys(cycleId);
  const drafts = (surveys.data ?? []).filter(({ status }) => status === 'draft' || status === 'changesAsked');
  const columns: Column<BankEntry>[] = [
    { key: 'code', title: surveyTexts('code'), value: (row) => row.code },
    audience,
    { key: 'text', title: surveyTexts('text'), value: (row) => localized(row.text), wrap: true },
    {
      key: 'role',
      title: surveyTexts('role'),
      value: (row) => surveyTexts(`role.${row.role}`),
      filter: true,
    },
    {
      key: 'dimension',
      title: surveyTexts('dimension'),
      value: (row) => (row.dimension ? common(`dimension.${row.dimension}`) : null),
      filter: true,
    },
    { key: 'indicator', title: surveyTexts('indicator'), value: (row) => row.indicatorCode, filter: true },
    {
      key: 'used',
      title: t('used'),
      value: (row) => [...new Set(row.usage.map(({ year }) => year))].join('、'),
      filter: true,
    },
    {
      key: 'results',
      title: t('results'),
      value: (row) => range(row),
      show: (row) => rangeText(row, t, formats.number),
    },
    ...(person.role === 'agency'
      ? [
          {
            key: 'take',
            title: common('actions'),
            value: () => null,
            buttons: true,
            show: (row: BankEntry) => <Take entry={row} drafts={drafts} />,
          },
        ]
      : []),
  ];
  return (
    <>
      <PageHeader
        title={t('bank')}
        about={t('about')}
        back={{ to: `/cycles/${cycleId}/surveys`, label: t('back') }}
      />
      <QueryView query={bank}>
        {(rows) => (
          <DataTable
            label={t('bank')}
            rows={rows}
            columns={columns}
            rowKey={(row) => row.id}
            fileName="question-bank"
            expand={(row) => <Results entry={row} />}
            empty={<EmptyState title={t('none')} next={t('noneNext')} />}
          />
        )}
      </QueryView>
    </>
  );
}

/** Indices of the latest year, smallest first. */
function latest(entry: BankEntry): number[] {
  const years = entry.results.map(({ year }) => year);
  const year = Math.max(...years);
  return entry.results
    .filter((result) => result.year === year && result.estimate !== null)
    .map(({ estimate }) => estimate ?? 0)
    .sort((a, b) => a - b);
}

function range(entry: BankEntry): number | null {
  return latest(entry)[0] ?? null;
}

function rangeText(
  entry: BankEntry,
  t: ReturnType<typeof useTexts>,
  number: (value: number | undefined, decimals: number) => string,
): string {
  const found = latest(entry);
  if (found.length === 0) return '—';
  return t('range', { from: number(found[0], 1), to: number(found.at(-1), 1), n: found.length });
}

function Take({ entry, drafts }: { entry: BankEntry; drafts: Survey[] }) {
  const t = useTexts();
  const localized = useLocalized();
  const { message } = App.useApp();
  const take = useAction(takeQuestions, { refresh: [['survey'], ['cycle']], done: t('taken') });
  const run = ({ id, revision }: Survey) =>
    take.run({
      surveyId: id,
      revision,
      questions: [{ versionId: entry.usage[0]?.versionId ?? '', code: entry.code }],
    });
  if (drafts.length === 0)
    return <Button onClick={() => void message.info(t('noDraft'))}>{t('take')}</Button>;
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items: drafts.map((draft) => ({
          key: draft.id,
          label: t('takeInto', { title: localized(draft.title) }),
          onClick: () => run(draft),
        })),
      }}
    >
      <Button loading={take.isPending}>{t('take')}</Button>
    </Dropdown>
  );
}

function Results({ entry }: { entry: BankEntry }) {
  const t = useTexts();
  const common = useCommon();
  const localized = useLocalized();
  const formats = useFormats();
  const countyName = useCountyName();
  return (
    <>
      {entry.choices.length > 0 && (
        <p>
          {t('choices')}：{entry.choices.map(({ value, text }) => localized(text) || value).join('；')}
        </p>
      )}
      {entry.results.length === 0 ? (
        <p className="hint">{t('noResults')}</p>
      ) : (
        <table className="editor">
          <thead>
            <tr>
              <th>{t('used')}</th>
              <th>{common('county')}</th>
              <th className="number">{t('index')}</th>
              <th className="number">{t('interval')}</th>
              <th className="number">{t('n')}</th>
            </tr>
          </thead>
          <tbody>
            {entry.results.map((result) => (
              <tr key={`${result.cycleId}-${result.countyCode}`}>
                <td>{result.year}</td>
                <td>{countyName(result.countyCode)}</td>
                <td className="number">
                  {result.suppressed ? t('suppressed') : formats.number(result.estimate, 1)}
                </td>
                <td className="number">{formats.interval(result.ci)}</td>
                <td className="number">{formats.number(result.n)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}
