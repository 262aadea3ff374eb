import fc from 'fast-check';
import { expect } from 'vitest';
import {
  estimateDifference,
  estimateMean,
  estimateProportion,
  estimateQuantiles,
  estimateRatio,
  estimateTotal,
  type Design,
  type Estimated,
  type EstimatedQuantile,
  type Margin,
  type ProportionMethod,
  type Variable,
  type VariablePair,
} from '../index';

/** A person of a sample in four strata of three schools of two classes. */
export interface Person {
  school: number;
  schoolClass: number;
  weight: number;
  /** Null where the question was left out. */
  y: number | null;
  age: number;
  sex: number;
}

const STRATA = 4;
const SCHOOLS = 3;
const person = fc.record({
  school: fc.integer({ min: 0, max: STRATA * SCHOOLS - 1 }),
  schoolClass: fc.integer({ min: 0, max: 1 }),
  weight: fc.integer({ min: 5, max: 40 }).map((w) => w / 5),
  y: fc.option(fc.integer({ min: 1, max: 5 }), { freq: 8 }),
  age: fc.integer({ min: 0, max: 2 }),
  sex: fc.integer({ min: 0, max: 1 }),
});

/** Every school, class and combination of categories has somebody, so that every design is complete. */
export const people = fc.array(person, { minLength: 20, maxLength: 80 }).map((some): Person[] => [
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

/** A sample as records, rows or cells, with all that an estimate may be of. */
export interface Sample {
  design: Design;
  y: Variable;
  /** 1 where y is above 3. */
  satisfied: Variable;
  /** y over age + 1. */
  pair: VariablePair;
  /** By record; a cell has one only when its persons share it. */
  values: Float64Array | null;
  /** By record: somebody in it, for what all in it share. */
  someone: Person[];
}

/** The people as rows. @param label what strata and units are called */
export function rowsOf(persons: readonly Person[], label = (code: number) => code): Sample {
  return sampleOf(
    persons.map((p) => [p]),
    label,
    true,
  );
}

/** The same people as cells: those of one class, weight, age and sex together. */
export function cellsOf(persons: readonly Person[]): Sample {
  return { ...cellsBy(persons, ({ y: _, ...path }) => path), values: null };
}

/** Cells in which all gave the same answer. */
export function cellsOfAnswers(persons: readonly Person[]): Sample {
  return cellsBy(persons, (p) => p);
}

function cellsBy(persons: readonly Person[], keyOf: (p: Person) => object): Sample {
  return sampleOf(grouped(persons, keyOf), (code) => code, false);
}

function grouped(persons: readonly Person[], keyOf: (p: Person) => object): Person[][] {
  const groups = new Map<string, Person[]>();
  for (const p of persons) {
    const key = JSON.stringify(keyOf(p));
    groups.set(key, [...(groups.get(key) ?? []), p]);
  }
  return [...groups.values()];
}

function sampleOf(members: Person[][], label: (code: number) => number, areRows: boolean): Sample {
  const someone = members.map(([first]) => first!);
  const column = (of: (p: Person) => number) => Float64Array.from(someone, of);
  const codes = (of: (p: Person, r: number) => number) => Int32Array.from(someone, of);
  const sum = (of: (y: number, p: Person) => number) =>
    Float64Array.from(members, (group) =>
      group.reduce((total, p) => total + (p.y === null ? 0 : of(p.y, p)), 0),
    );
  const inClass = {
    stratum: codes((p) => label(p.school * 2 + p.schoolClass)),
    populationSize: column(() => 100),
  };
  const isSatisfied = sum((y) => (y > 3 ? 1 : 0));
  const x = (p: Person) => p.age + 1;
  const n = sum(() => 1);
  const shared = members.map((group) => group.every((p) => p.y === group[0]!.y));
  return {
    someone,
    design: {
      size: members.length,
      count: Float64Array.from(members, (group) => group.length),
      weight: column((p) => p.weight),
      stages: [
        {
          stratum: codes((p) => label(Math.floor(p.school / SCHOOLS))),
          unit: codes((p) => label(p.school)),
          populationSize: column(() => 7),
        },
        {
          stratum: codes((p) => label(p.school)),
          unit: inClass.stratum,
          populationSize: column(() => 3),
        },
        ...(areRows ? [{ ...inClass, unit: codes((_, r) => r) }] : []),
      ],
      ...(areRows ? {} : { persons: inClass }),
      lonelyPsu: 'adjust',
    },
    y: { n, sum: sum((y) => y), sumOfSquares: sum((y) => y * y) },
    satisfied: { n, sum: isSatisfied, sumOfSquares: isSatisfied },
    pair: {
      n,
      sumX: sum((_, p) => x(p)),
      sumY: sum((y) => y),
      sumXX: sum((_, p) => x(p) ** 2),
      sumXY: sum((y, p) => x(p) * y),
      sumYY: sum((y) => y * y),
    },
    values: shared.every(Boolean) ? column((p) => p.y ?? Number.NaN) : null,
  };
}

export const methods: ProportionMethod[] = ['logit', 'beta', 'asin', 'mean', 'likelihood'];

/** Every kind of estimate from a sample, overall and for one half of the schools. */
export function everyEstimate({
  design,
  y,
  satisfied,
  pair,
  values,
  someone,
}: Sample): (Estimated | EstimatedQuantile)[] {
  const everyone = () => true;
  const inHalf = (r: number) => someone[r]!.school < 6;
  const isWoman = (r: number) => someone[r]!.sex === 1;
  return [everyone, inHalf, isWoman].flatMap((inDomain) => [
    estimateMean(design, y, inDomain),
    estimateTotal(design, y, inDomain),
    estimateRatio(design, pair, inDomain),
    ...methods.map((method) => estimateProportion(design, satisfied, inDomain, 0.9, method)),
    estimateDifference(
      design,
      y,
      (r) => inDomain(r) && someone[r]!.age === 0,
      (r) => inDomain(r) && someone[r]!.age === 2,
    ),
    ...(values
      ? estimateQuantiles(design, values, 0.5, {
          codes: Int32Array.from(someone, (_, r) => (inDomain(r) ? 0 : -1)),
          size: 1,
        })
      : []),
  ]);
}

/** Totals of the population by age and by sex. */
export function marginsOf({ someone }: Sample): Margin[] {
  return [
    { category: Int32Array.from(someone, (p) => p.age), totals: Float64Array.of(300, 500, 200) },
    { category: Int32Array.from(someone, (p) => p.sex), totals: Float64Array.of(450, 550) },
  ];
}

/** Holds two lists of estimates to be the same up to rounding. */
export function expectSame(
  a: readonly (Estimated | EstimatedQuantile)[],
  b: readonly (Estimated | EstimatedQuantile)[],
): void {
  expect(a.length).toBe(b.length);
  a.forEach((one, at) => {
    const other = b[at]!;
    expect([one.n, one.df, one.reason]).toEqual([other.n, other.df, other.reason]);
    const numbers = (of: Estimated | EstimatedQuantile) => [of.estimate, of.se, ...(of.ci ?? []), of.deff];
    numbers(one).forEach((x, k) => {
      const y = numbers(other)[k]!;
      if (x === null || y === null) expect(x).toBe(y);
      else expect(Math.abs(x - y)).toBeLessThanOrEqual(1e-8 * (1 + Math.abs(y)));
    });
  });
}
