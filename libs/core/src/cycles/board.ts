import type { Board, Milestone, MilestoneKey } from '@mingjian/contract/cycles';
import type { County } from '@mingjian/contract/registry';

export type BoardRow = Board['rows'][number];
export type BoardCell = BoardRow['cells'][number];

/** What a later domain knows: a county has reached a milestone, or is at it. `countyCode` null means every county. */
export interface MilestoneFact {
  countyCode: string | null;
  key: MilestoneKey;
  state: 'active' | 'done';
  /** YYYY-MM-DD when done. */
  doneOn: string | null;
}

/**
 * Counties × milestones. A day that the office recorded counts for all counties. Else done beats active; of several done facts the latest day counts, since a milestone is
 * reached when its last part is. What is not done after its day is late, whether begun or not; lateness only warns.
 *
 * @param today Asia/Shanghai calendar day, YYYY-MM-DD
 */
export function boardRows(
  milestones: readonly Milestone[],
  counties: readonly County[],
  facts: readonly MilestoneFact[],
  today: string,
): BoardRow[] {
  return counties.map((county) => ({
    countyCode: county.code,
    nameZh: county.nameZh,
    nameEn: county.nameEn,
    cells: milestones.map((milestone) =>
      cellOf(
        milestone,
        facts.filter(
          (fact) =>
            fact.key === milestone.key && (fact.countyCode === null || fact.countyCode === county.code),
        ),
        today,
      ),
    ),
  }));
}

function cellOf(milestone: Milestone, facts: readonly MilestoneFact[], today: string): BoardCell {
  const due = milestone.revised ?? milestone.planned;
  if (milestone.actual) return { key: milestone.key, state: 'done', due, doneOn: milestone.actual };
  const done = facts.filter((fact) => fact.state === 'done');
  if (done.length > 0) {
    const days = done.flatMap((fact) => (fact.doneOn === null ? [] : [fact.doneOn])).sort();
    return { key: milestone.key, state: 'done', due, doneOn: days.at(-1) ?? null };
  }
  const state = today > due ? 'late' : facts.length > 0 ? 'active' : 'waiting';
  return { key: milestone.key, state, due, doneOn: null };
}
