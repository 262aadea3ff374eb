import type { ReportDetail, ValueRef } from '@mingjian/contract/reports';
import type { Audience } from '@mingjian/contract/surveys';
import { Facts } from '../../components';
import { useCommon } from '../../language/common';
import { useFormats } from '../../language/formats';
import { MadeFrom } from './made-from';
import { useTraceTexts } from './trace-texts';

/** What people wrote of their own accord: how many, of how many who wrote at all. */
export function OpinionFacts({
  report,
  value,
}: {
  report: ReportDetail;
  value: Extract<ValueRef, { of: 'opinion' }>;
}) {
  const t = useTraceTexts();
  const common = useCommon();
  const formats = useFormats();
  const own = report.model.opinions.find(
    ({ audience, evidence }) => audience === value.audience && evidence === value.evidence,
  );
  const theme = own?.themes.find((each) => each.theme === value.theme);
  return (
    <>
      <Facts
        items={[
          [t('audience'), common(`audience.${value.audience as Audience}`)],
          [t('from'), t(value.evidence === undefined ? 'fromSample' : 'fromOpenLink')],
          ...(theme ? [[t('mentioned'), formats.number(theme.people)] as [string, string]] : []),
          [t('wrote'), formats.number(own?.wrote)],
        ]}
      />
      <p className="hint">{t('opinionAbout')}</p>
    </>
  );
}

/** Of the answers by 开放链接, which stand beside the sample and never in it. */
export function OpenLinkFacts({
  report,
  value,
}: {
  report: ReportDetail;
  value: Extract<ValueRef, { of: 'open-link' }>;
}) {
  const t = useTraceTexts();
  const common = useCommon();
  const formats = useFormats();
  const result = report.model.results.find(({ audience }) => audience === value.audience);
  const found = result?.openLink;
  if (!result || !found) return null;
  return (
    <>
      <Facts
        items={[
          [t('audience'), common(`audience.${result.audience}`)],
          [t('from'), t('fromOpenLink')],
          [t('count.answered'), formats.number(found.answers)],
          [t('measureIndex'), formats.number(found.index, 4)],
          [t('measureTop2'), formats.number(found.top2, 4)],
        ]}
      />
      <p className="hint">{t('openLink')}</p>
      <MadeFrom report={report} result={result} />
    </>
  );
}
