import type { PutMilestone } from '@mingjian/contract/cycles';
import { Problem } from '../platform';

/**
 * What no milestone may be: moved without a reason, or reached on a day that has not come.
 *
 * @param today Asia/Shanghai calendar day, YYYY-MM-DD
 * @throws Problem 422 `reason-missing` or `actual-in-future`
 */
export function requireSound({ revised, reason, actual }: PutMilestone, today: string): void {
  if (revised !== null && reason === null) {
    throw new Problem(422, 'reason-missing', {
      zh: '调整节点日期须说明原因。',
      en: 'Moving a milestone needs its reason.',
    });
  }
  if (actual !== null && actual > today) {
    throw new Problem(422, 'actual-in-future', {
      zh: `实际完成日期 ${actual} 不能晚于今天。`,
      en: `The actual day ${actual} lies in the future.`,
    });
  }
}
