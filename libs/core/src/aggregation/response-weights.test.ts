import { describe, expect, it } from 'vitest';
import type { CellFrame } from '../distribution';
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
