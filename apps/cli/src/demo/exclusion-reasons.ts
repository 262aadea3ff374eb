import type { ScreenReason } from '@mingjian/contract/aggregation';

/** What the agency excludes: answers that fail the attention question and were given faster than anyone reads. */
export const exclusionReasons: readonly ScreenReason[] = ['attention', 'speeding'];
