import { adjustPValues } from '@mingjian/statistics';
import type { Estimate } from '@mingjian/contract/aggregation';

interface Tested {
  scope: Estimate['scope'];
  p: number | null;
}

/** The same with the p of items adjusted after Holm among one another; an overall index is one question of its own. */
export function withItemsAdjusted<Each extends Tested>(all: readonly Each[]): Each[] {
  const tested = all.filter(({ scope, p }) => scope === 'item' && p !== null);
  const adjusted = adjustPValues(
    tested.map(({ p }) => p ?? 1),
    'holm',
  );
  return all.map((each) => {
    const at = tested.indexOf(each);
    return at < 0 ? each : { ...each, p: adjusted[at] ?? null };
  });
}
