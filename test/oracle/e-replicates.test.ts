import { it } from 'vitest';
import {
  balancedReplicates,
  bootstrapReplicates,
  calibrate,
  calibrateReplicates,
  degreesOfFreedom,
  estimateByReplicates,
  jackknifeWeights,
  quantileBy,
  tQuantile,
  weightedDistribution,
  type Design,
  type ReplicateWeights,
} from '@mingjian/statistics';
import { readCase, type OracleCase } from './support/compare';
import { extract, meansOf, weightsOf } from './support/extract';
import { agree } from './support/report';
import { designOf, domainsBy, marginOf, raked, Table } from './support/table';

function open(id: string): { one: OracleCase; table: Table; design: Design } {
  const one = readCase(id);
  const table = Table.read(one.data[0]!);
  return { one, table, design: designOf(table, one.design) };
}

type Rows = (row: number) => boolean;

/** Weighted sum of a column over the rows where all columns are present. */
function sum(w: Float64Array, y: Float64Array | null, isIn: Rows): number {
  return w.reduce((all, each, r) => (isIn(r) ? all + each * (y === null ? 1 : y[r]!) : all), 0);
}

const complete =
  (columns: Float64Array[]): Rows =>
  (r) =>
    columns.every((column) => !Number.isNaN(column[r]!));
const means =
  (columns: Float64Array[], isIn = complete(columns)) =>
  (w: Float64Array) =>
    columns.map((column) => sum(w, column, isIn) / sum(w, null, isIn));
const totals =
  (columns: Float64Array[], isIn = complete(columns)) =>
  (w: Float64Array) =>
    columns.map((column) => sum(w, column, isIn));
const ratio = (y: Float64Array, x: Float64Array) => (w: Float64Array) => {
  const isIn = complete([y, x]);
  return [sum(w, y, isIn) / sum(w, x, isIn)];
};

function by(
  design: Design,
  replicates: ReplicateWeights,
  names: string[],
  of: (w: Float64Array) => number[],
) {
  const { estimates, covariance } = estimateByReplicates(design.weight, replicates, of);
  return extract(names, estimates, covariance);
}

/** The oracle's `rep_out`. */
function summary(
  design: Design,
  replicates: ReplicateWeights,
  type: string,
  columns: Record<string, Float64Array>,
) {
  const values = Object.values(columns);
  // R keeps one scale apart for JK1, where they are all alike.
  const isOne = type === 'JK1';
  const scale = isOne ? replicates.scale * replicates.scales[0]! : replicates.scale;
  return {
    type,
    n_reps: replicates.weights.length,
    scale,
    rscales: isOne ? replicates.scales.map(() => 1) : replicates.scales,
    degf: degreesOfFreedom(design),
    mean: by(design, replicates, Object.keys(columns), means(values)),
    total: by(design, replicates, Object.keys(columns), totals(values)),
  };
}

it('e01-jk1-clus1', () => {
  const { one, table, design } = open('e01-jk1-clus1');
  const columns = { api00: table.numbers('api00'), enroll: table.numbers('enroll') };
  const jackknife = jackknifeWeights(design);
  const without = { ...one.design, fpc: [] };
  const plain = designOf(table, without);
  const isE = table.text('stype').map((label) => label === 'E');
  agree(one, {
    fpc: {
      ...summary(design, jackknife, 'JK1', columns),
      replicate_weights: {
        meaning: 'replicate ANALYSIS weights, one column per replicate, rows as the data file',
      },
      ratio: by(design, jackknife, ['api.stu/enroll'], ratio(table.numbers('api.stu'), columns.enroll)),
      domain_E: by(
        design,
        jackknife,
        ['api00'],
        means([columns.api00], (r) => isE[r]!),
      ),
    },
    mse: summary(design, { ...jackknife, fromEstimate: true }, 'JK1', columns),
    nofpc: summary(plain, jackknifeWeights(plain), 'JK1', columns),
  });
});

/** Woodruff's interval with the variance of the share taken over replicates. */
function replicateQuantile(
  design: Design,
  replicates: ReplicateWeights,
  y: Float64Array,
  p: number,
  df: number,
) {
  const rows = Array.from(y.keys()).filter((r) => !Number.isNaN(y[r]!) && design.weight[r]! > 0);
  const distribution = weightedDistribution(
    Float64Array.from(rows, (r) => y[r]!),
    Float64Array.from(rows, (r) => design.weight[r]!),
  );
  const quantile = quantileBy('math', distribution, p);
  const share = y.map((value) => (Number.isNaN(value) ? value : value <= quantile ? 1 : 0));
  const { estimates, se } = estimateByReplicates(design.weight, replicates, means([share]));
  const t = tQuantile(0.975, df);
  const [lower, upper] = [-1, 1].map((sign) =>
    quantileBy('math', distribution, estimates[0]! + sign * t * se[0]!),
  );
  return { quantile, 'ci.2.5': lower, 'ci.97.5': upper, se: (upper! - lower!) / (2 * t) };
}

it('e02-jkn-strat', () => {
  const { one, table, design } = open('e02-jkn-strat');
  const columns = { api00: table.numbers('api00'), enroll: table.numbers('enroll') };
  const jackknife = jackknifeWeights(design);
  const without = { ...one.design, fpc: [] };
  const plain = designOf(table, without);
  const df = degreesOfFreedom(design);
  const types = domainsBy(table.text('stype'));
  const byType = by(design, jackknife, types.labels, (w) =>
    types.labels.map((__, t) => means([columns.api00], (r) => types.codes[r] === t)(w)[0]!),
  );
  agree(one, {
    fpc: summary(design, jackknife, 'JKn', columns),
    nofpc: summary(plain, jackknifeWeights(plain), 'JKn', columns),
    median: {
      api00: [0.25, 0.5, 0.75].map((p) => replicateQuantile(design, jackknife, columns.api00, p, df)),
    },
    by_stype: {
      rows: types.labels.map((stype, t) => ({ stype, api00: byType.est[t], se: byType.se[t] })),
      est: byType.est,
      se: byType.se,
    },
  });
});

/** Replicate weights from a file: a column each. */
function fileWeights(file: string): Float64Array[] {
  const table = Table.read(`weights/${file}.csv`);
  return table.names.map((name) => table.numbers(name));
}

it('e03-brr-fay', () => {
  const { one, table, design } = open('e03-brr-fay');
  const columns = { overall: table.numbers('overall'), nps: table.numbers('nps') };
  const fay = fileWeights('e03-fay');
  const meaning = 'replicate ANALYSIS weights, one column per replicate, rows as the data file';
  const linearised = meansOf(design, columns, { df: degreesOfFreedom(design) });
  agree(one, {
    brr: {
      ...summary(design, balancedReplicates(fileWeights('e03-brr')), 'BRR', columns),
      replicate_weights: { meaning },
    },
    fay: {
      ...summary(design, balancedReplicates(fay, 0.3), 'Fay', columns),
      fay_rho: 0.3,
      replicate_weights: { meaning },
    },
    fay_mse: summary(design, balancedReplicates(fay, 0.3, true), 'Fay', columns),
    linearised,
  });
});

it('e04-bootstrap-given', () => {
  const { one, table, design } = open('e04-bootstrap-given');
  const columns = { overall: table.numbers('overall'), nps: table.numbers('nps') };
  const weights = fileWeights('e04');
  const centred = bootstrapReplicates(weights);
  const counties = domainsBy(table.text('county'));
  const present = complete([columns.overall]);
  const byCounty = by(design, centred, counties.labels, (w) =>
    counties.labels.map(
      (_, c) => means([columns.overall], (r) => counties.codes[r] === c && present(r))(w)[0]!,
    ),
  );
  const df = degreesOfFreedom(design);
  agree(one, {
    replicate_weights: {
      meaning: 'replicate ANALYSIS weights, one column per replicate, rows as the data file',
    },
    centred: summary(design, centred, 'bootstrap', columns),
    mse_1_over_B: summary(design, bootstrapReplicates(weights, true), 'bootstrap', columns),
    by_county: {
      rows: counties.labels.map((county, c) => ({ county, overall: byCounty.est[c], se: byCounty.se[c] })),
      est: byCounty.est,
      se: byCounty.se,
    },
    ratio: by(design, centred, ['overall/nps'], ratio(columns.overall, columns.nps)),
    quantile: { nps: [replicateQuantile(design, centred, columns.nps, 0.5, df)] },
  });
});

it('e05-jkn-county-raked', () => {
  const { one, table, design } = open('e05-jkn-county-raked');
  const overall = { overall: table.numbers('overall') };
  const given = one.expected['margins'] as Record<string, Record<string, number>>;
  const margins = Object.entries(given).map(([name, by_]) => marginOf(table.text(name), by_));
  const jackknife = jackknifeWeights(design);
  const weighted = calibrate(design, margins, { method: 'raking' });
  const replicates = calibrateReplicates(design, jackknife, margins, { method: 'raking' });
  const df = degreesOfFreedom(design);
  const linearised = (of: Design) => meansOf(of, overall, { df });
  agree(one, {
    margins: given,
    jkn: summary(design, jackknife, 'JKn', overall),
    jkn_raked: { ...summary(weighted, replicates, 'JKn', overall), weights: weightsOf(weighted.weight) },
    linearised_raked: linearised(raked(design, margins, 'ten-sweeps')),
    linearised_calibrate_raking: linearised(weighted),
  });
});
