import { describe, expect, it } from 'vitest';
import type { CellFrame } from '../distribution';
import { mergedCell } from '../distribution/merged-cell';
import { describeFrame } from './canonical-order';
import { designWeight, responseWeights } from './response-weights';

const cell = (id: string, area: CellFrame['area'], eligible: number): CellFrame => ({
  id,
  audience: 'student',
  countyCode: '231002',
  stage: 'primary',
  area,
  schoolKey: `school-${id}`,
  classKey: id,
  grade: 5,
  schoolsInStratum: 6,
  schoolsDrawn: 3,
  certain: false,
  schoolWeight: 2,
  classesInGrade: 4,
  classesDrawn: 2,
  eligible,
  invited: eligible,
});

describe('response weights', () => {
  it('let those who answered carry everyone who was invited in their class', () => {
    const urban = cell('a', 'urban', 30);
    expect(designWeight(urban)).toBe(4);
    const { weight, merged } = responseWeights([{ cell: urban, count: 20 }], [], 'stratum-grade');
    expect(weight[0]).toBeCloseTo((4 * 30) / 20, 12);
    expect(merged).toEqual([]);
  });

  it('merge a class in which nobody answered with the rest of its stage, and say so', () => {
    const urban = cell('a', 'urban', 30);
    const rural = cell('b', 'rural', 10);
    const { weight, merged } = responseWeights([{ cell: urban, count: 20 }], [rural], 'stratum-grade');
    expect(weight[0]).toBeCloseTo((4 * 40) / 20, 12);
    expect(merged).toEqual([{ into: 'primary', from: ['primary/rural/5', 'primary/urban/5'] }]);
  });
});

const school = (id: string, eligible: number, invited: number): CellFrame => ({
  id,
  audience: 'teacher',
  countyCode: '231002',
  stage: 'primary',
  area: 'rural',
  schoolKey: id,
  classKey: null,
  grade: null,
  schoolsInStratum: 12,
  schoolsDrawn: 4,
  certain: false,
  schoolWeight: 3,
  classesInGrade: null,
  classesDrawn: null,
  eligible,
  invited,
});

describe('the design weight of cells that share a key', () => {
  const members = [school('a', 12, 4), school('b', 6, 6)];
  const merged = mergedCell('k', members);

  it('keeps the total that its members stand for', () => {
    const total = members.reduce((sum, cell) => sum + designWeight(cell) * cell.invited, 0);
    expect(designWeight(merged) * merged.invited).toBeCloseTo(total, 9);
    expect(designWeight(merged)).toBeCloseTo((9 * 4 + 3 * 6) / 10, 9);
  });

  it('and what describes them depend on their content, not on ids or order', () => {
    const again = mergedCell('other', [school('b', 6, 6), school('a', 12, 4)]);
    expect(describeFrame(again)).toBe(describeFrame(merged));
    expect(designWeight(again)).toBe(designWeight(merged));
    expect(describeFrame(mergedCell('k', [school('a', 12, 5), school('b', 6, 5)]))).not.toBe(
      describeFrame(merged),
    );
  });
});
