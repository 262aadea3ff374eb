import type { ReportStatus } from '@mingjian/contract/reports';
import type { Role } from '@mingjian/contract/identity';

export type ReviewAction = 'submit' | 'return' | 'accept';

/** 审核流程 as a table: who may do what to a report in which state, and what it becomes. Accepted is the end. */
export const reviewTransitions: Record<
  ReviewAction,
  { from: readonly ReportStatus[]; to: ReportStatus; role: Role }
> = {
  submit: { from: ['draft', 'returned'], to: 'submitted', role: 'agency' },
  return: { from: ['submitted'], to: 'returned', role: 'office' },
  accept: { from: ['submitted'], to: 'accepted', role: 'office' },
};

/** The state after an action, or null where the table does not allow it. */
export function afterReview(status: ReportStatus, action: ReviewAction): ReportStatus | null {
  const { from, to } = reviewTransitions[action];
  return from.includes(status) ? to : null;
}

/** Whether the agency may still write: what is submitted waits for the office. */
export const isEditable = (status: ReportStatus): boolean => reviewTransitions.submit.from.includes(status);

/** Whether comments may still be added: what is accepted is locked. */
export const isOpen = (status: ReportStatus): boolean => status !== 'accepted';

/**
 * What a new run does to a county's latest report: a draft is replaced, anything that somebody has submitted or judged
 * stays and the run makes the next version. The same run again changes nothing but its own draft.
 */
export function placeOfComposition(
  latest: { status: ReportStatus; version: number } | null,
  ofSameRun: { status: ReportStatus } | null,
): { kind: 'keep' } | { kind: 'replace' } | { kind: 'add'; version: number } {
  if (ofSameRun && ofSameRun.status !== 'draft') return { kind: 'keep' };
  if (latest?.status === 'draft') return { kind: 'replace' };
  return { kind: 'add', version: (latest?.version ?? 0) + 1 };
}
