import type { ReportDetail, ValueRef } from '@mingjian/contract/reports';
import type { Audience } from '@mingjian/contract/surveys';
import { Facts } from '../../components';
import { useLocalized } from '../../language';
import { useCommon } from '../../language/common';
import { useFormats } from '../../language/formats';
import { MadeFrom } from './made-from';
import { useTraceTexts } from './trace-texts';

type Counted = Extract<ValueRef, { of: 'count' | 'flagged' | 'with-excluded' | 'margin' | 'reliability' }>;

/** What a count or a diagnostic of the weights is about, what it stands beside, and what it was made from. */
export function CountFacts({ report, value }: { report: ReportDetail; value: Counted }) {
  const t = useTraceTexts();
  const common = useCommon();
  const results = report.model.results.filter(
    ({ audience }) => value.audience === '' || audience === value.audience,
  );
  const isOfPeople = value.of === 'count' && people.some((field) => field === value.field);
  const about = {
    count: isOfPeople ? 'counted' : 'weighted',
    margin: 'weighted',
    flagged: 'screened',
    'with-excluded': 'screened',
    reliability: null,
  } as const;
  const said = about[value.of];
  return (
    <>
      <Facts
        items={[
          [t('about'), <About key="about" report={report} value={value} />],
          [
            t('audience'),
            value.audience === '' ? t('allAudiences') : common(`audience.${value.audience as Audience}`),
          ],
        ]}
      />
      {said && <p className="hint">{t(said)}</p>}
      {isOfPeople ? <People results={results} /> : value.of === 'count' && <Weights results={results} />}
      {results.length === 1 && results[0] && <MadeFrom report={report} result={results[0]} />}
    </>
  );
}

const people = ['invited', 'answered', 'responseRate', 'excluded'] as const;

function About({ report, value }: { report: ReportDetail; value: Counted }) {
  const t = useTraceTexts();
  const localized = useLocalized();
  switch (value.of) {
    case 'count':
      return t(`count.${value.field}`);
    case 'flagged':
      return t(`screen.${value.reason}`);
    case 'with-excluded':
      return t('withExcluded');
    case 'reliability':
      return t('reliability');
    case 'margin': {
      const item = report.model.items.find(
        ({ audience, code }) => audience === value.audience && code === value.variable,
      );
      const names = value.category.split('+').map((category) => {
        const option = item?.options.find((each) => each.value === category);
        if (option) return localized(option.text);
        return category === 'undisclosed' ? t('undisclosed') : category;
      });
      return `${item ? localized(item.text) : value.variable} ${names.join(t('listComma'))} · ${t(`margin.${value.show}`)}`;
    }
  }
}

type Results = ReportDetail['model']['results'];

/** Invited, answered and the rate between them, audience by audience. */
function People({ results }: { results: Results }) {
  const t = useTraceTexts();
  const common = useCommon();
  const formats = useFormats();
  return (
    <table className="trace-parts">
      <thead>
        <tr>
          <th scope="col">{t('audience')}</th>
          <th scope="col">{t('count.invited')}</th>
          <th scope="col">{t('count.answered')}</th>
          <th scope="col">{t('count.responseRate')}</th>
        </tr>
      </thead>
      <tbody>
        {results.map(({ audience, invited, answered }) => (
          <tr key={audience}>
            <th scope="row">{common(`audience.${audience}`)}</th>
            <td>{formats.number(invited)}</td>
            <td>{formats.number(answered)}</td>
            <td>{formats.percent(invited === 0 ? null : answered / invited, 2)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Weights({ results }: { results: Results }) {
  const t = useTraceTexts();
  const formats = useFormats();
  return results.map(({ audience, weighting }) => (
    <Facts
      key={audience}
      items={[
        [t('count.weightBase'), formats.number(weighting.base, 2)],
        [t('count.weightSum'), formats.number(weighting.sum, 2)],
        [t('count.weightMin'), formats.number(weighting.min, 4)],
        [t('count.weightMax'), formats.number(weighting.max, 4)],
        [t('count.kishDeff'), formats.number(weighting.kishDeff, 4)],
        [t('count.effectiveN'), formats.number(weighting.effectiveN, 2)],
        [t('count.rounds'), formats.number(weighting.rounds)],
      ]}
    />
  ));
}
