import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  calibrate,
  estimateMean,
  estimateProportion,
  estimateTotal,
  trimWeights,
  type Design,
} from '../index';
import {
  cellsOf,
  cellsOfAnswers,
  everyEstimate,
  expectSame,
  marginsOf,
  methods,
  people,
  rowsOf,
  type Sample,
} from './sample.fixture';

const runs = { numRuns: 30 };

/** As sampled, raked, and raked and trimmed. */
const stepsOf = (sample: Sample): Sample[] => {
  const raked = calibrate(sample.design, marginsOf(sample), { method: 'raking' });
  const persons = sample.design.count.reduce((sum, each) => sum + each, 0);
  const trimmed = trimWeights(raked, 300 / persons, 2500 / persons, false).design;
  return [sample, { ...sample, design: raked }, { ...sample, design: trimmed }];
};
const estimatesOfSteps = (sample: Sample) => stepsOf(sample).flatMap(everyEstimate);

describe('estimates', () => {
  it('are the same from rows and from cells, of every kind, raked and trimmed or not', () => {
    fc.assert(
      fc.property(people, (persons) => {
        const rows = { ...rowsOf(persons), values: null };
        expectSame(estimatesOfSteps(rows), estimatesOfSteps(cellsOf(persons)));
      }),
      runs,
    );
  });

  it('are the same from rows and from cells of those who answered alike, quantiles too', () => {
    fc.assert(
      fc.property(people, (persons) => {
        const cells = cellsOfAnswers(persons);
        expect(cells.values).not.toBeNull();
        expectSame(everyEstimate(rowsOf(persons)), everyEstimate(cells));
      }),
      runs,
    );
  });

  it('are the same from persons of unequal weights summed up by unit and category', () => {
    fc.assert(
      fc.property(people, (persons) => {
        const rows = rowsOf(persons);
        const { stratum, unit } = rows.design.stages[0]!;
        const oneStage = { ...rows, design: { ...rows.design, stages: [{ stratum, unit }] } };
        const cells = weightedCellsOf(oneStage);
        const estimates = ({ design, y, satisfied }: Sample) => [
          estimateMean(design, y),
          estimateTotal(design, y),
          estimateProportion(design, satisfied),
        ];
        const [plain, raked] = stepsOf(oneStage);
        const [plainCells, rakedCells] = stepsOf(cells);
        expectSame(estimates(plain!), estimates(plainCells!));
        expectSame(estimates(raked!), estimates(rakedCells!));
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
        expectSame(estimatesOfSteps(rowsOf(persons)), estimatesOfSteps(rowsOf(shuffled)));
      }),
      runs,
    );
  });

  it('do not depend on what strata and units are called', () => {
    fc.assert(
      fc.property(people, (persons) => {
        const renamed = rowsOf(persons, (code) => 1_000_003 - 977 * code);
        expectSame(estimatesOfSteps(rowsOf(persons)), estimatesOfSteps(renamed));
      }),
      runs,
    );
  });

  it('stay when all weights are scaled, and totals scale with them', () => {
    fc.assert(
      fc.property(people, fc.integer({ min: 2, max: 50 }), (persons, by) => {
        const sample = rowsOf(persons);
        const scaled = {
          ...sample,
          design: { ...sample.design, weight: sample.design.weight.map((w) => w * by) },
        };
        // Totals come second of each domain; the design effect looks at the population's size, which grows with the weights.
        const others = (of: Sample) => {
          const all = everyEstimate(of);
          return all.filter((_, at) => at % (all.length / 3) !== 1).map((each) => ({ ...each, deff: null }));
        };
        const total = estimateTotal(sample.design, sample.y);
        const after = estimateTotal(scaled.design, scaled.y);
        expect(after.estimate! / total.estimate!).toBeCloseTo(by, 9);
        expect(after.se! / total.se!).toBeCloseTo(by, 9);
        expectSame(others(sample), others(scaled));
      }),
      runs,
    );
  });

  it('stay when a row is split into two of half its weight, primary units drawn with replacement', () => {
    fc.assert(
      fc.property(people, fc.nat(), (persons, which) => {
        const at = which % persons.length;
        const half = { ...persons[at]!, weight: persons[at]!.weight / 2 };
        const split = [...persons.slice(0, at), half, half, ...persons.slice(at + 1)];
        const withReplacement = (sample: Sample): Sample => {
          const { stratum, unit } = sample.design.stages[0]!;
          return { ...sample, design: { ...sample.design, stages: [{ stratum, unit }] } };
        };
        // What counts persons, n and what is corrected for it, sees one more.
        const withoutCounts = (of: Sample) =>
          everyEstimate(of)
            .map((each) => ({ ...each, n: 0, deff: null }))
            .filter((_, k) => !['beta', 'likelihood'].includes(methods[(k % 10) - 3] ?? ''));
        expectSame(
          withoutCounts(withReplacement(rowsOf(persons))),
          withoutCounts(withReplacement(rowsOf(split))),
        );
      }),
      runs,
    );
  });

  it('keep a proportion and its interval between 0 and 1', () => {
    fc.assert(
      fc.property(people, fc.integer({ min: 0, max: 6 }), (persons, limit) => {
        const { design, y } = rowsOf(persons);
        const ones = y.sum.map((value, r) => (y.n[r]! > 0 && value <= limit ? 1 : 0));
        const { estimate, ci } = estimateProportion(design, { n: y.n, sum: ones, sumOfSquares: ones });
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

/** Rows of one primary unit, age and sex as a cell whose sums are taken with their weights. */
function weightedCellsOf({ design, y, satisfied, pair, someone }: Sample): Sample {
  const keys = someone.map((p) => [p.school, p.age, p.sex].join());
  const names = [...new Set(keys)];
  const cellOf = keys.map((key) => names.indexOf(key));
  const sum = (of: (row: number) => number) => {
    const sums = new Float64Array(names.length);
    cellOf.forEach((cell, row) => (sums[cell]! += of(row)));
    return sums;
  };
  const first = (of: Int32Array) => Int32Array.from(names, (name) => of[keys.indexOf(name)]!);
  const w = (row: number) => design.weight[row]!;
  const weighted = ({ n, sum: sums, sumOfSquares }: Sample['y']) => ({
    n: sum((r) => w(r) * n[r]!),
    persons: sum((r) => n[r]!),
    sum: sum((r) => w(r) * sums[r]!),
    sumOfSquares: sum((r) => w(r) * sumOfSquares[r]!),
  });
  const summed: Design = {
    size: names.length,
    count: sum(w),
    weight: new Float64Array(names.length).fill(1),
    stages: design.stages.map(({ stratum, unit }) => ({ stratum: first(stratum), unit: first(unit) })),
    lonelyPsu: design.lonelyPsu,
  };
  return {
    design: summed,
    y: weighted(y),
    satisfied: weighted(satisfied),
    pair,
    values: null,
    someone: names.map((name) => someone[keys.indexOf(name)]!),
  };
}
