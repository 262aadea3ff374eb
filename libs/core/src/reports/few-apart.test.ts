import { expect, it } from 'vitest';
import { fewApart } from './few-apart';
import { madeUpCounty } from './made-up-county.fixture';

const { results, weightingPlan } = madeUpCounty(1);
/** The same report with so many more or fewer teachers; null withholds their number. */
const withTeachers = (by: number | null, suppressBelow = 10) => ({
  weightingPlan: weightingPlan && { ...weightingPlan, suppressBelow },
  results: results.map((result) =>
    result.audience === 'teacher'
      ? {
          ...result,
          estimates: result.estimates.map((each) => ({ ...each, n: by === null ? null : 100 + by })),
        }
      : result,
  ),
});

it('few people between two versions are told of, in either direction, many and none are not', () => {
  const apart = (by: number | null, few?: number) => fewApart(withTeachers(0), withTeachers(by, few));
  expect(apart(-3)).toEqual([{ audience: 'teacher', people: 3 }]);
  expect(apart(9)).toEqual([{ audience: 'teacher', people: 9 }]);
  expect([apart(0), apart(10), apart(-40)]).toEqual([[], [], []]);
  expect(apart(10, 20)).toEqual([{ audience: 'teacher', people: 10 }]);
});

it('what one of the versions withholds is not apart', () => {
  expect(fewApart(withTeachers(0), withTeachers(null))).toEqual([]);
  expect(fewApart(withTeachers(null), withTeachers(2))).toEqual([]);
  expect(fewApart({ ...withTeachers(0), results: [] }, withTeachers(2))).toEqual([]);
});
