import type { Cycle, LateReminder } from '@mingjian/contract/cycles';
import { boardRows, type MilestoneFact } from './board';
import type { County } from '@mingjian/contract/registry';

/** A deadline that has passed with counties still open, and whose move it is. */
export type LateParty = Pick<LateReminder, 'key' | 'due' | 'to' | 'counties'>;

/**
 * The clock of mid-June: the agency is late with the reports that it has not submitted, the office with those that lie
 * submitted before it. Nobody is late with what waits for the other.
 *
 * @param facts of the milestones `monitoringReport` and `review`
 * @param today Asia/Shanghai calendar day, YYYY-MM-DD
 */
export function lateParties(
  cycle: Pick<Cycle, 'milestones'>,
  counties: readonly County[],
  facts: readonly MilestoneFact[],
  today: string,
): LateParty[] {
  const rows = boardRows(cycle.milestones, counties, facts, today);
  const submitted = (code: string) =>
    rows
      .find(({ countyCode }) => countyCode === code)
      ?.cells.some(({ key, state }) => key === 'monitoringReport' && state === 'done') ?? false;
  const clock = [
    { key: 'monitoringReport', to: 'agency', isMove: () => true },
    { key: 'review', to: 'office', isMove: submitted },
  ] as const;
  return clock.flatMap(({ key, to, isMove }): LateParty[] => {
    const late = rows.flatMap(({ countyCode, cells }) =>
      cells
        .filter((cell) => cell.key === key && cell.state === 'late' && isMove(countyCode))
        .map(({ due }) => ({ due, countyCode })),
    );
    const [first] = late;
    return first ? [{ key, due: first.due, to, counties: late.map(({ countyCode }) => countyCode) }] : [];
  });
}
