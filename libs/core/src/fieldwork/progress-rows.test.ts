import { expect, it } from 'vitest';
import type { SampledPlace } from '../distribution';
import { openRows, progressRows } from './progress-rows';

const place = (school: string): SampledPlace => ({
  cellId: `cell of ${school}`,
  surveyId: 's1',
  cycleId: 'y1',
  audience: 'teacher',
  countyCode: '231002',
  schoolCode: school,
  schoolName: school,
  className: null,
  invited: 50,
});
const places = ['A', 'B', 'C'].map(place);
const counts = new Map([
  ['cell of A', { issued: 12, used: 7 }],
  ['cell of B', { issued: 40, used: 9 }],
  ['cell of C', { issued: 40, used: 31 }],
]);

it('a small school where most have answered does not lag behind a large one where few have', () => {
  const { rows, schools } = progressRows(places, counts, new Set(), 0.6);
  expect(rows).toMatchObject([{ invited: 92, used: 40 }]);
  expect(schools.map(({ schoolCode, used, rateAtMost }) => [schoolCode, used, rateAtMost])).toEqual([
    ['B', 0, 9 / 40],
    ['A', 0, 9 / 12],
    ['C', 30, 39 / 40],
  ]);
});

it('counts are exact once the survey is closed', () => {
  const { rows, schools } = progressRows(places, counts, new Set(['s1']), 0.6);
  expect(rows).toMatchObject([{ invited: 92, used: 47, responseRate: 47 / 92 }]);
  expect(schools.map(({ schoolCode, rateAtMost }) => [schoolCode, rateAtMost])).toEqual([
    ['B', 9 / 40],
    ['A', 7 / 12],
    ['C', 31 / 40],
  ]);
});

it('the target is what the sampling plan counts on, before any code is out', () => {
  expect(progressRows(places, new Map(), new Set(), 0.6).rows).toMatchObject([
    { invited: 0, used: 0, responseRate: null, target: 90 },
  ]);
});

const open = (received: number) => ({ surveyId: 's1', countyCode: '231002', received });
const survey = { audience: 'public' as const, closed: false, quotas: [{ countyCode: '231002', quota: 40 }] };

it('answers by an open link are counted against the quota of their county, in steps of ten', () => {
  expect(openRows([open(37)], new Map([['s1', survey]]))).toEqual([
    { countyCode: '231002', audience: 'public', target: 40, received: 30 },
  ]);
  expect(openRows([open(37)], new Map([['s1', { ...survey, closed: true, quotas: [] }]]))).toEqual([
    { countyCode: '231002', audience: 'public', target: null, received: 37 },
  ]);
});
