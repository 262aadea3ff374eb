import { describe, expect, it } from 'vitest';
import type { WeightingPlan } from '@mingjian/contract/aggregation';
import type { Margin } from '@mingjian/contract/registry';
import type { CellFrame } from '../distribution';
import { buildCellTable } from './cell-table';
import { designWeight, responseWeights } from './response-weights';
import type { AnswerRow } from './screens';
import { weightAudience } from './weight-audience';

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
const plan: WeightingPlan = {
  nonresponseClass: 'stratum-grade',
  margins: [{ audience: 'student', variable: 'S-D3', categories: ['1', '2'] }],
  minimumCell: 2,
  trim: { lower: 0.3, upper: 3 },
  suppressBelow: 10,
  cuts: ['stage'],
  screens: { attention: true, millisecondsPerItem: 2000, straightLining: true, notApplicableShare: 0.5 },
};
const margin = (category: string, total: number): Margin => ({
  countyCode: '231002',
  audience: 'student',
  variable: 'S-D3',
  category,
  total,
});
const answers = (cellId: string, sex: number, people: number): AnswerRow[] =>
  Array.from({ length: people }, () => ({ cellId, answers: { Q: 4, 'S-D3': sex }, durations: {} }));
const tableOf = (cells: CellFrame[], rows: AnswerRow[]) =>
  buildCellTable(
    cells,
    rows,
    [{ scope: 'item', key: 'Q', itemCodes: ['Q'] }],
    new Map([['S-D3', new Set(['1', '2'])]]),
  );

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

describe('raking', () => {
  it('meets the audited totals, those who did not say keeping their share', () => {
    const cells = [cell('a', 'urban', 40)];
    const table = tableOf(cells, [...answers('a', 1, 10), ...answers('a', 2, 20), ...answers('a', 3, 2)]);
    const { weight, report } = weightAudience(table, plan, plan.margins, [margin('1', 90), margin('2', 70)]);
    expect(report.sum).toBeCloseTo(160, 9);
    for (const { target, achieved } of report.margins) expect(achieved).toBeCloseTo(target, 6);
    expect(report.margins.find(({ category }) => category === '')?.target).toBeCloseTo((160 * 2) / 32, 9);
    expect(weight.every((each) => each > 0)).toBe(true);
  });

  it('collapses a category that too few chose, and records it', () => {
    const table = tableOf([cell('a', 'urban', 40)], [...answers('a', 1, 1), ...answers('a', 2, 20)]);
    const { report } = weightAudience(table, plan, plan.margins, [margin('1', 90), margin('2', 70)]);
    expect(report.collapses).toEqual([{ variable: 'S-D3', into: '1+2', from: ['1', '2'] }]);
  });
});
