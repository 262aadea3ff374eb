import type { Result } from '@mingjian/contract/aggregation';
import { dimension } from '@mingjian/contract/surveys';
import { type Column, DataTable, HashText, Section } from '../components';
import { useAudienceColumn, useCountyColumn } from '../cycles/part-columns';
import { useCommon } from '../language/common';
import { useFormats } from '../language/formats';
import { useTexts } from './texts';

/** What the weights did, per county and audience. */
export function Diagnostics({ results }: { results: Result[] }) {
  const t = useTexts();
  const formats = useFormats();
  const county = useCountyColumn();
  const audience = useAudienceColumn();
  const number = (
    key: string,
    title: string,
    value: (row: Result) => number | null,
    decimals = 0,
  ): Column<Result> => ({
    key,
    title,
    value,
    show: (row) => formats.number(value(row), decimals),
    numeric: true,
  });
  const columns: Column<Result>[] = [
    county,
    audience,
    number('invited', t('invited'), (row) => row.invited),
    number('answered', t('answered'), (row) => row.answered),
    number('excluded', t('excluded'), (row) => row.excluded),
    number('effectiveN', t('effectiveN'), (row) => row.weighting.effectiveN),
    number('kishDeff', t('kishDeff'), (row) => row.weighting.kishDeff, 2),
    {
      key: 'range',
      title: t('weightRange'),
      value: (row) => `${row.weighting.min} – ${row.weighting.max}`,
      show: (row) => formats.interval([row.weighting.min, row.weighting.max], 2),
      numeric: true,
    },
    number('trimmed', t('trimmed'), (row) => row.weighting.trimmed),
    number('rounds', t('rounds'), (row) => row.weighting.rounds),
    { key: 'hash', title: t('hash'), value: (row) => row.hash, show: (row) => <HashText hash={row.hash} /> },
  ];
  return (
    <Section title={t('diagnostics')} about={t('diagnosticsAbout')}>
      <DataTable
        label={t('diagnostics')}
        rows={results}
        columns={columns}
        rowKey={(row) => row.id}
        fileName="weights"
        pageSize={30}
        expand={(row) => <More result={row} />}
      />
    </Section>
  );
}

function More({ result }: { result: Result }) {
  const t = useTexts();
  const formats = useFormats();
  const common = useCommon();
  const dimensionName = (key: string) => {
    if (key === '') return t('scope.audience');
    const known = dimension.safeParse(key);
    return known.success ? common(`dimension.${known.data}`) : key;
  };
  return (
    <div className="columns">
      {result.weighting.margins.length > 0 && (
        <table className="small-table">
          <caption>{t('marginsOf')}</caption>
          <thead>
            <tr>
              <th>{t('variable')}</th>
              <th>{t('category')}</th>
              <th className="number">{t('target')}</th>
              <th className="number">{t('achieved')}</th>
            </tr>
          </thead>
          <tbody>
            {result.weighting.margins.map((margin) => (
              <tr key={`${margin.variable}-${margin.category}`}>
                <td>{margin.variable}</td>
                <td>{margin.category}</td>
                <td className="number">{formats.number(margin.target, 1)}</td>
                <td className="number">{formats.number(margin.achieved, 1)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <table className="small-table">
        <caption>{t('reliability')}</caption>
        <thead>
          <tr>
            <th>{t('subject')}</th>
            <th className="number">{t('items')}</th>
            <th className="number">{t('alpha')}</th>
          </tr>
        </thead>
        <tbody>
          {result.reliability.map((each) => (
            <tr key={each.dimension}>
              <td>{dimensionName(each.dimension)}</td>
              <td className="number">{each.items}</td>
              <td className="number">{formats.number(each.alpha, 2)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <div>
        {result.flagged.length > 0 && (
          <>
            <strong>{t('flagged')}</strong>
            <ul className="plain">
              {result.flagged.map((each) => (
                <li key={each.reason}>
                  {t(`reason.${each.reason}`)}: {formats.number(each.answers)}
                </li>
              ))}
            </ul>
          </>
        )}
        {result.weighting.collapses.length > 0 && (
          <>
            <strong>{t('collapses')}</strong>
            <ul className="plain">
              {result.weighting.collapses.map((each, index) => (
                <li key={index}>
                  {t('collapse', { variable: each.variable, from: each.from.join(', '), into: each.into })}
                </li>
              ))}
            </ul>
          </>
        )}
        {result.withExcluded && (
          <p>
            {t('withExcluded', {
              estimate: formats.number(result.withExcluded.estimate, 1),
              se: formats.number(result.withExcluded.se, 2),
            })}
          </p>
        )}
      </div>
    </div>
  );
}
