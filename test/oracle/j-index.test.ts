import { it } from 'vitest';
import {
  compositeScores,
  covarianceOf,
  degreesOfFreedom,
  estimateMean,
  indexScore,
  kish,
  meansWithInfluence,
  rankIntervals,
  topTwoBox,
  tQuantile,
  variableOf,
  type Design,
  type Domains,
  type InDomain,
} from '@mingjian/statistics';
import { readCase, type OracleCase } from './support/compare';
import { meansBy, meansOf } from './support/extract';
import { agree } from './support/report';
import { designOf, domainsBy, Table } from './support/table';

function open(id: string): { one: OracleCase; table: Table; design: Design } {
  const one = readCase(id);
  const table = Table.read(one.data[0]!);
  return { one, table, design: designOf(table, one.design) };
}

it('j01-index-by-county', () => {
  const { one, table, design } = open('j01-index-by-county');
  const df = degreesOfFreedom(design);
  const t = tQuantile(0.975, df);
  const counties = domainsBy(table.text('county'));
  const names = ['overall', 'q1', 'q2', 'q3', 'q4', 'q5', 'q6', 'q7', 'q8', 'q9', 'q10'];
  const record = (name: string) => {
    const ratings = table.numbers(name);
    const top2 = ratings.map((x) => 100 * topTwoBox(x));
    const index = ratings.map((x) => indexScore(x));
    const by = (column: Float64Array) => {
      const { labels, est, se } = meansBy(design, column, counties);
      return labels.map((county, i) => ({
        county,
        est: est[i],
        se: se[i],
        lo: est[i]! - t * se[i]!,
        hi: est[i]! + t * se[i]!,
      }));
    };
    return {
      top2: by(top2),
      index: by(index),
      top2_all: meansOf(design, { t2: top2 }, { df }),
      index_all: meansOf(design, { ix: index }, { df }),
    };
  };
  agree(one, { degf: df, ...Object.fromEntries(names.map((name) => [name, record(name)])) });
});

type Weights = Record<string, number>;

it('j02-composite-respondent', () => {
  const { one, table, design } = open('j02-composite-respondent');
  const df = degreesOfFreedom(design);
  const items = one.design['items'] as Record<string, Weights>;
  const dimensionWeights = one.design['dimension_weights'] as Weights;
  const dimensions = Object.fromEntries(
    Object.entries(items).map(([name, of]) => {
      const parts = Object.entries(of).map(([item, weight]) => ({
        scores: table.numbers(item).map((x) => indexScore(x)),
        weight,
      }));
      return [name, compositeScores(parts, parts.length / 2)];
    }),
  );
  const total = compositeScores(
    Object.entries(dimensions).map(([name, scores]) => ({ scores, weight: dimensionWeights[name]! })),
    3,
  );
  const byCounty = meansBy(design, total, domainsBy(table.text('county')));
  const counties = [...new Set(table.text('county'))].sort();
  const audiences = [...new Set(table.text('audience'))].sort();
  const pairs = audiences.flatMap((audience) => counties.map((county) => ({ county, audience })));
  const order = pairs.map(({ county, audience }) => `${county}.${audience}`);
  const byBoth = meansBy(design, total, domainsBy(table.labels('county', 'audience'), order));
  agree(one, {
    first20_total: Array.from(total.subarray(0, 20)),
    n_missing_total: total.filter(Number.isNaN).length,
    all: meansOf(design, { total }, { df }),
    dims_all: Object.fromEntries(
      Object.entries(dimensions).map(([name, scores]) => [name, meansOf(design, { [name]: scores }, { df })]),
    ),
    by_county: {
      rows: byCounty.labels.map((county, i) => ({ county, total: byCounty.est[i], se: byCounty.se[i] })),
      est: byCounty.est,
      se: byCounty.se,
    },
    by_county_audience: {
      rows: pairs.map((pair, i) => ({ ...pair, total: byBoth.est[i], se: byBoth.se[i] })),
      est: byBoth.est,
      se: byBoth.se,
    },
  });
});

it('j03-composite-aggregate', () => {
  const { one, table, design } = open('j03-composite-aggregate');
  const items = one.design['items'] as Record<string, Weights>;
  const dimensionWeights = one.design['dimension_weights'] as Weights;
  const weights = Object.entries(items).flatMap(([name, of]) =>
    Object.entries(of).map(([item, weight]) => [item, weight * dimensionWeights[name]!] as const),
  );
  const columns = weights.map(([item]) => variableOf(table.numbers(item).map((x) => indexScore(x))));
  const aggregate = (domain: Domains) => {
    const estimates = columns.map((column) => meansWithInfluence(design, column, domain)[0]!);
    const covariance = covarianceOf(design, estimates);
    let variance = 0;
    weights.forEach(([, a], i) => weights.forEach(([, b], j) => (variance += a * b * covariance[i]![j]!)));
    return {
      est: weights.reduce((sum, [, weight], i) => sum + weight * estimates[i]!.value, 0),
      se: Math.sqrt(variance),
      means: Object.fromEntries(weights.map(([item], i) => [item, estimates[i]!.value])),
    };
  };
  const { codes, labels } = domainsBy(table.text('county'));
  agree(one, {
    item_weights: Object.fromEntries(weights),
    all: aggregate({ codes: new Int32Array(design.size), size: 1 }),
    ...Object.fromEntries(
      labels.map((county, c) => [
        county,
        aggregate({ codes: codes.map((code) => (code === c ? 0 : -1)), size: 1 }),
      ]),
    ),
  });
});

it('j04-rank-ci', () => {
  const { one, table, design } = open('j04-rank-ci');
  const factors = Table.read('weights/j04-psu-factors.csv');
  const rowOfSchool = new Map(factors.text('school').map((school, r) => [school, r]));
  const schoolRow = table.text('school').map((school) => rowOfSchool.get(school)!);
  const { codes, labels } = domainsBy(table.text('county'));
  const index = table.numbers('overall').map((x) => indexScore(x));
  const values = (factor: Float64Array | null) => {
    const sum = new Float64Array(labels.length);
    const mass = new Float64Array(labels.length);
    index.forEach((y, r) => {
      if (Number.isNaN(y)) return;
      const w = design.weight[r]! * (factor ? factor[schoolRow[r]!]! : 1);
      sum[codes[r]!]! += w * y;
      mass[codes[r]!]! += w;
    });
    return Array.from(sum, (each, c) => each / mass[c]!);
  };
  const estimates = values(null);
  const replicates = factors.names.slice(1).map((name) => values(factors.numbers(name)));
  const interpolated = rankIntervals(estimates, replicates);
  const observed = rankIntervals(estimates, replicates, 0.95, 'observed');
  const named = (of: (c: number) => number) => Object.fromEntries(labels.map((label, c) => [label, of(c)]));
  agree(one, {
    psu_factors_file: 'weights/j04-psu-factors.csv',
    factor_meaning: one.expected['factor_meaning'],
    index: named((c) => estimates[c]!),
    rank: named((c) => interpolated[c]!.rank),
    se_bootstrap: named((c) => {
      const own = replicates.map((each) => each[c]!);
      const mean = own.reduce((sum, x) => sum + x, 0) / own.length;
      return Math.sqrt(own.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (own.length - 1));
    }),
    rank_lo_type7: named((c) => interpolated[c]!.lower),
    rank_hi_type7: named((c) => interpolated[c]!.upper),
    rank_lo_type1: named((c) => observed[c]!.lower),
    rank_hi_type1: named((c) => observed[c]!.upper),
    prob_first: named((c) => interpolated[c]!.probabilityFirst),
    mean_rank: named((c) => interpolated[c]!.meanRank),
  });
});

it('j05-small-cells', () => {
  const { one, table, design } = open('j05-small-cells');
  const [county, audience, level, school] = ['county', 'audience', 'level', 'school'].map((name) =>
    table.text(name),
  );
  const overall = table.numbers('overall');
  const top2 = variableOf(overall.map((x) => topTwoBox(x)));
  const wanted = one.expected['rows'] as { county: string; audience: string; level: string }[];
  const rows = wanted.map(({ county: c, audience: a, level: l }) => {
    const inDomain: InDomain = (r) =>
      county![r] === c && audience![r] === a && level![r] === l && !Number.isNaN(overall[r]!);
    const members = Array.from({ length: design.size }, (_, r) => r).filter(inDomain);
    const cell = { county: c, audience: a, level: l };
    const { n, estimate, se, ci, df } = estimateMean(design, top2, inDomain);
    if (n === 0)
      return {
        ...cell,
        n,
        n_eff: null,
        psus: 0,
        df: null,
        est: null,
        se: null,
        lo: null,
        hi: null,
        publish: false,
      };
    const { effectiveN } = kish(
      Float64Array.from(members, (r) => design.weight[r]!),
      new Float64Array(members.length).fill(1),
    );
    const [lo, hi] = ci ?? [null, null];
    return {
      ...cell,
      n,
      n_eff: effectiveN,
      psus: new Set(members.map((r) => school![r])).size,
      df,
      est: estimate,
      se,
      lo,
      hi,
      publish: n >= 30 && df! >= 4 && hi! - lo! <= 0.3,
    };
  });
  agree(one, {
    rule: one.expected['rule'],
    n_cells: rows.length,
    n_publish: rows.filter(({ publish }) => publish).length,
    rows,
  });
});
