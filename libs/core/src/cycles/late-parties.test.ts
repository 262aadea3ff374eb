import { describe, expect, it } from 'vitest';
import type { Milestone } from '@mingjian/contract/cycles';
import type { MilestoneFact } from './board';
import { lateParties } from './late-parties';

const county = (code: string) => ({ code, nameZh: code, nameEn: code, kind: 'district' });
const counties = ['231002', '231003', '231004'].map(county);
const milestone = (key: Milestone['key'], planned: string, more: Partial<Milestone> = {}): Milestone => ({
  key,
  planned,
  revised: null,
  reason: null,
  actual: null,
  responsible: 'agency',
  ...more,
});
const cycle = {
  milestones: [milestone('monitoringReport', '2021-06-10'), milestone('review', '2021-07-15')],
};
const done = (countyCode: string, key: MilestoneFact['key']): MilestoneFact => ({
  countyCode,
  key,
  state: 'done',
  doneOn: '2021-06-09',
});
const waiting = (countyCode: string): MilestoneFact => ({
  countyCode,
  key: 'review',
  state: 'active',
  doneOn: null,
});

describe('the clock of mid-June', () => {
  it('is quiet on the day itself, and calls the agency on the next for what it has not submitted', () => {
    const facts = [done('231003', 'monitoringReport')];
    expect(lateParties(cycle, counties, facts, '2021-06-10')).toEqual([]);
    expect(lateParties(cycle, counties, facts, '2021-06-11')).toEqual([
      { key: 'monitoringReport', due: '2021-06-10', to: 'agency', counties: ['231002', '231004'] },
    ]);
  });

  it('calls the office for what lies before it, and not for what the agency still owes', () => {
    const facts = [
      ...['231002', '231003'].map((code) => done(code, 'monitoringReport')),
      waiting('231002'),
      done('231003', 'review'),
    ];
    expect(lateParties(cycle, counties, facts, '2021-07-16')).toEqual([
      { key: 'monitoringReport', due: '2021-06-10', to: 'agency', counties: ['231004'] },
      { key: 'review', due: '2021-07-15', to: 'office', counties: ['231002'] },
    ]);
  });

  it('goes by the revised day, and is silent about a milestone that was recorded as reached', () => {
    const moved = { milestones: [milestone('monitoringReport', '2021-06-10', { revised: '2021-06-20' })] };
    expect(lateParties(moved, counties, [], '2021-06-20')).toEqual([]);
    expect(lateParties(moved, counties, [], '2021-06-21')).toMatchObject([{ due: '2021-06-20' }]);
    const reached = { milestones: [milestone('monitoringReport', '2021-06-10', { actual: '2021-06-30' })] };
    expect(lateParties(reached, counties, [], '2021-07-21')).toEqual([]);
  });
});
