import type { Estimate } from '@mingjian/contract/aggregation';
import type { ReportModel } from '@mingjian/contract/reports';
import { withItemsAdjusted } from './adjusted-items';
import { independentContrast } from './independent-contrast';

export interface YearlyChange {
  audience: string;
  id: string;
  key: string;
  scope: Estimate['scope'];
  before: number | null;
  estimate: number | null;
  ci: readonly [number, number] | null;
  /** Adjusted after Holm over the items of the audience; of an overall index as it is. */
  p: number | null;
  suppressed: boolean;
}

/** 较上年变化: of every index that both years have, in the order of this year's result; the two samples are independent. */
export function yearlyChanges({
  results,
  previous,
}: Pick<ReportModel, 'results' | 'previous'>): YearlyChange[] {
  return results.flatMap(({ audience, estimates }) => {
    const earlier = previous?.results.find((each) => each.audience === audience)?.estimates ?? [];
    const changes = earlier.flatMap((before): YearlyChange[] => {
      const now = estimates.find(({ id }) => id === before.id);
      if (!now) return [];
      const place = { audience, id: now.id, key: now.key, scope: now.scope, before: before.estimate };
      const change = independentContrast([
        { coefficient: 1, of: now },
        { coefficient: -1, of: before },
      ]);
      if (change === null)
        return [
          { ...place, estimate: null, ci: null, p: null, suppressed: now.suppressed || before.suppressed },
        ];
      return [{ ...place, estimate: change.estimate, ci: change.ci, p: change.p, suppressed: false }];
    });
    return withItemsAdjusted(changes);
  });
}
