import type { Board, Cycle, Milestone, MilestoneKey } from '@mingjian/contract/cycles';
import type { Role } from '@mingjian/contract/identity';
import type { Localized } from '@mingjian/contract/localized';
import type { BoardRow } from './board';

export type Todo = Board['todo'][number];

/** Whose milestones stand on whose list. The experts have no accounts: the office sends them and chases them. */
const parties: Record<Role, readonly Milestone['responsible'][]> = {
  office: ['office', 'experts'],
  agency: ['agency'],
  county: ['county'],
  auditor: [],
  school: [],
};

/** A milestone appears this many days before it is due. */
const noticeDays = 30;

/** As the board heads its columns, so that a reader finds there what the list names. */
const names: Record<MilestoneKey, Localized> = {
  notice: { zh: '印发通知', en: 'Notice' },
  selfReport: { zh: '自评报告', en: 'Self-evaluation' },
  fieldwork: { zh: '满意度调查', en: 'Survey' },
  onSite: { zh: '实地督查', en: 'On-site' },
  monitoringReport: { zh: '监测报告', en: 'Reports' },
  review: { zh: '审议', en: 'Review' },
  feedback: { zh: '一对一反馈', en: 'Feedback' },
  rectification: { zh: '整改', en: 'Rectification' },
  finalReport: { zh: '印发公布', en: 'Publication' },
};

/** The console page on which a milestone is worked at. */
const pages: Record<MilestoneKey, string> = {
  notice: 'board',
  selfReport: 'evaluation',
  fieldwork: 'fieldwork',
  onSite: 'evaluation',
  monitoringReport: 'reports',
  review: 'reports',
  feedback: 'evaluation',
  rectification: 'evaluation',
  finalReport: 'evaluation',
};

/**
 * What a person has to do now: their party's milestones that are begun, due within thirty days or late, and how many
 * counties are still open.
 *
 * @param rows the board as this person sees it
 */
export function todoList(role: Role, cycle: Cycle, rows: readonly BoardRow[], today: string): Todo[] {
  const list: Todo[] = [];
  if (role === 'office' && cycle.agency === null) {
    list.push({
      text: { zh: '委托第三方监测机构', en: 'Commission an agency' },
      link: `/cycles/${cycle.id}/board`,
    });
  }
  const soon = new Date(Date.parse(today) + noticeDays * 86_400_000).toISOString().slice(0, 10);
  for (const milestone of cycle.milestones) {
    if (!parties[role].includes(milestone.responsible)) continue;
    const open = rows
      .flatMap((row) => row.cells)
      .filter((cell) => cell.key === milestone.key && cell.state !== 'done');
    const due = milestone.revised ?? milestone.planned;
    if (open.length === 0 || (due > soon && open.every((cell) => cell.state === 'waiting'))) continue;
    const late = today > due;
    const name = names[milestone.key];
    // A county sees itself alone, and needs no count of one.
    const left =
      role === 'county'
        ? { zh: '', en: '' }
        : {
            zh: `还有 ${open.length} 个县（市、区）未完成，`,
            en: `${open.length} ${open.length === 1 ? 'county' : 'counties'} open, `,
          };
    list.push({
      text: {
        zh: `${name.zh}：${left.zh}期限 ${dayOf(due, 'zh-CN')}${late ? '，已逾期' : ''}`,
        en: `${name.en}: ${left.en}due ${dayOf(due, 'en-GB')}${late ? ', late' : ''}`,
      },
      link: `/cycles/${cycle.id}/${pages[milestone.key]}`,
    });
  }
  return list;
}

/** A calendar day as the console writes it. */
function dayOf(day: string, locale: 'zh-CN' | 'en-GB'): string {
  const month = locale === 'zh-CN' ? 'long' : 'short';
  return new Date(`${day}T00:00:00Z`).toLocaleDateString(locale, {
    timeZone: 'UTC',
    year: 'numeric',
    month,
    day: 'numeric',
  });
}
