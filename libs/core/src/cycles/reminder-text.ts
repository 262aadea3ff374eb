import type { Cycle } from '@mingjian/contract/cycles';
import type { County } from '@mingjian/contract/registry';
import type { ReminderDocument } from './reminders.schema';

const matters = {
  monitoringReport: {
    zh: '监测报告尚未提交',
    en: 'monitoring reports are not submitted',
  },
  review: { zh: '已提交的监测报告尚待审议', en: 'submitted monitoring reports await review' },
};

/**
 * What is written to the late party, Chinese first: an account says nothing of its owner's language. Plain text: nothing
 * in it is fetched when it is read.
 */
export function reminderText(
  { key, due, counties }: Pick<ReminderDocument, 'key' | 'due' | 'counties'>,
  cycle: Pick<Cycle, 'id' | 'title'>,
  all: readonly Pick<County, 'code' | 'nameZh' | 'nameEn'>[],
  publicUrl: string,
): { subject: string; text: string } {
  const matter = matters[key];
  const late = all.filter(({ code }) => counties.includes(code));
  const lines = [
    `${cycle.title.zh}：${matter.zh}，期限 ${due} 已过。`,
    `涉及 ${late.length} 个县（市、区）：${late.map(({ nameZh }) => nameZh).join('、')}。`,
    `请处理：${publicUrl}/cycles/${cycle.id}/reports`,
    '如期限需要调整，督导办可以在年度看板上说明理由后修订。每个期限只提醒一次。',
    '',
    `${cycle.title.en || cycle.title.zh}: ${matter.en}; they were due on ${due}.`,
    `${late.length} ${late.length === 1 ? 'county' : 'counties'}: ${late.map(({ nameEn }) => nameEn).join(', ')}.`,
    'The office may revise the day on the board, with its reason. A deadline is called out once.',
  ];
  return { subject: `提醒：${matter.zh}（期限 ${due}）· Reminder`, text: `${lines.join('\n')}\n` };
}
