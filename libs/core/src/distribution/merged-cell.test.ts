import { describe, expect, it } from 'vitest';
import type { CellFrame } from './cell-frame';
import { mergedCell } from './merged-cell';

const cell = (id: string, more: Partial<CellFrame> = {}): CellFrame => ({
  id,
  audience: 'student',
  countyCode: '231002',
  stage: 'primary',
  area: 'rural',
  schoolKey: 's1',
  classKey: `s1.5.${id}`,
  grade: 5,
  schoolsInStratum: 12,
  schoolsDrawn: 4,
  certain: false,
  schoolWeight: 3,
  classesInGrade: 3,
  classesDrawn: 2,
  eligible: 6,
  invited: 6,
  ...more,
});

describe('cells that share a key', () => {
  it('of one school and grade are one class of the same school', () => {
    expect(mergedCell('k', [cell('a'), cell('b')])).toMatchObject({
      id: 'k',
      schoolKey: 's1',
      grade: 5,
      classesInGrade: 3,
      classesDrawn: 2,
      eligible: 12,
      invited: 12,
    });
  });

  it('of two schools are one school and one class, and the stratum stays as it is', () => {
    const merged = mergedCell('k', [cell('a'), cell('b', { schoolKey: 's2', grade: 6, classesInGrade: 1 })]);
    expect(merged).toMatchObject({
      schoolKey: 's1+s2',
      grade: null,
      classesInGrade: 4,
      schoolsInStratum: 12,
      schoolsDrawn: 4,
      certain: false,
      schoolWeight: 3,
    });
  });

  it('of two areas are counted where most of their people are', () => {
    const urban = cell('b', { area: 'urban', schoolsInStratum: 2, schoolsDrawn: 2, eligible: 9 });
    expect(mergedCell('k', [cell('a'), urban])).toMatchObject({ area: 'urban', schoolsInStratum: 2 });
    expect(mergedCell('k', [urban, cell('a', { eligible: 20 })])).toMatchObject({ area: 'rural' });
  });

  it('of teachers have no class', () => {
    const teachers = { classKey: null, grade: null, classesInGrade: null, classesDrawn: null };
    expect(mergedCell('k', [cell('a', teachers), cell('b', teachers)])).toMatchObject(teachers);
    expect(() => mergedCell('k', [])).toThrow(RangeError);
  });
});
