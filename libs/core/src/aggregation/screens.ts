import type { ScreenReason, WeightingPlan } from '@mingjian/contract/aggregation';
import type { ItemMapping } from '@mingjian/contract/surveys';

/** One answer as aggregation sees it: the cell it was given in, values by item code, milliseconds by item code. */
export interface AnswerRow {
  cellId: string;
  answers: Readonly<Record<string, unknown>>;
  /** Null where nobody timed it: 纸质问卷 and 代填. */
  durations: Readonly<Record<string, number>> | null;
}

/** 不适用 is stored as 0, so that "not applicable" and "not answered" stay two things. */
const NOT_APPLICABLE = 0;

/** Below this many scored answers alike, equal answers are no sign of carelessness. */
const STRAIGHT_LINE_FROM = 8;

/** Milliseconds a person spent on the whole form; null where nobody timed it. */
export function totalDuration(row: AnswerRow): number | null {
  if (row.durations === null) return null;
  let total = 0;
  for (const milliseconds of Object.values(row.durations)) total += milliseconds;
  return total;
}

/**
 * Flags every answer against the plan's screens; it flags and never deletes.
 * @param rows answers of one county × audience; the median duration is taken over those that were timed.
 * @returns for each row the reasons it shows, in a fixed order.
 */
export function screenAnswers(
  rows: readonly AnswerRow[],
  items: readonly ItemMapping[],
  screens: WeightingPlan['screens'],
): ScreenReason[][] {
  const attention = items.filter((item) => item.role === 'attention');
  const rated = items.filter((item) => item.role === 'scored' || item.role === 'expectation');
  const durations = rows.map(totalDuration);
  const tooFast = median(durations.filter((each) => each !== null)) / 3;
  return rows.map((row, index) => {
    const reasons: ScreenReason[] = [];
    if (screens.attention && attention.some((item) => row.answers[item.code] !== item.correctValue))
      reasons.push('attention');
    const answered = items.filter((item) => row.answers[item.code] !== undefined).length;
    const duration = durations[index] ?? null;
    const least = Math.max(tooFast, answered * screens.millisecondsPerItem);
    if (duration !== null && duration < least) reasons.push('speeding');
    const values = rated.map((item) => row.answers[item.code]).filter((value) => value !== undefined);
    const valid = values.filter((value) => value !== NOT_APPLICABLE);
    if (screens.straightLining && valid.length >= STRAIGHT_LINE_FROM && new Set(valid).size === 1)
      reasons.push('straight-lining');
    if (values.length > 0 && (values.length - valid.length) / values.length > screens.notApplicableShare)
      reasons.push('not-applicable');
    return reasons;
  });
}

/** An answer falls under an exclusion when it shows all of its reasons. */
export function isExcluded(
  reasons: readonly ScreenReason[],
  exclusions: readonly (readonly ScreenReason[])[],
): boolean {
  return exclusions.some((exclusion) => exclusion.every((reason) => reasons.includes(reason)));
}

function median(values: readonly number[]): number {
  if (values.length === 0) return 0;
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2;
}
