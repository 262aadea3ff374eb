import type { Cycle } from '@mingjian/contract/cycles';
import { describe, expect, it } from 'vitest';
import { boardRows, type MilestoneFact } from './board';
import { defaultMilestones } from './calendar';
import { todoList } from './todo';

const cycle: Cycle = {
  id: 'c1',
  year: 2022,
  title: { zh: '2022 年', en: '2022' },
  focus: '',
  status: 'open',
  agency: null,
  milestones: defaultMilestones(2022),
  weightingPlanHash: null,
};
const counties = ['231002', '231081'].map((code) => ({ code, nameZh: code, nameEn: code, kind: 'city' }));

function list(role: 'office' | 'agency' | 'county' | 'auditor', today: string, facts: MilestoneFact[] = []) {
  return todoList(role, cycle, boardRows(cycle.milestones, counties, facts, today), today);
}

describe('the list of what to do', () => {
  it('first asks the office for an agency', () => {
    expect(list('office', '2022-01-01').map((entry) => entry.text.en)).toEqual(['Commission an agency']);
    expect(list('agency', '2022-01-01')).toEqual([]);
  });

  it('names a milestone thirty days before its day, and says when it is late', () => {
    expect(list('agency', '2022-04-24')).toEqual([]);
    expect(list('agency', '2022-04-25').map((entry) => entry.text.en)).toEqual([
      'Survey: 2 counties open, due 25 May 2022',
    ]);
    expect(list('agency', '2022-06-11').at(-1)).toEqual({
      text: {
        zh: '监测报告：还有 2 个县（市、区）未完成，期限 2022年6月10日，已逾期',
        en: 'Reports: 2 counties open, due 10 Jun 2022, late',
      },
      link: '/cycles/c1/reports',
    });
  });

  it('counts down as counties finish, and falls silent when all have', () => {
    const done = (countyCode: string | null): MilestoneFact => ({
      countyCode,
      key: 'selfReport',
      state: 'done',
      doneOn: '2022-05-01',
    });
    const report = (countyCode: string): MilestoneFact => ({
      ...done(countyCode),
      key: 'monitoringReport',
    });
    expect(list('agency', '2022-06-01', [report('231002')]).at(-1)?.text.en).toContain('1 county open');
    expect(list('county', '2022-05-02', [done(null)])).toEqual([]);
  });

  it('counts no counties to a county, which sees itself alone', () => {
    expect(list('county', '2022-05-09')[0]).toEqual({
      text: {
        zh: '自评报告：期限 2022年5月8日，已逾期',
        en: 'Self-evaluation: due 8 May 2022, late',
      },
      link: '/cycles/c1/evaluation',
    });
  });

  it('gives the auditor nothing to do', () => {
    expect(list('auditor', '2022-12-31')).toEqual([]);
  });
});
