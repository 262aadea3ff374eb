import { expect, test } from 'vitest';
import type { DrawnCell } from './allocation';
import { expectedPrecision } from './expected-precision';
import { samplingPlan } from './field.fixture';

const cell = (schoolCode: string, schoolWeight: number): DrawnCell => ({
  audience: 'teacher',
  countyCode: '231002',
  stage: 'primary',
  area: 'urban',
  schoolKey: schoolCode,
  classKey: null,
  grade: null,
  schoolsInStratum: 40,
  schoolsDrawn: 4,
  certain: false,
  schoolWeight,
  classesInGrade: null,
  classesDrawn: null,
  eligible: 20,
  invited: 20,
  schoolCode,
  className: null,
  frame: { pupils: 300, stratumSchools: 40, stratumPupils: 12_000 },
});
const plan = { ...samplingPlan, assumptions: { responseRate: 0.5, sd: 20, icc: 0.1 } };

test('equal weights: clusters of ten answers and a correlation of 0.1 give 1.9, and the interval follows', () => {
  const [row] = expectedPrecision(
    ['a', 'b', 'c', 'd'].map((code) => cell(code, 10)),
    plan,
  );
  expect(row).toMatchObject({ schools: 4, invited: 80, answers: 40 });
  expect(row?.deff).toBeCloseTo(1.9, 12);
  expect(row?.marginOfError).toBeCloseTo(1.959964 * 20 * Math.sqrt((1.9 / 40) * (1 - 40 / 800)), 10);
});

test('weights of 5 and 15 cost another quarter', () => {
  const cells = [cell('a', 5), cell('b', 15), cell('c', 5), cell('d', 15)];
  expect(expectedPrecision(cells, plan)[0]?.deff).toBeCloseTo(1.9 * 1.25, 12);
});

test('a census of everyone has no margin of error, one answer has none that can be told', () => {
  const all = { ...plan, assumptions: { ...plan.assumptions, responseRate: 1 } };
  expect(expectedPrecision([cell('a', 1)], all)[0]?.marginOfError).toBe(0);
  const one = { ...cell('a', 1), invited: 1, eligible: 1 };
  expect(expectedPrecision([one], all)[0]?.marginOfError).toBeNull();
});
