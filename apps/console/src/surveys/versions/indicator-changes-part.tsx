import { QueryView, Section } from '../../components';
import { useLocalized } from '../../language';
import { useIndicatorChanges } from './requests';
import { useTexts } from './texts';

/** What changed in the indicators since the cycle that the survey was copied from. */
export function IndicatorChangesPart({ surveyId }: { surveyId: string }) {
  const t = useTexts();
  const localized = useLocalized();
  const query = useIndicatorChanges(surveyId);
  return (
    <QueryView query={query}>
      {({ since, items, added, removed }) => {
        const list = (all: typeof added) =>
          all.map(({ code, name }) => `${code} ${localized(name)}`).join('、');
        return (
          <Section title={t('indicatorChanges')} about={t('indicatorAbout', { year: since?.year ?? '' })}>
            {items.length + added.length + removed.length === 0 && <p>{t('indicatorSame')}</p>}
            <ul className="plain">
              {items.map(({ code, indicatorCode, state, before, after, nowAt }) => (
                <li key={code}>
                  {t(state, {
                    code,
                    indicator: indicatorCode,
                    before: localized(before),
                    after: after ? localized(after) : '',
                  })}{' '}
                  {nowAt !== null && t('nowAt', { at: nowAt })}
                </li>
              ))}
              {added.length > 0 && <li>{t('added', { list: list(added) })}</li>}
              {removed.length > 0 && <li>{t('removed', { list: list(removed) })}</li>}
            </ul>
          </Section>
        );
      }}
    </QueryView>
  );
}
