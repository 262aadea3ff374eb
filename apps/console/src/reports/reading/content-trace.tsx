import type { Gap } from '@mingjian/contract/aggregation';
import { yearsBefore, type ReportDetail, type ValueRef } from '@mingjian/contract/reports';
import { audience as audiences, type Audience } from '@mingjian/contract/surveys';
import { Facts, HashText } from '../../components';
import { useLocalized } from '../../language';
import { useCommon } from '../../language/common';
import { useFormats } from '../../language/formats';
import { EstimateFacts, Numbers } from './estimate-facts';
import { nameOfGroup } from './group-names';
import { useTraceTexts } from './trace-texts';
import { OpinionFacts } from './voluntary-trace';

type Content = Extract<
  ValueRef,
  {
    of:
      | 'gap'
      | 'change'
      | 'year-estimate'
      | 'trend'
      | 'share'
      | 'importance'
      | 'opinion'
      | 'county-estimate'
      | 'city'
      | 'against-city'
      | 'county-count';
  }
>;

/** Where a compared or counted number comes from: what it is made of, and how. */
export function ContentFacts({ report, value }: { report: ReportDetail; value: Content }) {
  const t = useTraceTexts();
  const formats = useFormats();
  switch (value.of) {
    case 'gap':
      return <GapFacts report={report} value={value} />;
    case 'change':
      return <ChangeFacts report={report} value={value} />;
    case 'year-estimate':
      return <YearFacts report={report} value={value} year={report.model.year + value.offset} />;
    case 'trend':
      return <TrendFacts report={report} value={value} />;
    case 'share':
      return <ShareFacts report={report} value={value} />;
    case 'importance': {
      const found = resultOf(report, value.audience)?.importance.find(({ key }) => key === value.item);
      return (
        <>
          <h4>{t('importance')}</h4>
          <p className="hint">{t('importanceAbout')}</p>
          <Facts
            items={[
              [t('value'), formats.number(found?.correlation ?? null, 4)],
              [t('n'), formats.number(found?.n ?? null)],
            ]}
          />
          <EstimateFacts report={report} audience={value.audience} id={`index|item|${value.item}||`} />
        </>
      );
    }
    case 'opinion':
      return <OpinionFacts report={report} value={value} />;
    case 'county-count':
      return <p>{t('counted')}</p>;
    case 'city':
      return <CityFacts report={report} value={value} />;
    case 'county-estimate':
    case 'against-city':
      return <CountyFacts report={report} value={value} />;
  }
}

const resultOf = (report: ReportDetail, audience: string) =>
  report.model.results.find((each) => each.audience === audience);

const answers = [0, 1, 2, 3, 4, 5] as const;

function ShareFacts({ report, value }: { report: ReportDetail; value: Extract<Content, { of: 'share' }> }) {
  const t = useTraceTexts();
  const formats = useFormats();
  const found = resultOf(report, value.audience)?.distributions.find(({ key }) => key === value.item);
  return (
    <>
      <p className="hint">{t('shareAbout')}</p>
      {found && !found.suppressed && (
        <table className="trace-parts">
          <thead>
            <tr>
              <th scope="col">{t('answer')}</th>
              <th scope="col">{t('share')}</th>
            </tr>
          </thead>
          <tbody>
            {[...answers.slice(1), answers[0]].map((answer) => (
              <tr key={answer} aria-current={answer === value.answer || undefined}>
                <th scope="row">{t(`answer.${answer}`)}</th>
                <td>
                  {formats.number(
                    answer === 0 ? found.notApplicable : (found.shares?.[answer - 1] ?? null),
                    4,
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <EstimateFacts report={report} audience={value.audience} id={`index|item|${value.item}||`} />
    </>
  );
}

function GapFacts({ report, value }: { report: ReportDetail; value: Extract<Content, { of: 'gap' }> }) {
  const t = useTraceTexts();
  const formats = useFormats();
  const localized = useLocalized();
  const result = resultOf(report, value.audience);
  const gap = result?.gaps.find(({ id }) => id === value.id);
  if (!result || !gap) return null;
  const id = (group: Gap['group']) => `index|audience||${gap.cut}|${group}`;
  return (
    <>
      <h4>{t('gap')}</h4>
      <p className="hint">{t('gapAbout')}</p>
      {gap.suppressed ? (
        <p>{t('suppressed')}</p>
      ) : (
        <Facts
          items={[
            [t('value'), formats.number(gap.estimate, 4)],
            [t('se'), formats.number(gap.se, 4)],
            [t('interval'), formats.interval(gap.ci, 4)],
            [t('df'), formats.number(gap.df)],
            [t('adjustedP'), formats.number(gap.p, 4)],
            [t('against'), gap.against.map((each) => localized(nameOfGroup(each))).join(' · ')],
          ]}
        />
      )}
      <EstimateFacts report={report} audience={value.audience} id={id(gap.group)} />
    </>
  );
}

function ChangeFacts({ report, value }: { report: ReportDetail; value: Extract<Content, { of: 'change' }> }) {
  const t = useTraceTexts();
  const { previous, year } = report.model;
  const earlier = previous?.results.find((each) => each.audience === value.audience);
  const before = earlier?.estimates.find(({ id }) => id === value.id);
  return (
    <>
      <h4>{t('change')}</h4>
      <p className="hint">{t('changeAbout')}</p>
      <h4>{t('thisYear', { year })}</h4>
      <EstimateFacts report={report} audience={value.audience} id={value.id} />
      {earlier && before && (
        <>
          <h4>{t('lastYear', { year: previous?.year ?? '' })}</h4>
          <Numbers estimate={before} />
          <Facts items={[[t('result'), <HashText key="r" hash={earlier.resultHash} />]]} />
        </>
      )}
    </>
  );
}

/** One year's number; of an earlier year with the result that it was taken from. */
function YearFacts({
  report,
  value,
  year,
}: {
  report: ReportDetail;
  value: { audience: string; id: string };
  year: number;
}) {
  const t = useTraceTexts();
  if (year === report.model.year)
    return (
      <>
        <h4>{t('thisYear', { year })}</h4>
        <EstimateFacts report={report} audience={value.audience} id={value.id} />
      </>
    );
  const then = yearsBefore(report.model).find((each) => each.year === year);
  const result = then?.results.find(({ audience }) => audience === value.audience);
  const code = value.id.split('|')[2] ?? '';
  const apart = (then?.notCompared ?? []).filter(
    (each) => each.audience === value.audience && (code === '' || each.code === code),
  );
  const estimate = result?.estimates.find(({ id }) => id === value.id);
  return (
    <>
      <h4>{t('earlierYear', { year })}</h4>
      {result && estimate ? (
        <>
          <Numbers estimate={estimate} />
          <Facts items={[[t('result'), <HashText key="r" hash={result.resultHash} />]]} />
        </>
      ) : (
        <>
          <p>{t('notCompared')}</p>
          <ul>
            {apart.map((each) => (
              <li key={each.code}>
                {each.code} {t(`why.${each.why}`)}
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

/** The years that a line goes through, each with its number. */
function TrendFacts({ report, value }: { report: ReportDetail; value: Extract<Content, { of: 'trend' }> }) {
  const t = useTraceTexts();
  const years = [report.model.year, ...yearsBefore(report.model).map(({ year }) => year)];
  return (
    <>
      <h4>{t('trend')}</h4>
      <p className="hint">{t('trendAbout')}</p>
      {years.map((year) => (
        <YearFacts key={year} report={report} value={value} year={year} />
      ))}
    </>
  );
}

/** What the city is put together from: each county's number and the people that it stands for. */
function CityFacts({ report, value }: { report: ReportDetail; value: Extract<Content, { of: 'city' }> }) {
  const t = useTraceTexts();
  const formats = useFormats();
  const localized = useLocalized();
  const parts = (report.model.comparison?.counties ?? []).flatMap((county) => {
    const result = county.results.find((each) => each.audience === value.audience);
    const estimate = result?.estimates.find(({ id }) => id === value.id);
    return result && estimate ? [{ county, result, estimate }] : [];
  });
  return (
    <>
      <p className="hint">{t('cityAbout')}</p>
      <table className="trace-parts">
        <thead>
          <tr>
            <th scope="col">{t('county')}</th>
            <th scope="col">{t('value')}</th>
            <th scope="col">{t('population')}</th>
          </tr>
        </thead>
        <tbody>
          {parts.map(({ county, result, estimate }) => (
            <tr key={county.code}>
              <th scope="row">{localized({ zh: county.nameZh, en: county.nameEn })}</th>
              <td>{formats.number(estimate.estimate, 2)}</td>
              <td>{formats.number(Math.round(result.population))}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

function CountyFacts({
  report,
  value,
}: {
  report: ReportDetail;
  value: Extract<Content, { of: 'county-estimate' | 'against-city' }>;
}) {
  const t = useTraceTexts();
  const common = useCommon();
  const localized = useLocalized();
  const formats = useFormats();
  const county = report.model.comparison?.counties.find(({ code }) => code === value.county);
  const result = county?.results.find((each) => each.audience === value.audience);
  const estimate = result?.estimates.find(({ id }) => id === value.id);
  if (!county || !result || !estimate) return null;
  const known = audiences.safeParse(value.audience).success;
  return (
    <>
      {value.of === 'against-city' && <p className="hint">{t('cityAbout')}</p>}
      <Facts
        items={[
          [t('county'), `${localized({ zh: county.nameZh, en: county.nameEn })} ${county.code}`],
          [t('audience'), known ? common(`audience.${value.audience as Audience}`) : value.audience],
          [t('population'), formats.number(Math.round(result.population))],
          [t('result'), <HashText key="r" hash={result.resultHash} />],
        ]}
      />
      <Numbers estimate={estimate} />
    </>
  );
}
