import type { SamplingPlan } from '@mingjian/contract/distribution';
import type { School } from '@mingjian/contract/registry';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { allocationFaults, drawSample, invitedRows, strataRows } from './allocation';
import { randomStream, simpleRandomSample } from './simple-random-sample';

const plan: SamplingPlan = {
  seed: 7,
  grades: [
    { stage: 'primary', grade: 5 },
    { stage: 'junior', grade: 8 },
  ],
  takeAllUpTo: 3,
  minimumPerStratum: 3,
  fraction: 0.3,
  classesPerGrade: 2,
  teachersPerSchool: 10,
  allocation: { rule: 'fraction' },
  selection: 'equal',
  assumptions: { responseRate: 0.6, sd: 20, icc: 0.05 },
};

function frame(counts: readonly number[], classes = 3): School[] {
  return counts.flatMap((count, county) =>
    (['primary', 'junior'] as const).flatMap((stage) =>
      Array.from({ length: count }, (_, index) => ({
        code: `${stage === 'primary' ? 21 : 31}23${String(county * 1000 + index).padStart(6, '0')}`,
        name: `School ${index}`,
        countyCode: county === 0 ? '231002' : '231003',
        stage,
        area: index % 2 === 0 ? ('urban' as const) : ('rural' as const),
        teachers: 4 + index * 3,
        pupils: 300,
        classes: Array.from({ length: classes }, (_each, at) => ({
          grade: stage === 'primary' ? 5 : 8,
          name: `class ${at + 1}`,
          pupils: 10 + at,
        })),
        fictional: true,
      })),
    ),
  );
}

const seeds = fc.integer({ min: 0, max: 2 ** 31 - 1 });
const frames = fc.array(fc.integer({ min: 1, max: 25 }), { minLength: 1, maxLength: 2 });

describe('the draw', () => {
  test('Σ 1/π over the drawn schools of each stratum is the number of its schools', () => {
    fc.assert(
      fc.property(seeds, frames, fc.double({ min: 0, max: 1, noNaN: true }), (seed, counts, fraction) => {
        const schools = frame(counts);
        const cells = drawSample(schools, { ...plan, seed, fraction });
        const expanded = new Map<string, number>();
        const seen = new Set<string>();
        for (const cell of cells) {
          if (seen.has(cell.schoolCode)) continue;
          seen.add(cell.schoolCode);
          const key = `${cell.countyCode} ${cell.stage} ${cell.area}`;
          expanded.set(key, (expanded.get(key) ?? 0) + cell.schoolsInStratum / cell.schoolsDrawn);
        }
        for (const [key, sum] of expanded) {
          const inFrame = schools.filter((each) => `${each.countyCode} ${each.stage} ${each.area}` === key);
          expect(sum).toBeCloseTo(inFrame.length, 9);
        }
        for (const row of strataRows(cells)) expect(row.expanded).toBeCloseTo(row.schoolsInFrame, 9);
        expect(expanded.size).toBe(strataRows(cells).length);
      }),
      { numRuns: 60 },
    );
  });

  test('the same seed draws the same sample, in whatever order the schools come; another seed another', () => {
    const schools = frame([20, 20]);
    const first = drawSample(schools, plan);
    expect(drawSample([...schools].reverse(), plan)).toEqual(first);
    expect(drawSample(schools, { ...plan, seed: 8 })).not.toEqual(first);
  });

  test('small strata are taken whole, others by fraction and minimum', () => {
    const drawn = (count: number) =>
      strataRows(drawSample(frame([count]), plan)).find(
        (row) => row.stage === 'primary' && row.area === 'urban',
      );
    expect(drawn(6)).toMatchObject({ schoolsInFrame: 3, schoolsDrawn: 3 });
    expect(drawn(8)).toMatchObject({ schoolsInFrame: 4, schoolsDrawn: 3 });
    // 0.3 × 20 must be 6 and not, by a rounding error, 7.
    expect(drawn(40)).toMatchObject({ schoolsInFrame: 20, schoolsDrawn: 6, inclusionProbability: 0.3 });
  });

  test('pupils and parents share the classes, teachers stand for their school', () => {
    const cells = drawSample(frame([10]), plan);
    const keys = (audience: string) =>
      cells.filter((cell) => cell.audience === audience).map((cell) => cell.classKey);
    expect(keys('student')).toEqual(keys('public'));
    for (const cell of cells) {
      if (cell.audience === 'teacher') {
        expect(cell).toMatchObject({ classKey: null, grade: null, classesInGrade: null, classesDrawn: null });
        expect(cell.invited).toBe(Math.min(10, cell.eligible));
      } else {
        expect(cell).toMatchObject({ classesInGrade: 3, classesDrawn: 2 });
        expect(cell.invited).toBe(cell.eligible);
      }
      expect(cell.schoolKey).not.toContain(cell.schoolCode);
    }
    expect(invitedRows(cells).map((row) => row.audience)).toEqual(['teacher', 'student', 'public']);
  });

  test('leaving out an audience changes nothing for the others', () => {
    const all = drawSample(frame([12]), plan);
    expect(drawSample(frame([12]), plan, ['student'])).toEqual(
      all.filter((cell) => cell.audience === 'student'),
    );
  });

  test('each school of a stratum is drawn equally often over many seeds', () => {
    const schools = frame([16]);
    const hits = new Map<string, number>();
    const runs = 2000;
    for (let seed = 0; seed < runs; seed += 1) {
      const cells = drawSample(schools, { ...plan, seed }, ['teacher']);
      for (const { schoolCode } of cells) hits.set(schoolCode, (hits.get(schoolCode) ?? 0) + 1);
    }
    // π = 3/8: over 2000 draws the share of each school has a standard error of 0.011.
    expect(hits.size).toBe(32);
    for (const count of hits.values()) expect(Math.abs(count / runs - 3 / 8)).toBeLessThan(0.05);
  });
});

describe('selection proportional to size', () => {
  const pps: SamplingPlan = { ...plan, selection: 'pps', takeAllUpTo: 4, minimumPerStratum: 4 };
  /** Schools whose sizes differ much, so that some are certain. */
  const sized = (count: number) =>
    frame([count]).map((school, index) => ({ ...school, pupils: 40 + 37 * (index % 11) ** 2 }));

  test('Σ pupils/π over the drawn schools of each stratum is the pupils of the frame', () => {
    fc.assert(
      fc.property(seeds, fc.integer({ min: 6, max: 40 }), (seed, count) => {
        const schools = sized(count);
        for (const row of strataRows(drawSample(schools, { ...pps, seed }))) {
          const own = schools.filter(({ stage, area }) => stage === row.stage && area === row.area);
          expect(row.pupilsInFrame).toBe(own.reduce((sum, { pupils }) => sum + pupils, 0));
          expect(row.expandedPupils / row.pupilsInFrame).toBeCloseTo(1, 9);
          expect(row.schoolsInFrame).toBe(own.length);
        }
      }),
      { numRuns: 60 },
    );
  });

  test('the draw does not depend on the order of the frame', () => {
    const schools = sized(24);
    expect(drawSample([...schools].reverse(), pps)).toEqual(drawSample(schools, pps));
  });

  test('a school whose chance would pass 1 is certain, a stratum of its own taken whole', () => {
    const schools = frame([20]).map((school, index) => ({ ...school, pupils: index === 0 ? 9000 : 100 }));
    const cells = drawSample(schools, pps).filter(
      ({ stage, area }) => stage === 'primary' && area === 'urban',
    );
    const [largest] = cells.filter(({ certain }) => certain);
    expect(largest).toMatchObject({ schoolsInStratum: 1, schoolsDrawn: 1, schoolWeight: 1 });
    const other = cells.find(({ certain }) => !certain);
    // Nine schools of one size share the three places that are left: N and n as under equal chances.
    expect(other?.schoolsDrawn).toBe(3);
    expect(other?.schoolsInStratum).toBeCloseTo(9, 9);
  });

  test('over 10,000 draws each school comes as often as its chance says, within 4 standard errors', () => {
    const schools = sized(16).filter(({ stage, area }) => stage === 'primary' && area === 'urban');
    const draws = 10_000;
    const hits = new Map(schools.map(({ code }) => [code, 0]));
    const chance = new Map<string, number>();
    for (let seed = 0; seed < draws; seed += 1)
      for (const cell of drawSample(schools, { ...pps, seed, grades: pps.grades.slice(0, 1) }, ['teacher'])) {
        hits.set(cell.schoolCode, (hits.get(cell.schoolCode) ?? 0) + 1);
        chance.set(cell.schoolCode, 1 / cell.schoolWeight);
      }
    expect(chance.size).toBe(schools.length);
    for (const [code, pi] of chance) {
      const error = Math.sqrt((pi * (1 - pi)) / draws);
      expect(Math.abs((hits.get(code) ?? 0) / draws - pi)).toBeLessThanOrEqual(4 * error);
    }
  });
});

describe('faults of a plan', () => {
  test('Neyman allocation without a deviation for a stage', () => {
    const allocation = {
      rule: 'neyman' as const,
      schoolsPerCounty: 8,
      deviations: [{ stage: 'primary' as const, sd: 18 }],
    };
    expect(allocationFaults(frame([8]), { ...plan, allocation })).toEqual([
      { rule: 'stage-without-deviation', field: 'allocation', value: 'junior' },
    ]);
  });

  test('a stage without schools, a grade without classes, a grade named twice', () => {
    const grades: SamplingPlan['grades'] = [
      { stage: 'senior', grade: 11 },
      { stage: 'primary', grade: 6 },
      { stage: 'junior', grade: 8 },
      { stage: 'junior', grade: 8 },
    ];
    expect(allocationFaults(frame([4]), { ...plan, grades }).map((fault) => fault.rule)).toEqual([
      'grade-twice',
      'stage-without-schools',
      'grade-without-classes',
    ]);
  });

  test('a school whose class list was forgotten, by code and name', () => {
    const schools = frame([8]).map((school, index) => (index === 1 ? { ...school, classes: [] } : school));
    const { code, name } = schools[1] as School;
    expect(allocationFaults(schools, plan)).toEqual([
      { rule: 'school-without-classes', field: 'grades', value: `${code} ${name}` },
    ]);
  });

  test('a minimum larger than a stratum', () => {
    const greedy = { ...plan, minimumPerStratum: 9 };
    expect(allocationFaults(frame([8]), greedy)[0]).toMatchObject({ rule: 'larger-than-frame' });
    expect(() => drawSample(frame([8]), greedy)).toThrow(RangeError);
  });
});

test('a simple random sample takes each subset equally often', () => {
  const counts = new Map<string, number>();
  for (let seed = 0; seed < 6000; seed += 1) {
    const drawn = simpleRandomSample(['a', 'b', 'c', 'd'], 2, randomStream(seed, 'test')).sort().join('');
    counts.set(drawn, (counts.get(drawn) ?? 0) + 1);
  }
  expect(counts.size).toBe(6);
  // χ² with 5 degrees of freedom: 20.5 is exceeded once in a thousand.
  const chi = [...counts.values()].reduce((sum, count) => sum + (count - 1000) ** 2 / 1000, 0);
  expect(chi).toBeLessThan(20.5);
});
