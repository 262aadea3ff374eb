import type { Milestone, MilestoneKey } from '@mingjian/contract/cycles';

type Responsible = Milestone['responsible'];

/**
 * The nine milestones and their latest days (month-day) in an ordinary year, from the city's plan of 12 May 2021 and
 * the practice around it: notice in early April; self-report filed by 8 May; fieldwork from mid-April to 25 May;
 * on-site and monitoring reports in mid-June (read strictly: 10 June); review and merge by mid-July; feedback before
 * mid-August (10 August); rectification 90 days after feedback; final report at the end of the year.
 */
const rules: readonly { key: MilestoneKey; day: string; responsible: Responsible }[] = [
  { key: 'notice', day: '04-10', responsible: 'office' },
  { key: 'selfReport', day: '05-08', responsible: 'county' },
  { key: 'fieldwork', day: '05-25', responsible: 'agency' },
  { key: 'onSite', day: '06-10', responsible: 'experts' },
  { key: 'monitoringReport', day: '06-10', responsible: 'agency' },
  { key: 'review', day: '07-15', responsible: 'office' },
  { key: 'feedback', day: '08-10', responsible: 'office' },
  { key: 'rectification', day: '11-08', responsible: 'county' },
  { key: 'finalReport', day: '12-31', responsible: 'office' },
];

/** The plan itself came out on 12 May 2021, so that year's spring was later. */
const firstYear: Partial<Record<MilestoneKey, string>> = {
  notice: '05-12',
  selfReport: '05-24',
  fieldwork: '06-05',
};

/** The milestones of a cycle for which the office sets none of its own. Days are Asia/Shanghai calendar days. */
export function defaultMilestones(year: number): Milestone[] {
  return rules.map(({ key, day, responsible }) => ({
    key,
    planned: `${year}-${(year === 2021 ? firstYear[key] : undefined) ?? day}`,
    revised: null,
    reason: null,
    actual: null,
    responsible,
  }));
}
