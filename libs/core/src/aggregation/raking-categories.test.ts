import { describe, expect, it } from 'vitest';
import type { Margin } from '@mingjian/contract/registry';
import { collapsesOf, rakedItem, rakingTotals, UNDISCLOSED } from './raking-categories';

const declared = { audience: 'student' as const, variable: 'S-D3', categories: ['1', '2', '3'] };
const margins = [90, 70, 40].map((total, at): Margin => ({
  countyCode: '231002',
  audience: 'student',
  variable: 'S-D3',
  category: String(at + 1),
  total,
}));
const chosen = (...counts: [string, number][]) =>
  counts.flatMap(([value, people]) => Array.from({ length: people }, () => value));

describe('raking categories', () => {
  it('join a neighbour where too few chose one, and record it', () => {
    const item = rakedItem(declared, chosen(['1', 30], ['2', 25], ['3', 4]), 20);
    expect(collapsesOf(item)).toEqual([{ variable: 'S-D3', into: '2+3', from: ['2', '3'] }]);
    expect(rakingTotals([item], margins, new Float64Array(59).fill(1))).toEqual([[90, 110]]);
  });

  it('count the few who did not say with the largest', () => {
    const item = rakedItem(declared, chosen(['1', 30], ['2', 25], ['3', 22], ['9', 3]), 20);
    expect(item.groups.map(({ name }) => name)).toEqual([`1+${UNDISCLOSED}`, '2', '3']);
    expect(item.categories.at(-1)).toBe(`1+${UNDISCLOSED}`);
  });

  it('let the many who did not say keep their share, the audited totals sharing out the rest', () => {
    const item = rakedItem(declared, chosen(['1', 30], ['2', 25], ['3', 25], ['', 20]), 20);
    const [totals = []] = rakingTotals([item], margins, new Float64Array(100).fill(2));
    expect(totals.at(-1)).toBeCloseTo(40, 9);
    expect(totals.reduce((sum, each) => sum + each, 0)).toBeCloseTo(200, 9);
    expect((totals[0] ?? 0) / (totals[1] ?? 0)).toBeCloseTo(90 / 70, 12);
  });

  it('bring margins audited on different days to the total of the first', () => {
    const item = rakedItem(declared, chosen(['1', 30], ['2', 25], ['3', 22]), 20);
    const other = rakedItem({ ...declared, variable: 'S-D4' }, chosen(['1', 30], ['2', 25], ['3', 22]), 20);
    const later = margins.map((each) => ({ ...each, variable: 'S-D4', total: each.total * 1.1 }));
    const [first = [], second = []] = rakingTotals(
      [item, other],
      [...margins, ...later],
      new Float64Array(77).fill(1),
    );
    second.forEach((total, at) => expect(total).toBeCloseTo(first[at] ?? 0, 9));
  });
});
