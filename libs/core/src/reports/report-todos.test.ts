import type { ReportStatus } from '@mingjian/contract/reports';
import { expect, it } from 'vitest';
import { reportTodos } from './report-todos';

const report = (name: string, status: ReportStatus, version = 1) => ({
  id: name,
  cycleId: 'c1',
  name: { zh: name, en: name },
  version,
  status,
});

it('a correction that was submitted waits for the office by name and version', () => {
  expect(reportTodos('office', [report('林口县', 'submitted', 2), report('东安区', 'accepted')])).toEqual([
    {
      text: { zh: '监测报告待审议：林口县（第 2 版）', en: 'Reports to review: 林口县 (version 2)' },
      link: '/cycles/c1/reports/林口县',
    },
  ]);
});

it('several lead to the list of reports', () => {
  const [todo] = reportTodos('office', [report('A', 'submitted'), report('B', 'submitted')]);
  expect(todo).toEqual({
    text: { zh: '监测报告待审议：A、B', en: 'Reports to review: A, B' },
    link: '/cycles/c1/reports',
  });
});

it('what came back and what was begun anew are the agency’s; a first draft is called for by its milestone', () => {
  const reports = [report('A', 'returned'), report('B', 'draft', 2), report('C', 'draft')];
  expect(reportTodos('agency', reports).map(({ text }) => text.zh)).toEqual([
    '监测报告被退回，待修改：A',
    '监测报告的新版本待提交：B（第 2 版）',
  ]);
});

it('nobody else is told', () => {
  for (const role of ['county', 'auditor', 'school'] as const)
    expect(reportTodos(role, [report('A', 'submitted'), report('B', 'returned')])).toEqual([]);
});
