import type { PutMilestone, MilestoneKey } from '@mingjian/contract/cycles';
import { calendarDay, DAY } from './calendar-day';
import type { Doors } from './doors';

/** 整改时限: what the office gives the counties after the feedback. */
const RECTIFICATION_DAYS = 90;

/** The office records that the notice went out to the counties. */
export function recordNotice(office: Doors, cycleId: string): Promise<void> {
  return put(office, cycleId, 'notice', { revised: null, reason: null, actual: calendarDay(Date.now()) });
}

/** The office records the one-to-one feedback; the time for rectification runs from that day. */
export async function recordFeedback(office: Doors, cycleId: string): Promise<void> {
  const now = Date.now();
  await put(office, cycleId, 'feedback', { revised: null, reason: null, actual: calendarDay(now) });
  await put(office, cycleId, 'rectification', {
    revised: calendarDay(now + RECTIFICATION_DAYS * DAY),
    reason: `整改期限自一对一反馈之日起计 ${RECTIFICATION_DAYS} 天。`,
    actual: null,
  });
}

function put(office: Doors, cycleId: string, key: MilestoneKey, change: PutMilestone): Promise<void> {
  return office.say('PUT', `/cycles/${cycleId}/milestones/${key}`, change);
}
