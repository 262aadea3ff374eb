import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import {
  calibrate,
  CalibrationError,
  degreesOfFreedom,
  estimateByReplicates,
  estimateMean,
  jackknifeWeights,
  calibrateReplicates,
  kish,
  trimWeights,
  variableOf,
  type Design,
  type InDomain,
  type Margin,
} from '@mingjian/statistics';
import { readCase, type OracleCase } from './support/compare';
import { extract, meansBy, meansOf, totalsOf, weightsOf } from './support/extract';
import { agree } from './support/report';
import { codesOf, designOf, domainsBy, marginOf, raked, Table } from './support/table';
import { indicatorsOf, ratioOf } from './support/statistics';

function open(id: string): { one: OracleCase; table: Table; design: Design } {
  const one = readCase(id);
  const table = Table.read(one.data[0]!);
  return { one, table, design: designOf(table, one.design) };
}

/** The oracle's `after`: weights and what became of means and totals. */
function after(base: Design, design: Design, columns: Record<string, Float64Array>) {
  const df = degreesOfFreedom(design);
  const factors = design.weight.map((w, r) => w / base.weight[r]!);
  return {
    weights: weightsOf(design.weight),
    g_range: [Math.min(...factors), Math.max(...factors)],
    mean: meansOf(design, columns, { df }),
    total: totalsOf(design, columns, { df }),
  };
}

/** Every weight against R's file. */
function expectWeights(design: Design, file: string, relative: number): void {
  const [, ...lines] = readFileSync(join(import.meta.dirname, 'weights', `${file}.csv`), 'utf8')
    .trim()
    .split('\n');
  const furthest = lines.reduce(
    (most, line, r) => Math.max(most, Math.abs(design.weight[r]! / Number(line) - 1)),
    0,
  );
  expect(lines.length).toBe(design.size);
  expect(furthest).toBeLessThan(relative);
}

const stype = { E: 4421, H: 755, M: 1018 };
const schoolWide = { No: 1072, Yes: 5122 };

it('d01-poststrat-clus1', () => {
  const { one, table, design } = open('d01-poststrat-clus1');
  const post = raked(design, [marginOf(table.text('stype'), stype)]);
  const columns = { api00: table.numbers('api00'), enroll: table.numbers('enroll') };
  const inE: InDomain = (r) => table.text('stype')[r] === 'E';
  expectWeights(post, 'd01', 1e-12);
  agree(one, {
    ...after(design, post, columns),
    domain_E: meansOf(post, { api00: columns.api00 }, { inDomain: inE }),
    stype_total: totalsOf(post, indicatorsOf('stype', table.text('stype'))),
    ratio: ratioOf(post, table.numbers('api.stu'), table.numbers('enroll'), 'api.stu/enroll'),
  });
});

it('d02-rake-clus1', () => {
  const { one, table, design } = open('d02-rake-clus1');
  const margins = [marginOf(table.text('stype'), stype), marginOf(table.text('sch.wide'), schoolWide)];
  const weighted = raked(design, margins, 'ten-sweeps');
  const columns = { api00: table.numbers('api00'), enroll: table.numbers('enroll') };
  const labels = table.text('stype');
  expectWeights(weighted, 'd02', 1e-9);
  agree(one, {
    ...after(design, weighted, columns),
    domain_E: meansOf(weighted, { api00: columns.api00 }, { inDomain: (r) => labels[r] === 'E' }),
  });
});

const numeric = (table: Table, total = 3914069) => [{ values: table.numbers('api99'), total }];

it('d03-greg-linear', () => {
  const { one, table, design } = open('d03-greg-linear');
  const margins = [marginOf(table.text('stype'), stype)];
  const greg = calibrate(design, margins, { method: 'linear', numeric: numeric(table) });
  const columns = { api00: table.numbers('api00'), enroll: table.numbers('enroll') };
  const labels = table.text('stype');
  expectWeights(greg, 'd03', 1e-9);
  agree(one, {
    population_totals: one.expected['population_totals'],
    ...after(design, greg, columns),
    domain_M: meansOf(greg, { api00: columns.api00 }, { inDomain: (r) => labels[r] === 'M' }),
  });
});

it('d04-calib-raking', () => {
  const { one, table, design } = open('d04-calib-raking');
  const margins = [marginOf(table.text('stype'), stype)];
  const weighted = calibrate(design, margins, { method: 'raking', numeric: numeric(table) });
  expectWeights(weighted, 'd04', 1e-6);
  agree(one, {
    population_totals: one.expected['population_totals'],
    ...after(design, weighted, { api00: table.numbers('api00'), enroll: table.numbers('enroll') }),
  });
});

it('d05-calib-logit-bounds', () => {
  const { one, table, design } = open('d05-calib-logit-bounds');
  const margins = [marginOf(table.text('stype'), stype), marginOf(table.text('sch.wide'), schoolWide)];
  const columns = { api00: table.numbers('api00'), enroll: table.numbers('enroll') };
  const by = (
    method: 'logit' | 'linear' | 'raking',
    file: string,
    bounds?: { lower: number; upper: number },
  ) => {
    const weighted = calibrate(design, margins, {
      method,
      numeric: numeric(table),
      ...(bounds ? { bounds } : {}),
    });
    expectWeights(weighted, file, 1e-6);
    return after(design, weighted, columns);
  };
  agree(one, {
    population_totals: one.expected['population_totals'],
    'logit_.7_1.6': by('logit', 'd05-logit', { lower: 0.7, upper: 1.6 }),
    'linear_.8_1.3': by('linear', 'd05-linear', { lower: 0.8, upper: 1.3 }),
    'raking_.8_1.3': by('raking', 'd05-raking', { lower: 0.8, upper: 1.3 }),
    unbounded_linear: by('linear', 'd05-unbounded'),
  });
});

it('d06-calib-infeasible', () => {
  const { one, table, design } = open('d06-calib-infeasible');
  const impossible = () =>
    calibrate(design, [marginOf(table.text('stype'), stype)], {
      method: 'logit',
      bounds: { lower: 0.95, upper: 1.05 },
      numeric: numeric(table, 3914069 * 1.2),
    });
  expect(impossible).toThrow(CalibrationError);
  expect(one.kind).toBe('error');
});

/** Totals of a variable's categories over all counties, or within each. */
function countyMargins(variable: string): { whole: Record<string, number>; within: Record<string, number> } {
  const table = Table.read('data/county_margins.csv');
  const whole: Record<string, number> = {};
  const within: Record<string, number> = {};
  const [county, variables, category] = ['county', 'variable', 'category'].map((name) => table.text(name));
  table.numbers('N').forEach((total, r) => {
    if (variables![r] !== variable) return;
    whole[category![r]!] = (whole[category![r]!] ?? 0) + total;
    within[`${county![r]}.${category![r]}`] = total;
  });
  return { whole, within };
}

function marginsWithin(table: Table): Margin[] {
  return ['age', 'sex', 'residence'].map((variable) =>
    marginOf(table.labels('county', variable), countyMargins(variable).within),
  );
}

it('d07-trim-strict', () => {
  const { one, table, design } = open('d07-trim-strict');
  const margins = ['sex', 'residence'].map((name) => marginOf(table.text(name), countyMargins(name).whole));
  const weighted = raked(design, margins, 'ten-sweeps');
  const sorted = Float64Array.from(weighted.weight).sort();
  const median = (sorted[1439]! + sorted[1440]!) / 2;
  const columns = { overall: table.numbers('overall') };
  const trimmed = (strict: boolean, file: string) => {
    const result = trimWeights(weighted, 0.3 * median, 3 * median, strict).design;
    expectWeights(result, file, 1e-8);
    return after(design, result, columns);
  };
  expectWeights(weighted, 'd07-raked', 1e-8);
  agree(one, {
    median_weight: median,
    raked: weightsOf(weighted.weight),
    strict: { ...trimmed(true, 'd07-strict') },
    not_strict: { ...trimmed(false, 'd07-notstrict') },
  });
});

it('d08-rake-county', () => {
  const { one, table, design } = open('d08-rake-county');
  const weighted = raked(design, marginsWithin(table), 'ten-sweeps');
  const overall = table.numbers('overall');
  const counties = domainsBy(table.text('county'));
  const top2 = overall.map((x) => (Number.isNaN(x) ? x : x >= 4 ? 1 : 0));
  const k = kish(weighted.weight, weighted.count);
  const rows = (by: ReturnType<typeof meansBy>, name: string) => ({
    rows: by.labels.map((county, i) => ({ county, [name]: by.est[i], se: by.se[i] })),
    est: by.est,
    se: by.se,
  });
  expectWeights(weighted, 'd08', 1e-8);
  agree(one, {
    ...after(design, weighted, { overall }),
    kish: { n: k.n, n_eff: k.effectiveN, deff_w: k.deff, cv2: k.deff - 1 },
    by_county: rows(meansBy(weighted, overall, counties), 'overall'),
    top2_by_county: rows(meansBy(weighted, top2, counties), 'I(as.numeric(overall >= 4))'),
  });
});

it('d09-greg-county', () => {
  const { one, table, design } = open('d09-greg-county');
  const margins = marginsWithin(table);
  const overall = table.numbers('overall');
  const by = (method: 'logit' | 'linear' | 'raking', file: string, bounds?: [number, number]) => {
    const limits = bounds ? { bounds: { lower: bounds[0], upper: bounds[1] } } : {};
    const weighted = calibrate(design, margins, { method, ...limits });
    expectWeights(weighted, file, 1e-6);
    return { design: weighted, numbers: after(design, weighted, { overall }) };
  };
  const linear = by('linear', 'd09-linear');
  const counties = meansBy(linear.design, overall, domainsBy(table.text('county')));
  agree(one, {
    linear: {
      ...linear.numbers,
      n_negative: linear.design.weight.filter((w) => w < 0).length,
      by_county: {
        rows: counties.labels.map((county, i) => ({ county, overall: counties.est[i], se: counties.se[i] })),
        est: counties.est,
        se: counties.se,
      },
    },
    'raking_.2_4': by('raking', 'd09-raking-bounds', [0.2, 4]).numbers,
    'linear_.42_3.2': by('linear', 'd09-linear-bounds', [0.42, 3.2]).numbers,
    'logit_.42_3.2': by('logit', 'd09-logit-bounds', [0.42, 3.2]).numbers,
    unbounded_raking: by('raking', 'd09-raking').numbers,
  });
  // Where R fails: the bounds hold and so do the margins.
  for (const [lower, upper] of [
    [0.3, 3],
    [0.42, 3.2],
  ] as const) {
    const weighted = calibrate(design, margins, { method: 'raking', bounds: { lower, upper } });
    const factors = weighted.weight.map((w, r) => w / design.weight[r]!);
    expect(Math.min(...factors)).toBeGreaterThanOrEqual(lower - 1e-12);
    expect(Math.max(...factors)).toBeLessThanOrEqual(upper + 1e-12);
  }
});

it('d10-poststrat-county', () => {
  const { one, table, design } = open('d10-poststrat-county');
  const post = raked(design, [marginOf(table.labels('county', 'sex'), countyMargins('sex').within)]);
  const overall = table.numbers('overall');
  const by = meansBy(post, overall, domainsBy(table.text('county')));
  const [county, ur] = ['county', 'ur'].map((name) => table.text(name));
  const domain = meansOf(post, { overall }, { inDomain: (r) => county![r] === 'C02' && ur![r] === '乡村' });
  expectWeights(post, 'd10', 1e-12);
  agree(one, {
    ...after(design, post, { overall }),
    by_county: {
      rows: by.labels.map((name, i) => ({ county: name, overall: by.est[i], se: by.se[i] })),
      est: by.est,
      se: by.se,
    },
    domain,
  });
});

it('d11-rake-twostage', () => {
  const { one, table, design } = open('d11-rake-twostage');
  const margins = one.expected['margins'] as Record<string, Record<string, number>>;
  const weighted = raked(
    design,
    Object.entries(margins).map(([name, totals]) => marginOf(table.text(name), totals)),
    'ten-sweeps',
  );
  expectWeights(weighted, 'd11', 1e-8);
  agree(one, { margins, ...after(design, weighted, { overall: table.numbers('overall') }) });
});

it('d12-raking-variance-two-ways', () => {
  const { one, table, design } = open('d12-raking-variance-two-ways');
  const margins = ['age', 'sex', 'residence'].map((name) =>
    marginOf(table.text(name), countyMargins(name).whole),
  );
  const overall = table.numbers('overall');
  const counties = domainsBy(table.text('county'));
  const swept = raked(design, margins, 'ten-sweeps');
  const exact = raked(design, margins);
  const summary = (weighted: Design) => {
    const mean = meansOf(weighted, { overall });
    const total = totalsOf(weighted, { overall });
    return { mean, total, by_county: rowsBy(meansBy(weighted, overall, counties)) };
  };
  const replicates = calibrateReplicates(design, jackknifeWeights(design), margins, { method: 'raking' });
  const jackknife = (statistics: (w: Float64Array) => number[]) =>
    estimateByReplicates(exact.weight, replicates, statistics);
  const mean = jackknife((w) => [meanOf(w, overall)]);
  const total = jackknife((w) => [totalOf(w, overall)]);
  const by = jackknife((w) =>
    counties.labels.map((_, c) =>
      meanOf(
        w.map((each, r) => (counties.codes[r] === c ? each : 0)),
        overall,
      ),
    ),
  );
  expectWeights(exact, 'd12', 1e-9);
  agree(one, {
    weights: weightsOf(exact.weight),
    max_rel_weight_difference: 0,
    se_rake_10_sweeps_unweighted: summary(swept),
    se_calibrate_exact_design_weighted: summary(exact),
    jkn_raked: {
      mean: extract(['overall'], mean.estimates, mean.covariance),
      total: extract(['overall'], total.estimates, total.covariance),
      by_county: rowsBy({ labels: counties.labels, est: [...by.estimates], se: Array.from(by.se) }),
    },
  });
});

function rowsBy({ labels, est, se }: { labels: string[]; est: (number | null)[]; se: (number | null)[] }) {
  return { rows: labels.map((county, i) => ({ county, overall: est[i], se: se[i] })), est, se };
}

function totalOf(w: Float64Array, y: Float64Array): number {
  return y.reduce((sum, value, r) => (Number.isNaN(value) ? sum : sum + w[r]! * value), 0);
}

function meanOf(w: Float64Array, y: Float64Array): number {
  return totalOf(w, y) / y.reduce((sum, value, r) => (Number.isNaN(value) ? sum : sum + w[r]!), 0);
}

it('calibrated weights are used by every estimator', () => {
  const { table, design } = open('d01-poststrat-clus1');
  const post = raked(design, [
    { category: codesOf(table.text('stype')), totals: Float64Array.of(4421, 755, 1018) },
  ]);
  expect(estimateMean(post, variableOf(table.numbers('api00'))).estimate).toBeCloseTo(642.3, 0);
});
