import type { FewApart, ReportModel } from '@mingjian/contract/reports';
import { estimateOf, overallId } from './material';

/** Where a report has no plan that says otherwise. */
const SUPPRESS_BELOW = 10;

type Compared = Pick<ReportModel, 'results' | 'weightingPlan'>;

/**
 * 两版相减: audiences of which so few people's answers came or went between two versions that both together would tell what
 * these few said. Of an audience that one of the versions withholds nothing can be worked out.
 */
export function fewApart(before: Compared, after: Compared): FewApart[] {
  const few = after.weightingPlan?.suppressBelow ?? SUPPRESS_BELOW;
  return after.results.flatMap((result) => {
    const was = before.results.find(({ audience }) => audience === result.audience);
    const [now, then] = [result, was].map((each) => estimateOf(each, overallId)?.n ?? null);
    if (now == null || then == null) return [];
    const people = Math.abs(now - then);
    return people > 0 && people < few ? [{ audience: result.audience, people }] : [];
  });
}
