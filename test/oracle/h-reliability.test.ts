import { it } from 'vitest';
import {
  alphaStandardError,
  correlationOf,
  estimateCovariance,
  feldtInterval,
  oneFactor,
  reliabilityOf,
  spearmanBrown,
  type Design,
} from '@mingjian/statistics';
import { readCase, type OracleCase } from './support/compare';
import { agree } from './support/report';
import { designOf, Table } from './support/table';

function open(id: string): { one: OracleCase; table: Table; design: Design } {
  const one = readCase(id);
  const table = Table.read(one.data[0]!);
  return { one, table, design: designOf(table, one.design) };
}

/** The oracle's `rel`: everything about one scale, without weights and with them. */
function scale(table: Table, design: Design, items: string[], expected: Record<string, unknown>) {
  const columns = items.map((name) => table.numbers(name));
  const plain = estimateCovariance({ ...design, weight: new Float64Array(design.size).fill(1) }, columns);
  const own = reliabilityOf(plain.covariance)!;
  const weighted = reliabilityOf(estimateCovariance(design, columns).covariance)!;
  const { n } = plain;
  const factor = oneFactor(
    plain.covariance.map((row) => row.map((value) => (value * (n - 1)) / n)),
    n,
  )!;
  const feldt = feldtInterval(own.alpha, n, items.length);
  const psych = expected['psych_feldt_ci'];
  return {
    items,
    n_complete: n,
    psych_alpha_raw: own.alpha,
    psych_alpha_std: own.standardised,
    guttman_l6: own.lambda6,
    average_r: own.averageCorrelation,
    se_duhachek: alphaStandardError(plain.covariance, n),
    feldt_ci95: feldt,
    psych_feldt_ci: psych === null ? null : { lower: feldt[0], upper: feldt[1] },
    item_rest_r_drop: own.itemRest,
    item_total_raw_r: own.itemTotal,
    alpha_if_dropped: own.alphaWithout,
    omega_lavaan_ml: {
      loadings: factor.loadings,
      theta: factor.uniqueness,
      omega_total: factor.omega,
      chisq: factor.chiSquared,
    },
    weighted: {
      alpha_raw: weighted.alpha,
      alpha_std: weighted.standardised,
      item_rest: weighted.itemRest,
      alpha_if_dropped: weighted.alphaWithout,
    },
  };
}

it('h01-reliability-all', () => {
  const { one, table, design } = open('h01-reliability-all');
  const items = ['q1', 'q2', 'q3', 'q4', 'q5', 'q6', 'q7', 'q8', 'q10'];
  agree(one, scale(table, design, items, one.expected));
});

it('h02-reliability-dim', () => {
  const { one, table, design } = open('h02-reliability-dim');
  const expected = one.expected as Record<string, Record<string, unknown>>;
  const pair = ['q7', 'q8'].map((name) => table.numbers(name));
  const plain = estimateCovariance({ ...design, weight: new Float64Array(design.size).fill(1) }, pair);
  const r = correlationOf(plain.covariance)[0]![1]!;
  agree(one, {
    D1: scale(table, design, ['q1', 'q2', 'q3'], expected['D1']!),
    D2: scale(table, design, ['q4', 'q5', 'q6'], expected['D2']!),
    D3: {
      n: plain.n,
      r,
      spearman_brown: spearmanBrown(r),
      alpha_raw: reliabilityOf(plain.covariance)!.alpha,
    },
  });
});
