import { expect, it } from 'vitest';
import { milestonesOf } from './report-views';

const version = (status: 'draft' | 'submitted' | 'returned' | 'accepted', more: object = {}) => ({
  countyCode: '231002',
  status,
  submittedAt: status === 'draft' ? null : '2021-06-09T02:00:00.000Z',
  acceptedAt: status === 'accepted' ? '2021-07-01T02:00:00.000Z' : null,
  ...more,
});
const statesOf = (...versions: ReturnType<typeof version>[]) =>
  milestonesOf(versions).map(({ key, state, doneOn }) => [key, state, doneOn]);

it('a report is reached when it is submitted, and reviewed when it is accepted', () => {
  expect(statesOf(version('draft'))).toEqual([['monitoringReport', 'active', null]]);
  expect(statesOf(version('submitted'))).toEqual([
    ['monitoringReport', 'done', '2021-06-09'],
    ['review', 'active', null],
  ]);
});

it('one that was returned is the agency’s again', () => {
  expect(statesOf(version('returned'))).toEqual([['monitoringReport', 'active', null]]);
});

it('a correction or a new run makes nobody late who had been in time', () => {
  expect(statesOf(version('accepted'), version('draft'))).toEqual([
    ['monitoringReport', 'done', '2021-06-09'],
    ['review', 'done', '2021-07-01'],
  ]);
});

it('the city’s own report is no milestone of a county', () => {
  expect(milestonesOf([version('accepted', { countyCode: '231000' })])).toEqual([]);
});
