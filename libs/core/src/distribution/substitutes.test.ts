import type { SamplingPlan } from '@mingjian/contract/distribution';
import type { School } from '@mingjian/contract/registry';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { drawSample } from './allocation';
import { samplingPlan } from './field.fixture';
import { substituteLists } from './substitutes';

const plan: SamplingPlan = {
  ...samplingPlan,
  selection: 'pps',
  takeAllUpTo: 2,
  minimumPerStratum: 3,
  fraction: 0.25,
};
const frame = (sizes: readonly number[]): School[] =>
  sizes.map((pupils, index) => ({
    code: `21239${String(index + 1).padStart(5, '0')}`,
    name: `学校${index + 1}`,
    countyCode: '231002',
    stage: 'primary',
    area: index % 3 === 0 ? 'rural' : 'urban',
    teachers: 20,
    pupils,
    classes: [{ grade: 5, name: '1班', pupils: 30 }],
    fictional: true,
  }));
const sizes = fc.array(fc.integer({ min: 20, max: 3000 }), { minLength: 12, maxLength: 60 });
const seeds = fc.integer({ min: 0, max: 2 ** 31 - 1 });

describe('schools that may stand in', () => {
  test('come from the same stratum, are not drawn, and stand on one list only, in whatever order the frame comes', () => {
    fc.assert(
      fc.property(sizes, seeds, (pupils, seed) => {
        const schools = frame(pupils);
        const lists = substituteLists(schools, { ...plan, seed });
        const drawn = new Set(lists.map(({ school }) => school.code));
        const listed = lists.flatMap(({ substitutes }) => substitutes);
        expect(new Set(listed.map(({ code }) => code)).size).toBe(listed.length);
        for (const { school, substitutes } of lists) {
          expect(substitutes.length).toBeLessThanOrEqual(2);
          for (const each of substitutes) {
            expect(drawn.has(each.code)).toBe(false);
            expect(each.area).toBe(school.area);
          }
        }
        expect(substituteLists([...schools].reverse(), { ...plan, seed })).toEqual(lists);
      }),
      { numRuns: 60 },
    );
  });

  test('are the nearest by size: for the largest drawn school no other undrawn one is nearer', () => {
    fc.assert(
      fc.property(sizes, seeds, (pupils, seed) => {
        const schools = frame(pupils);
        const lists = substituteLists(schools, { ...plan, seed });
        const drawn = new Set(lists.map(({ school }) => school.code));
        for (const area of ['urban', 'rural'] as const) {
          const ordered = schools
            .filter((school) => school.area === area)
            .sort((a, b) => b.pupils - a.pupils || (a.code < b.code ? -1 : 1));
          const places = new Map(ordered.map(({ code }, place) => [code, place]));
          const largest = lists.find(({ school }) => school.area === area);
          const [first] = largest?.substitutes ?? [];
          if (!largest || !first) continue;
          const place = places.get(largest.school.code) ?? 0;
          const distances = ordered
            .filter(({ code }) => !drawn.has(code))
            .map(({ code }) => Math.abs((places.get(code) ?? 0) - place));
          expect(Math.abs((places.get(first.code) ?? 0) - place)).toBe(Math.min(...distances));
        }
      }),
      { numRuns: 60 },
    );
  });

  test('teach the grade that the drawn school was drawn for', () => {
    const schools = frame(Array.from({ length: 24 }, (_, index) => 1000 - index)).map((school, index) => ({
      ...school,
      classes: index % 2 === 0 ? school.classes : [{ grade: 4, name: '1班', pupils: 30 }],
    }));
    for (const { school, substitutes } of substituteLists(schools, plan))
      if (school.classes.some(({ grade }) => grade === 5))
        for (const each of substitutes) expect(each.classes[0]?.grade).toBe(5);
  });

  test('do not exist where every school is taken', () => {
    const lists = substituteLists(frame([300, 200, 100]), { ...plan, takeAllUpTo: 3 });
    expect(lists.map(({ substitutes }) => substitutes)).toEqual([[], [], []]);
  });
});

test('a school that stands in takes over the chance of the drawn one, and no other school is touched', () => {
  const schools = frame(Array.from({ length: 30 }, (_, index) => 2000 - 60 * index));
  const [first] = substituteLists(schools, plan).filter(({ substitutes }) => substitutes.length > 0);
  const [from, to] = [first?.school.code ?? '', first?.substitutes[0]?.code ?? ''];
  const before = drawSample(schools, plan);
  const after = drawSample(schools, plan, undefined, new Map([[from, to]]));
  expect(after.filter(({ schoolCode }) => schoolCode !== to)).toEqual(
    before.filter(({ schoolCode }) => schoolCode !== from),
  );
  const chances = (cells: typeof before, code: string) =>
    cells
      .filter(({ schoolCode }) => schoolCode === code)
      .map(({ schoolWeight, schoolsInStratum, schoolsDrawn }) => [
        schoolWeight,
        schoolsInStratum,
        schoolsDrawn,
      ]);
  expect(chances(after, to)).toEqual(chances(before, from));
  expect(chances(after, to).length).toBeGreaterThan(0);
});
