import type { Estimate } from '@mingjian/contract/aggregation';
import type { ReportDetail } from '@mingjian/contract/reports';
import { audience as audiences, type Audience } from '@mingjian/contract/surveys';
import { Facts, IntervalBar } from '../../components';
import { useLocalized } from '../../language';
import { useCommon } from '../../language/common';
import { useFormats } from '../../language/formats';
import { nameOfGroup } from './group-names';
import { MadeFrom } from './made-from';
import { useTraceTexts } from './trace-texts';

/** An estimate of this report: whom it is about, its numbers, and what they were made from. */
export function EstimateFacts({
  report,
  audience,
  id,
}: {
  report: ReportDetail;
  audience: string;
  id: string;
}) {
  const t = useTraceTexts();
  const common = useCommon();
  const localized = useLocalized();
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
      <MadeFrom report={report} result={result} />
    </>
  );
}

/** An estimate's numbers, or why there are none. */
export function Numbers({ estimate }: { estimate: Estimate }) {
  const t = useTraceTexts();
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
      {estimate.ci && (estimate.ci[0] < 0 || estimate.ci[1] > 100) && (
        <p className="hint">{t('passesTheScale')}</p>
      )}
    </>
  );
}
