import type { Board } from '@mingjian/contract/cycles';
import { expect, it } from 'vitest';
import { lateSince } from './late-since';

type Cell = Board['rows'][number]['cells'][number];
const rows = (reports: Cell['state'], review: Cell['state']): Board['rows'] => [
  {
    countyCode: '231002',
    nameZh: '东安区',
    nameEn: "Dong'an District",
    cells: [
      { key: 'monitoringReport', state: reports, due: '2026-06-10', doneOn: null },
      { key: 'review', state: review, due: '2026-07-15', doneOn: null },
    ],
  },
];
const report = (status: 'draft' | 'submitted' | 'returned' | 'accepted') => ({
  countyCode: '231002',
  status,
});

it('a draft or a returned report is late after the day of the reports', () => {
  for (const status of ['draft', 'returned'] as const) {
    expect(lateSince(report(status), rows('late', 'waiting'))).toBe('2026-06-10');
    expect(lateSince(report(status), rows('active', 'waiting'))).toBeNull();
  }
});

it('a submitted one is late only after the day of the review', () => {
  expect(lateSince(report('submitted'), rows('done', 'active'))).toBeNull();
  expect(lateSince(report('submitted'), rows('done', 'late'))).toBe('2026-07-15');
});

it('a correction of what was in time is not late, nor is what was accepted', () => {
  expect(lateSince(report('draft'), rows('done', 'done'))).toBeNull();
  expect(lateSince(report('accepted'), rows('late', 'late'))).toBeNull();
});

it('the city’s own report has no milestone', () => {
  expect(lateSince({ countyCode: '231000', status: 'draft' }, rows('late', 'late'))).toBeNull();
});
