import type { Estimate } from '@mingjian/contract/aggregation';
import type { ReportDetail, ValueRef } from '@mingjian/contract/reports';
import { audience as audiences, type Audience } from '@mingjian/contract/surveys';
import { Facts, HashText, IntervalBar } from '../../components';
import { useLocalized } from '../../language';
import { useCommon } from '../../language/common';
import { useFormats } from '../../language/formats';
import type { Chosen } from './report-reading';
import { ContentFacts } from './content-trace';
import { nameOfGroup } from './group-names';
import { useReadingTexts } from './texts';

type Traced = Extract<Chosen, { kind: 'value' }>;

/** Where a printed number comes from, as far back as the report knows. */
export function ValueTrace({ report, value }: { report: ReportDetail; value: Traced }) {
  const t = useReadingTexts();
  const { ref, text } = value;
  return (
    <section aria-label={t('trace')}>
      <h3>{t('trace')}</h3>
      <p className="trace-number">{text}</p>
      <Source report={report} value={ref} />
    </section>
  );
}

function Source({ report, value }: { report: ReportDetail; value: ValueRef }) {
  const t = useReadingTexts();
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
      return (
        <p>{value.field.startsWith('weight') || value.field === 'kishDeff' ? t('weighted') : t('counted')}</p>
      );
    case 'margin':
    case 'reliability':
      return <p>{t('weighted')}</p>;
    case 'flagged':
    case 'with-excluded':
      return <p>{t('screened')}</p>;
    case 'open-link':
      return <p>{t('openLink')}</p>;
    case 'tally':
      return <p>{t('tallied')}</p>;
    default:
      return <p>{t('setting')}</p>;
  }
}

export function EstimateFacts({
  report,
  audience,
  id,
}: {
  report: ReportDetail;
  audience: string;
  id: string;
}) {
  const t = useReadingTexts();
  const common = useCommon();
  const localized = useLocalized();
  const formats = useFormats();
  const result = report.model.results.find((each) => each.audience === audience);
  const estimate = result?.estimates.find((each) => each.id === id);
  if (!result || !estimate) return null;
  const item =
    estimate.scope === 'item'
      ? report.model.items.find((each) => each.audience === audience && each.code === estimate.key)
      : undefined;
  const indicator = report.model.indicators.find((each) => each.code === item?.indicatorCode);
  const known = audiences.safeParse(audience).success;
  return (
    <>
      <Facts
        items={[
          [t('audience'), known ? common(`audience.${audience as Audience}`) : audience],
          ...(item ? [[t('wording'), `${item.code} ${localized(item.text)}`] as [string, string]] : []),
          ...(estimate.scope === 'dimension'
            ? [[t('dimension'), localized(nameOfGroup(estimate.key))] as [string, string]]
            : []),
          ...(estimate.scope === 'audience' ? [[t('wording'), t('allItems')] as [string, string]] : []),
          ...(estimate.cut === ''
            ? []
            : [[t('group'), localized(nameOfGroup(estimate.group))] as [string, string]]),
          ...(indicator
            ? [
                [
                  t('mapped'),
                  `${indicator.code} ${localized({ zh: indicator.nameZh, en: indicator.nameEn })}`,
                ] as [string, string],
              ]
            : []),
        ]}
      />
      <p className="hint">{estimate.measure === 'index' ? t('measureIndex') : t('measureTop2')}</p>
      <Numbers estimate={estimate} />
      <Facts
        items={[
          [t('run'), report.runId.slice(0, 8)],
          [t('result'), <HashText key="r" hash={result.hash} />],
          [t('survey'), <HashText key="s" hash={result.surveyVersionHash} />],
          [
            t('snapshot'),
            <span key="a">
              {formats.number(result.snapshot.answers)} · <HashText hash={result.snapshot.hash} />
            </span>,
          ],
          [t('plan'), <HashText key="p" hash={result.weightingPlanHash} />],
          [t('code'), result.codeVersion],
        ]}
      />
    </>
  );
}

export function Numbers({ estimate }: { estimate: Estimate }) {
  const t = useReadingTexts();
  const formats = useFormats();
  if (estimate.suppressed) return <p>{t('suppressed')}</p>;
  if (estimate.estimate === null) return <p>{t('notEstimated', { reason: estimate.reason ?? '' })}</p>;
  return (
    <>
      {estimate.ci && <IntervalBar estimate={estimate.estimate} ci={estimate.ci} />}
      <Facts
        items={[
          [t('value'), formats.number(estimate.estimate, 4)],
          [t('se'), formats.number(estimate.se, 4)],
          [t('interval'), formats.interval(estimate.ci, 4)],
          [t('n'), formats.number(estimate.n)],
          [t('df'), formats.number(estimate.df)],
          [t('deff'), formats.number(estimate.deff, 3)],
        ]}
      />
    </>
  );
}

function IndicatorFacts({ report, ids }: { report: ReportDetail; ids: string[] }) {
  const t = useReadingTexts();
  const localized = useLocalized();
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
          [t('value'), `${value.grade ?? value.value ?? '—'} ${value.grade === null ? leaf.unit : ''}`],
          [t('threshold'), leaf.threshold || '—'],
          [t('tier'), t(`tier.${value.sourceTier}`)],
          [t('source'), leaf.source || '—'],
          [t('evidence'), value.evidence],
        ]}
      />
    );
  });
}
