import { describe, expect, it } from 'vitest';
import { boardRows, type MilestoneFact } from './board';
import { defaultMilestones } from './calendar';

const counties = [
  { code: '231002', nameZh: '东安区', nameEn: "Dong'an District", kind: 'district' },
  { code: '231081', nameZh: '绥芬河市', nameEn: 'Suifenhe City', kind: 'city' },
];

function cell(facts: MilestoneFact[], today: string, county = 0, key = 'monitoringReport') {
  const rows = boardRows(defaultMilestones(2022), counties, facts, today);
  return rows[county]?.cells.find((entry) => entry.key === key);
}
const fact = (
  state: 'active' | 'done',
  countyCode: string | null,
  doneOn: string | null = null,
): MilestoneFact => ({
  countyCode,
  key: 'monitoringReport',
  state,
  doneOn,
});

describe('the board', () => {
  it('waits until something happens, and is late only after the day itself', () => {
    expect(cell([], '2022-06-10')).toEqual({
      key: 'monitoringReport',
      state: 'waiting',
      due: '2022-06-10',
      doneOn: null,
    });
    expect(cell([], '2022-06-11')?.state).toBe('late');
    expect(cell([fact('active', '231002')], '2022-06-01')?.state).toBe('active');
    expect(cell([fact('active', '231002')], '2022-06-11')?.state).toBe('late');
  });

  it('gives a county only its own facts, and a fact without county to all', () => {
    const own = [fact('done', '231002', '2022-06-09')];
    expect(cell(own, '2022-06-20', 0)?.state).toBe('done');
    expect(cell(own, '2022-06-20', 1)?.state).toBe('late');
    expect(cell([fact('done', null, '2022-06-09')], '2022-06-20', 1)?.state).toBe('done');
  });

  it('counts a milestone as reached on the day of its last part, however late', () => {
    const facts = [
      fact('done', null, '2022-06-12'),
      fact('done', '231002', '2022-06-30'),
      fact('active', null),
    ];
    expect(cell(facts, '2022-12-01')).toMatchObject({ state: 'done', doneOn: '2022-06-30' });
  });

  it('takes the day that the office recorded for all counties, whatever else is known', () => {
    const milestones = defaultMilestones(2022).map((entry) =>
      entry.key === 'notice' ? { ...entry, actual: '2022-04-20' } : entry,
    );
    const rows = boardRows(milestones, counties, [{ ...fact('active', null), key: 'notice' }], '2022-12-01');
    const notices = rows.map((row) => row.cells.find((entry) => entry.key === 'notice'));
    expect(notices).toHaveLength(2);
    for (const notice of notices)
      expect(notice).toEqual({ key: 'notice', state: 'done', due: '2022-04-10', doneOn: '2022-04-20' });
    expect(rows[0]?.cells.filter((entry) => entry.state === 'done')).toHaveLength(1);
  });

  it('goes by the revised day', () => {
    const milestones = defaultMilestones(2022).map((entry) => ({ ...entry, revised: '2022-12-30' }));
    const rows = boardRows(milestones, counties, [], '2022-12-01');
    expect(rows.flatMap((row) => row.cells).every((entry) => entry.state === 'waiting')).toBe(true);
  });
});
