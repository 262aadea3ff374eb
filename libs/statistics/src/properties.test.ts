import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  calibrate,
  estimateMean,
  estimateProportion,
  estimateTotal,
  marginTotals,
  rake,
  rakeAndTrim,
  trimWeights,
  type Design,
  type Estimated,
  type Margin,
  type Variable,
} from './index';

/** A person of a sample in four strata of three schools of two classes. */
interface Person {
  school: number;
  schoolClass: number;
  weight: number;
  y: number;
  age: number;
  sex: number;
}

const STRATA = 4;
const SCHOOLS = 3;
const person = fc.record({
  school: fc.integer({ min: 0, max: STRATA * SCHOOLS - 1 }),
  schoolClass: fc.integer({ min: 0, max: 1 }),
  weight: fc.integer({ min: 5, max: 40 }).map((w) => w / 5),
  y: fc.integer({ min: 1, max: 5 }),
  age: fc.integer({ min: 0, max: 2 }),
  sex: fc.integer({ min: 0, max: 1 }),
});

/** Every school, class and combination of categories has somebody, so that every design is complete. */
const people = fc.array(person, { minLength: 20, maxLength: 80 }).map((some): Person[] => [
  ...Array.from({ length: STRATA * SCHOOLS * 2 }, (_, i) => ({
    school: i >> 1,
    schoolClass: i & 1,
    weight: 1 + (i % 5),
    y: 1 + ((i * 7) % 5),
    age: i % 3,
    sex: (i >> 1) & 1,
  })),
  ...some,
]);

function rowsOf(
  persons: readonly Person[],
  label = (code: number) => code,
): { design: Design; variable: Variable } {
  const column = (of: (p: Person, i: number) => number) => Float64Array.from(persons, of);
  const codes = (of: (p: Person, i: number) => number) => Int32Array.from(persons, of);
  const y = column((p) => p.y);
  return {
    design: {
      size: persons.length,
      count: column(() => 1),
      weight: column((p) => p.weight),
      stages: [
        {
          stratum: codes((p) => label(Math.floor(p.school / SCHOOLS))),
          unit: codes((p) => label(p.school)),
          populationSize: column(() => 7),
        },
        {
          stratum: codes((p) => label(p.school)),
          unit: codes((p) => label(p.school * 2 + p.schoolClass)),
          populationSize: column(() => 3),
        },
        {
          stratum: codes((p) => label(p.school * 2 + p.schoolClass)),
          unit: codes((_, i) => i),
          populationSize: column(() => 100),
        },
      ],
      lonelyPsu: 'adjust',
    },
    variable: { n: column(() => 1), sum: y, sumOfSquares: y.map((value) => value * value) },
  };
}

/** The same people as cells: those of one class, weight, age and sex together. */
function cellsOf(persons: readonly Person[]): { design: Design; variable: Variable; members: Person[][] } {
  const groups = new Map<string, Person[]>();
  for (const p of persons) {
    const key = [p.school, p.schoolClass, p.weight, p.age, p.sex].join('|');
    groups.set(key, [...(groups.get(key) ?? []), p]);
  }
  const members = [...groups.values()];
  const first = rowsOf(members.map((group) => group[0]!));
  const [schools, classes, last] = first.design.stages;
  const sum = (of: (p: Person) => number) =>
    Float64Array.from(members, (group) => group.reduce((total, p) => total + of(p), 0));
  return {
    members,
    design: {
      ...first.design,
      count: sum(() => 1),
      stages: [schools!, classes!],
      persons: {
        stratum: last!.stratum,
        ...(last!.populationSize ? { populationSize: last!.populationSize } : {}),
      },
    },
    variable: { n: sum(() => 1), sum: sum((p) => p.y), sumOfSquares: sum((p) => p.y * p.y) },
  };
}

const margins = (persons: readonly Person[]): Margin[] => [
  { category: Int32Array.from(persons, (p) => p.age), totals: Float64Array.of(300, 500, 200) },
  { category: Int32Array.from(persons, (p) => p.sex), totals: Float64Array.of(450, 550) },
];

function expectSame(a: Estimated, b: Estimated, scale = 1): void {
  const close = (x: number | null, y: number | null, by = 1) => {
    if (x === null || y === null) expect(x).toBe(y);
    else expect(Math.abs(x * by - y)).toBeLessThanOrEqual(1e-9 * (1 + Math.abs(y)));
  };
  expect(a.n).toBe(b.n);
  expect(a.df).toBe(b.df);
  close(a.estimate, b.estimate, scale);
  close(a.se, b.se, scale);
  close(a.ci?.[0] ?? null, b.ci?.[0] ?? null, scale);
}

const runs = { numRuns: 40 };

describe('estimates', () => {
  it('are the same from rows and from cells, raked or not', () => {
    fc.assert(
      fc.property(people, (persons) => {
        const rows = rowsOf(persons);
        const cells = cellsOf(persons);
        expectSame(estimateMean(rows.design, rows.variable), estimateMean(cells.design, cells.variable));
        expectSame(estimateTotal(rows.design, rows.variable), estimateTotal(cells.design, cells.variable));
        const raked = calibrate(rows.design, margins(persons), { method: 'raking' });
        const rakedCells = calibrate(cells.design, margins(cells.members.map((group) => group[0]!)), {
          method: 'raking',
        });
        expectSame(estimateMean(raked, rows.variable), estimateMean(rakedCells, cells.variable));
        const inDomain = (p: Person) => p.school < 6;
        expectSame(
          estimateMean(raked, rows.variable, (r) => inDomain(persons[r]!)),
          estimateMean(rakedCells, cells.variable, (r) => inDomain(cells.members[r]![0]!)),
        );
      }),
      runs,
    );
  });

  it('do not depend on the order of the rows', () => {
    fc.assert(
      fc.property(people, fc.integer(), (persons, seed) => {
        const shuffled = persons
          .map((p, i) => ({ p, at: Math.imul(i + 1, seed | 1) >>> 0 }))
          .sort((a, b) => a.at - b.at)
          .map(({ p }) => p);
        const a = rowsOf(persons);
        const b = rowsOf(shuffled);
        expectSame(estimateMean(a.design, a.variable), estimateMean(b.design, b.variable));
      }),
      runs,
    );
  });

  it('do not depend on what strata and units are called', () => {
    fc.assert(
      fc.property(people, (persons) => {
        const a = rowsOf(persons);
        const b = rowsOf(persons, (code) => 1_000_003 - 977 * code);
        expectSame(estimateMean(a.design, a.variable), estimateMean(b.design, b.variable));
      }),
      runs,
    );
  });

  it('stay when all weights are scaled, and totals scale with them', () => {
    fc.assert(
      fc.property(people, fc.integer({ min: 2, max: 50 }), (persons, by) => {
        const { design, variable } = rowsOf(persons);
        const scaled = { ...design, weight: design.weight.map((w) => w * by) };
        expectSame(estimateMean(design, variable), estimateMean(scaled, variable));
        expectSame(estimateTotal(design, variable), estimateTotal(scaled, variable), by);
      }),
      runs,
    );
  });

  it('stay when a row is split into two of half its weight, primary units drawn with replacement', () => {
    fc.assert(
      fc.property(people, fc.nat(), (persons, which) => {
        const at = which % persons.length;
        const half = { ...persons[at]!, weight: persons[at]!.weight / 2 };
        const once = (some: Person[]) => {
          const { design, variable } = rowsOf(some);
          const [{ stratum, unit }] = design.stages as [Design['stages'][0]];
          return estimateMean({ ...design, stages: [{ stratum, unit }] }, variable);
        };
        const whole = once(persons);
        const split = once([...persons.slice(0, at), half, half, ...persons.slice(at + 1)]);
        expectSame({ ...whole, n: 0 }, { ...split, n: 0 });
      }),
      runs,
    );
  });

  it('keep a proportion and its interval between 0 and 1', () => {
    fc.assert(
      fc.property(people, fc.integer({ min: 0, max: 6 }), (persons, limit) => {
        const { design, variable } = rowsOf(persons);
        const ones = variable.sum.map((y) => (y <= limit ? 1 : 0));
        const { estimate, ci } = estimateProportion(design, { n: variable.n, sum: ones, sumOfSquares: ones });
        expect(estimate).toBeGreaterThanOrEqual(0);
        expect(estimate).toBeLessThanOrEqual(1);
        expect(ci![0]).toBeGreaterThanOrEqual(0);
        expect(ci![1]).toBeLessThanOrEqual(1);
        expect(ci![0]).toBeLessThanOrEqual(ci![1]);
      }),
      runs,
    );
  });
});

describe('calibration', () => {
  it.each(['raking', 'linear', 'logit'] as const)('hits its totals: %s', (method) => {
    fc.assert(
      fc.property(people, (persons) => {
        const { design } = rowsOf(persons);
        const given = margins(persons);
        const bounds = { lower: 0.0001, upper: 1000 };
        const weighted = calibrate(design, given, { method, ...(method === 'raking' ? {} : { bounds }) });
        for (const margin of given)
          marginTotals(weighted.weight, design.count, margin).forEach((reached, c) =>
            expect(Math.abs(reached / margin.totals[c]! - 1)).toBeLessThan(1e-8),
          );
      }),
      runs,
    );
  });

  it('is idempotent: raking what is raked changes nothing', () => {
    fc.assert(
      fc.property(people, (persons) => {
        const { design } = rowsOf(persons);
        const once = rake(design.weight, design.count, margins(persons));
        const twice = rake(once, design.count, margins(persons));
        once.forEach((w, r) => expect(Math.abs(twice[r]! / w - 1)).toBeLessThan(1e-9));
      }),
      runs,
    );
  });

  it('and trimming keep the sum of weights; raking with bounds keeps margins', () => {
    fc.assert(
      fc.property(people, (persons) => {
        const { design } = rowsOf(persons);
        const given = margins(persons);
        const { weight } = rakeAndTrim(design.weight, design.count, given, { lower: 0.2, upper: 5 });
        for (const margin of given)
          marginTotals(weight, design.count, margin).forEach((reached, c) =>
            expect(Math.abs(reached / margin.totals[c]! - 1)).toBeLessThan(1e-6),
          );
        const raked = calibrate(design, given, { method: 'raking' });
        const mean = 1000 / design.size;
        const trimmed = trimWeights(raked, 0.1 * mean, 4 * mean, false).design;
        const sum = (values: Float64Array) => values.reduce((total, w) => total + w, 0);
        expect(sum(trimmed.weight)).toBeCloseTo(sum(raked.weight), 6);
      }),
      runs,
    );
  });
});
