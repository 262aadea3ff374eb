import type { ReportDetail, ValueRef } from '@mingjian/contract/reports';
import { Facts } from '../../components';
import { thresholdText } from '../../indicators/threshold-text';
import { unitText } from '../../indicators/unit-text';
import { useLanguage, useLocalized } from '../../language';
import { NO_NUMBER } from '../../language/formats';
import type { Chosen } from './chosen';
import { ContentFacts } from './content-trace';
import { CountFacts } from './count-trace';
import { EstimateFacts } from './estimate-facts';
import { useTraceTexts } from './trace-texts';
import { OpenLinkFacts } from './voluntary-trace';

type Traced = Extract<Chosen, { kind: 'value' }>;

/** Where a printed number comes from, as far back as the report knows. */
export function ValueTrace({ report, value }: { report: ReportDetail; value: Traced }) {
  const t = useTraceTexts();
  const { ref, text } = value;
  return (
    <section aria-label={t('trace')}>
      <h3>{t('trace')}</h3>
      <p className="trace-number">{text}</p>
      {text === NO_NUMBER && <p className="hint">{t('dash')}</p>}
      <Source report={report} value={ref} />
    </section>
  );
}

function Source({ report, value }: { report: ReportDetail; value: ValueRef }) {
  const t = useTraceTexts();
  switch (value.of) {
    case 'estimate':
      return <EstimateFacts report={report} audience={value.audience} id={value.id} />;
    case 'difference':
      return (
        <>
          <EstimateFacts report={report} audience={value.audience} id={value.a} />
          <EstimateFacts report={report} audience={value.audience} id={value.b} />
        </>
      );
    case 'gap':
    case 'change':
    case 'year-estimate':
    case 'trend':
    case 'share':
    case 'importance':
    case 'opinion':
    case 'county-estimate':
    case 'city':
    case 'against-city':
    case 'county-count':
      return <ContentFacts report={report} value={value} />;
    case 'indicator':
      return <IndicatorFacts report={report} ids={[value.id]} />;
    case 'indicator-change':
      return <IndicatorFacts report={report} ids={[value.id, value.previousId]} />;
    case 'count':
    case 'margin':
    case 'reliability':
    case 'flagged':
    case 'with-excluded':
      return <CountFacts report={report} value={value} />;
    case 'open-link':
      return <OpenLinkFacts report={report} value={value} />;
    case 'tally':
      return <TallyFacts report={report} value={value} />;
    default:
      return <p>{t('setting')}</p>;
  }
}

function TallyFacts({ report, value }: { report: ReportDetail; value: Extract<ValueRef, { of: 'tally' }> }) {
  const t = useTraceTexts();
  const localized = useLocalized();
  const branch = report.model.indicators.find(({ code }) => code === value.within);
  return (
    <>
      <Facts
        items={[
          [t('about'), t(`tally.${value.what}`)],
          [
            t('within'),
            branch
              ? `${branch.code} ${localized({ zh: branch.nameZh, en: branch.nameEn })}`
              : t('allIndicators'),
          ],
        ]}
      />
      <p className="hint">{t('tallied')}</p>
    </>
  );
}

function IndicatorFacts({ report, ids }: { report: ReportDetail; ids: string[] }) {
  const t = useTraceTexts();
  const localized = useLocalized();
  const language = useLanguage();
  return ids.map((id) => {
    const value = report.model.indicatorValues.find((each) => each.id === id);
    const leaf = report.model.indicators.find((each) => each.code === value?.indicatorCode);
    if (!value || !leaf) return null;
    return (
      <Facts
        key={id}
        items={[
          [t('indicator'), `${leaf.code} ${localized({ zh: leaf.nameZh, en: leaf.nameEn })}`],
          [t('year'), String(value.year)],
          ...(value.stagePrefix === '' ? [] : [[t('stage'), value.stagePrefix] as [string, string]]),
          [
            t('value'),
            `${value.grade ?? value.value ?? NO_NUMBER} ${value.grade === null ? unitText(leaf.unit, language) : ''}`,
          ],
          [t('threshold'), thresholdText(leaf.threshold, language) || NO_NUMBER],
          [t('tier'), t(`tier.${value.sourceTier}`)],
          [t('source'), leaf.source || NO_NUMBER],
          [t('evidence'), value.evidence],
        ]}
      />
    );
  });
}
