import type { ReportSummary } from '@mingjian/contract/reports';
import { IntervalBar } from '../components';
import { NO_NUMBER, useFormats } from '../language/formats';
import { useTexts } from './texts';

export type HeadlineEstimate = ReportSummary['headline'][number]['estimate'];

export function headlineOf(report: ReportSummary, audience: string): HeadlineEstimate {
  return report.headline.find((each) => each.audience === audience)?.estimate ?? null;
}

/** An index as number, interval and picture; n beside them. */
export function Headline({ estimate }: { estimate: HeadlineEstimate }) {
  const t = useTexts();
  const formats = useFormats();
  if (!estimate || estimate.estimate === null) return <span title={t('notEstimated')}>{NO_NUMBER}</span>;
  return (
    <div className="headline">
      <span className="headline-number">{formats.number(estimate.estimate, 1)}</span>
      <small>
        {formats.interval(estimate.ci)} · {t('n')} {formats.number(estimate.n)}
      </small>
      <IntervalBar estimate={estimate.estimate} ci={estimate.ci} />
    </div>
  );
}
