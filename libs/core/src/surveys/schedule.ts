import type { SurveyStatus } from '@mingjian/contract/surveys';
import type { LocalizedFault } from '../platform';

/** 开放与结束时间 as they are kept; `opened` and `closed` say that the moment has been acted on. */
export interface Schedule {
  opensAt: Date | null;
  closesAt: Date | null;
  opened: boolean;
  closed: boolean;
}

/**
 * What is to be done with a survey now, by its schedule. Closing comes first: a survey whose whole time passed while
 * nobody looked is not opened any more. A person who opens or closes by hand is not overruled: each moment counts once.
 */
export function dueAction(schedule: Schedule, status: SurveyStatus, now: Date): 'open' | 'close' | null {
  const { opensAt, closesAt, opened, closed } = schedule;
  if (!closed && closesAt !== null && closesAt <= now)
    return status === 'open' || status === 'paused' ? 'close' : null;
  if (!opened && opensAt !== null && opensAt <= now && status === 'published') return 'open';
  return null;
}

/** What is wrong with the times somebody asks for; a time that stays as it was may lie in the past. */
export function scheduleFaults(
  asked: { opensAt: Date | null; closesAt: Date | null },
  before: Schedule | null,
  now: Date,
): LocalizedFault[] {
  const faults: LocalizedFault[] = [];
  for (const field of ['opensAt', 'closesAt'] as const) {
    const moment = asked[field];
    if (moment === null || moment > now || before?.[field]?.getTime() === moment.getTime()) continue;
    faults.push({
      field,
      rule: 'in-the-past',
      value: moment.toISOString(),
      message: { zh: '这个时间已经过去。', en: 'This time has passed.' },
    });
  }
  if (asked.opensAt !== null && asked.closesAt !== null && asked.closesAt <= asked.opensAt) {
    faults.push({
      field: 'closesAt',
      rule: 'end-before-start',
      value: asked.closesAt.toISOString(),
      message: { zh: '结束时间须晚于开放时间。', en: 'The end must be later than the start.' },
    });
  }
  return faults;
}
