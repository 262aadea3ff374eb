import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import type { EstimationPlan } from '@mingjian/contract/estimation';
import { runPlan } from '../../libs/core/src/aggregation/plan';

// R's `survey` package is the judge: cases computed with it, answered here through the same plan type as `estimate`.
interface Case {
  tolerance: number | { relative: number };
  data: string[];
  design: { ids?: string[]; strata?: string[]; weights?: string; fpc?: string[]; nest?: boolean };
  expected: Record<string, unknown>;
}
interface Expected {
  est: number[];
  se: number[];
  deff?: number[];
  ci_t?: [number, number][];
}

const folder = join(import.meta.dirname, '.');
const read = (id: string) => JSON.parse(readFileSync(join(folder, 'cases', `${id}.json`), 'utf8')) as Case;

function columnsOf(file: string): Map<string, string[]> {
  const [header = [], ...rows] = parse(readFileSync(join(folder, file)), { bom: true }) as string[][];
  return new Map(header.map((name, index) => [name, rows.map((row) => row[index] ?? '')]));
}

function designOf({ design }: Case): EstimationPlan['design'] {
  return {
    strata: design.strata ?? [],
    clusters: design.ids ?? [],
    ...(design.weights === undefined ? {} : { weights: design.weights }),
    fpc: design.fpc ?? [],
    nest: design.nest ?? false,
  };
}

function expectClose(got: number | null | undefined, wanted: number, tolerance: number): void {
  expect(got).not.toBeNull();
  expect(Math.abs((got ?? Number.NaN) - wanted)).toBeLessThanOrEqual(tolerance * Math.abs(wanted) + 1e-12);
}

const relative = ({ tolerance }: Case) => (typeof tolerance === 'number' ? tolerance : tolerance.relative);

describe.each([
  'a01-srs-fpc',
  'a02-srs-nofpc',
  'a03-strat-fpc',
  'a04-strat-nofpc',
  'a05-clus1-fpc',
  'a06-clus1-nofpc',
])('%s', (id) => {
  const one = read(id);
  const numeric = one.expected['numeric'] as { mean: Expected; total: Expected };
  const variables = ['api00', 'api99', 'enroll'];

  it.each(['mean', 'total'] as const)('%s, standard error, interval and design effect', (statistic) => {
    const plan: EstimationPlan = {
      data: '',
      design: designOf(one),
      estimates: variables.map((variable) => ({ id: variable, statistic, variable })),
    };
    const { reply } = runPlan(plan, columnsOf(one.data[0] ?? ''));
    const wanted = numeric[statistic];
    reply.estimates.forEach((estimate, index) => {
      expectClose(estimate.estimate, wanted.est[index] ?? Number.NaN, relative(one));
      expectClose(estimate.se, wanted.se[index] ?? Number.NaN, relative(one));
      expectClose(estimate.ci?.[0], wanted.ci_t?.[index]?.[0] ?? Number.NaN, relative(one));
      expectClose(estimate.deff, wanted.deff?.[index] ?? Number.NaN, relative(one));
    });
  });

  it('ratio', () => {
    const plan: EstimationPlan = {
      data: '',
      design: designOf(one),
      estimates: [{ id: 'r', statistic: 'ratio', numerator: 'api.stu', denominator: 'enroll' }],
    };
    const wanted = one.expected['ratio'] as Expected;
    const [ratio] = runPlan(plan, columnsOf(one.data[0] ?? '')).reply.estimates;
    expectClose(ratio?.estimate, wanted.est[0] ?? Number.NaN, relative(one));
    expectClose(ratio?.se, wanted.se[0] ?? Number.NaN, relative(one));
  });
});

describe('two stages with finite populations (a10, a13)', () => {
  const design: EstimationPlan['design'] = {
    strata: ['stratum', 'school_aud'],
    clusters: ['school', 'id'],
    fpc: ['N_h', 'M_persons'],
  };
  const columns = columnsOf('data/county2s.csv');

  it('weights follow from the populations, and the mean of the whole', () => {
    const whole = read('a10-2stage-fpc');
    const expected = whole.expected as {
      overall: { mean: Expected };
      weights_check: { sum: number; sum_sq: number };
    };
    const { reply } = runPlan(
      { data: '', design, estimates: [{ id: 'm', statistic: 'mean', variable: 'overall' }] },
      columns,
    );
    expectClose(reply.weights.sum, expected.weights_check.sum, 1e-8);
    expectClose(reply.weights.sumOfSquares, expected.weights_check.sum_sq, 1e-8);
    expectClose(reply.estimates[0]?.estimate, expected.overall.mean.est[0] ?? Number.NaN, 1e-8);
    expectClose(reply.estimates[0]?.se, expected.overall.mean.se[0] ?? Number.NaN, 1e-8);
    expectClose(reply.estimates[0]?.deff, expected.overall.mean.deff?.[0] ?? Number.NaN, 1e-8);
  });

  it('domains keep the whole design and count their own degrees of freedom', () => {
    const expected = read('a13-domain-2stage').expected as Record<
      string,
      { n: number; degf: number; mean: Expected; total: Expected }
    >;
    const domains = { teacher: { audience: 'teacher' }, C04_women: { county: 'C04', sex: '女' } };
    for (const [name, where] of Object.entries(domains)) {
      const { reply } = runPlan(
        {
          data: '',
          design,
          estimates: [
            { id: 'm', statistic: 'mean', variable: 'overall', where },
            { id: 't', statistic: 'total', variable: 'overall', where },
          ],
        },
        columns,
      );
      const wanted = expected[name];
      const [mean, total] = reply.estimates;
      expect(mean?.df).toBe(wanted?.degf);
      expectClose(mean?.estimate, wanted?.mean.est[0] ?? Number.NaN, 1e-8);
      expectClose(mean?.se, wanted?.mean.se[0] ?? Number.NaN, 1e-8);
      expectClose(total?.se, wanted?.total.se[0] ?? Number.NaN, 1e-8);
    }
  });
});

describe('calibration to known totals', () => {
  const byType = ['E', 'H', 'M'].map((stype, index) => ({ stype, total: [4421, 755, 1018][index] ?? 0 }));
  const byAward = [
    { 'sch.wide': 'No', total: 1072 },
    { 'sch.wide': 'Yes', total: 5122 },
  ];
  const cases: [string, NonNullable<EstimationPlan['calibration']>][] = [
    ['d01-poststrat-clus1', { method: 'poststratify', margins: [{ variables: ['stype'], totals: byType }] }],
    [
      'd02-rake-clus1',
      {
        method: 'rake',
        margins: [
          { variables: ['stype'], totals: byType },
          { variables: ['sch.wide'], totals: byAward },
        ],
      },
    ],
  ];

  it.each(cases)('%s', (id, calibration) => {
    const one = read(id);
    const expected = one.expected as {
      weights: { sum_sq: number; min: number; max: number };
      mean: Expected;
    };
    const { reply } = runPlan(
      {
        data: '',
        design: designOf(one),
        calibration,
        estimates: ['api00', 'enroll'].map((variable) => ({
          id: variable,
          statistic: 'mean' as const,
          variable,
        })),
      },
      columnsOf('data/apiclus1.csv'),
    );
    expectClose(reply.weights.sumOfSquares, expected.weights.sum_sq, 1e-6);
    expectClose(reply.weights.max, expected.weights.max, 1e-6);
    reply.estimates.forEach((estimate, index) => {
      expectClose(estimate.estimate, expected.mean.est[index] ?? Number.NaN, 1e-6);
      expectClose(estimate.se, expected.mean.se[index] ?? Number.NaN, 1e-6);
    });
  });
});
