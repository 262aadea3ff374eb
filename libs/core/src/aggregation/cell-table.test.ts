import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CellFrame } from '../distribution';
import { buildCellTable } from './cell-table';
import type { MeasuredScale } from './measures';
import type { AnswerRow } from './screens';

const frame = (id: string, schoolKey: string, grade: number): CellFrame => ({
  id,
  audience: 'student',
  countyCode: '231002',
  stage: 'primary',
  area: 'urban',
  schoolKey,
  classKey: id,
  grade,
  schoolsInStratum: 5,
  schoolsDrawn: 2,
  classesInGrade: 3,
  classesDrawn: 1,
  eligible: 30,
  invited: 30,
});
const cells = [frame('a', 's1', 5), frame('b', 's1', 6), frame('c', 's2', 5)];
const scales: MeasuredScale[] = [
  { scope: 'audience', key: '', itemCodes: ['Q1', 'Q2', 'Q3'] },
  { scope: 'item', key: 'Q1', itemCodes: ['Q1'] },
];
const raking = new Map([['S-D3', new Set(['1', '2'])]]);
const value = fc.integer({ min: 0, max: 5 });
const answer = fc.record({
  cellId: fc.constantFrom('a', 'b', 'c'),
  answers: fc.record({ Q1: value, Q2: value, Q3: value, 'S-D3': fc.integer({ min: 1, max: 3 }) }),
  durations: fc.constant({}),
});

describe('the cell table', () => {
  it('is the same whatever the order of the answers and whatever the random ids', () => {
    const pseudonym: Record<string, string> = { a: 'zz', b: 'yy', c: 'xx' };
    const renamed = cells.map((cell) => ({
      ...cell,
      id: pseudonym[cell.id] ?? '',
      schoolKey: `0${9 - Number(cell.schoolKey[1])}`,
    }));
    fc.assert(
      fc.property(fc.array(answer, { maxLength: 40 }), (rows: AnswerRow[]) => {
        const straight = buildCellTable(cells, rows, scales, raking);
        const other = buildCellTable(
          [...renamed].reverse(),
          [...rows].reverse().map((row) => ({ ...row, cellId: pseudonym[row.cellId] ?? '' })),
          scales,
          raking,
        );
        expect(other.variables).toEqual(straight.variables);
        expect(other.count).toEqual(straight.count);
        expect(other.school).toEqual(straight.school);
        expect(other.class).toEqual(straight.class);
        expect(other.categories).toEqual(straight.categories);
      }),
    );
  });

  it('leaves "not applicable" out of the denominator and asks for half of a scale', () => {
    const table = buildCellTable(
      cells,
      [
        { cellId: 'a', answers: { Q1: 5, Q2: 0, Q3: 4, 'S-D3': 3 }, durations: {} },
        { cellId: 'a', answers: { Q1: 1, Q2: 0, Q3: 0, 'S-D3': 9 }, durations: {} },
      ],
      scales,
      raking,
    );
    expect(table.categories.get('S-D3')).toEqual([null]);
    expect(table.variables.get('index|audience|||')).toEqual({
      n: Float64Array.of(1),
      sum: Float64Array.of(87.5),
      sumOfSquares: Float64Array.of(87.5 ** 2),
    });
    expect(table.variables.get('top2|item|Q1||')?.sum).toEqual(Float64Array.of(100));
    expect(table.silent.map((cell) => cell.id).sort()).toEqual(['b', 'c']);
  });
});
