import { it } from 'vitest';
import { estimateQuantiles, type Design, type QuantileOptions } from '@mingjian/statistics';
import { readCase } from './support/compare';
import { agree } from './support/report';
import { designOf, domainsBy, Table } from './support/table';

const probabilities = [0.1, 0.25, 0.5, 0.75, 0.9];
const rules = ['math', 'school', 'hf2', 'hf4', 'hf6', 'hf7'] as const;

/** The oracle's `qtl`: quantiles of a column by all rules. */
function quantiles(design: Design, name: string, values: Float64Array) {
  const whole = { codes: new Int32Array(design.size), size: 1 };
  const at = (p: number, options: QuantileOptions) => {
    const { estimate, se, ci } = estimateQuantiles(design, values, p, whole, options)[0]!;
    // R's names of the columns vary with how it interpolates.
    const fields = { 'ci.2.5': ci?.[0], 'ci.97.5': ci?.[1], se };
    return { quantile: estimate, ...fields, estimate };
  };
  return {
    ...Object.fromEntries(rules.map((rule) => [rule, { [name]: probabilities.map((p) => at(p, { rule })) }])),
    interval_beta: { [name]: [at(0.5, { interval: 'beta' })] },
    interval_xlogit: { [name]: [at(0.5, { interval: 'xlogit' })] },
    no_ci: probabilities.map((p) => at(p, {}).quantile),
  };
}

/** hf4's rows carry R's row name as `quantile` and the number under a name of its own. */
function normalised(expected: Record<string, unknown>): Record<string, unknown> {
  return JSON.parse(JSON.stringify(expected), (_, value: unknown) => {
    if (value === null || typeof value !== 'object' || Array.isArray(value)) return value;
    const own = value as Record<string, unknown>;
    const odd = Object.keys(own).find((key) => /^quantile\./.test(key));
    if (odd === undefined) return own;
    const rest = Object.entries(own).filter(([key]) => key !== odd && key !== 'quantile');
    return { ...Object.fromEntries(rest), quantile: own[odd] };
  }) as Record<string, unknown>;
}

it.each([
  ['c01-quantile-srs', ['api00', 'enroll']],
  ['c02-quantile-strat', ['api00', 'meals']],
  ['c03-quantile-clus1', ['api00']],
])('%s', (id, names) => {
  const one = readCase(id);
  const table = Table.read(one.data[0]!);
  const design = designOf(table, one.design);
  const got = Object.fromEntries(names.map((name) => [name, quantiles(design, name, table.numbers(name))]));
  agree(one, got, normalised(one.expected));
});

it('c04-quantile-county-nps', () => {
  const one = readCase('c04-quantile-county-nps');
  const table = Table.read(one.data[0]!);
  const design = designOf(table, one.design);
  const nps = table.numbers('nps');
  const [q1, q2, q3] = ['q1', 'q2', 'q3'].map((name) => table.numbers(name));
  const score = q1!.map((value, r) => (value + q2![r]! + q3![r]!) / 3);
  const counties = domainsBy(table.text('county'));
  const medians = estimateQuantiles(design, nps, 0.5, counties);
  agree(
    one,
    {
      nps: quantiles(design, 'nps', nps),
      score: quantiles(design, 'sc', score),
      by_county_median: {
        rows: counties.labels.map((county, i) => ({
          county,
          nps: medians[i]!.estimate,
          'se.nps': medians[i]!.se,
        })),
        est: medians.map(({ estimate }) => estimate),
        se: medians.map(({ se }) => se),
      },
    },
    normalised(one.expected),
  );
});
