import { chiSquaredUpperTail } from '../distributions/chi-squared';
import { fUpperTail } from '../distributions/f';
import { symmetricEigen } from '../linear-algebra/eigenvalues';
import { multiply, symmetricInverse } from '../linear-algebra/symmetric-inverse';
import { weightedChiSquaredTail } from './saddlepoint';
import type { TwoWayTable } from './two-way-table';

export interface IndependenceTest {
  statistic: number;
  df: number | null;
  ddf: number | null;
  p: number;
}

/** Tests of independence in a two-way table, all of one question. */
export interface IndependenceTests {
  /** Second-order Rao–Scott correction, referred to F: the one to report. */
  f: IndependenceTest;
  /** First-order correction, referred to χ². */
  chiSquared: IndependenceTest;
  /** Saddlepoint approximation of the exact asymptotic distribution. */
  saddlepoint: IndependenceTest;
  /** Wald test of the departures from independence; null where there are more of them than degrees of freedom. */
  wald: IndependenceTest | null;
  adjustedWald: IndependenceTest | null;
}

/**
 * Tests of independence under a complex design: Pearson's statistic on the weighted shares, times n, corrected by the
 * eigenvalues of the generalised design effects of the interaction (Rao & Scott 1984, Ann. Stat. 12; Thomas & Rao 1987,
 * JASA 82; R: svychisq).
 */
export function independenceTests(table: TwoWayTable): IndependenceTests {
  const { rows, columns, n, df } = table;
  const pearson = pearsonStatistic(table);
  const effects = designEffects(table);
  const k = (rows - 1) * (columns - 1);
  const trace = effects.reduce((sum, each) => sum + each, 0);
  const d = trace ** 2 / effects.reduce((sum, each) => sum + each * each, 0);
  const f = pearson / trace;
  const raw = k <= df ? waldStatistic(table) : null;
  const scaled = raw === null ? null : (raw * (df - k + 1)) / (k * df);
  return {
    f: { statistic: f, df: d, ddf: d * df, p: fUpperTail(f, d, d * df) },
    chiSquared: {
      statistic: pearson,
      df: k,
      ddf: null,
      p: chiSquaredUpperTail((pearson * k) / trace, k),
    },
    saddlepoint: {
      statistic: pearson,
      df: null,
      ddf: null,
      p: weightedChiSquaredTail(pearson, Array.from(effects), d * df),
    },
    wald: raw === null ? null : { statistic: raw / k, df: k, ddf: df, p: fUpperTail(raw / k, k, df) },
    adjustedWald:
      scaled === null
        ? null
        : { statistic: scaled, df: k, ddf: df - k + 1, p: fUpperTail(scaled, k, df - k + 1) },
  };
  function pearsonStatistic({ shares }: TwoWayTable): number {
    let statistic = 0;
    for (let i = 0; i < rows; i++)
      for (let j = 0; j < columns; j++) {
        const expected = marginal(shares, i, rows, 'row') * marginal(shares, j, rows, 'column');
        statistic += (shares[i + rows * j]! - expected) ** 2 / expected;
      }
    return n * statistic;
  }
}

function marginal(shares: Float64Array, at: number, rows: number, kind: 'row' | 'column'): number {
  return shares.reduce(
    (sum, share, cell) =>
      (kind === 'row' ? cell % rows : Math.floor(cell / rows)) === at ? sum + share : sum,
    0,
  );
}

/** Eigenvalues of (C'D⁻¹C/n)⁻¹ C'D⁻¹VD⁻¹C, C being a basis of the interaction contrasts. */
function designEffects({ rows, columns, n, shares, covariance }: TwoWayTable): Float64Array {
  const contrasts: Float64Array[] = [];
  for (let i = 1; i < rows; i++)
    for (let j = 1; j < columns; j++)
      contrasts.push(
        Float64Array.from(shares, (share, cell) => {
          const a = (cell % rows === i ? 1 : 0) - 1 / rows;
          const b = (Math.floor(cell / rows) === j ? 1 : 0) - 1 / columns;
          return share > 0 ? (a * b) / share : 0;
        }),
      );
  const form = (of: (a: Float64Array, b: Float64Array) => number) =>
    contrasts.map((a) => Float64Array.from(contrasts, (b) => of(a, b)));
  const simple = form((a, b) => a.reduce((sum, each, cell) => sum + each * b[cell]! * shares[cell]!, 0) / n);
  const actual = form((a, b) => {
    const vb = multiply(covariance, b);
    return a.reduce((sum, each, cell) => sum + each * vb[cell]!, 0);
  });
  const { values, vectors } = symmetricEigen(simple);
  const whitened = vectors.map((u, i) =>
    Float64Array.from(vectors, (v, j) => {
      const av = multiply(actual, v);
      return u.reduce((sum, each, cell) => sum + each * av[cell]!, 0) / Math.sqrt(values[i]! * values[j]!);
    }),
  );
  return symmetricEigen(whitened).values;
}

function waldStatistic({ rows, columns, totals, shares, departureCovariance }: TwoWayTable): number {
  const all = totals.reduce((sum, each) => sum + each, 0);
  const cells: number[] = [];
  for (let j = 1; j < columns; j++) for (let i = 1; i < rows; i++) cells.push(i + rows * j);
  const departures = cells.map((cell) => {
    const expected =
      marginal(shares, cell % rows, rows, 'row') * marginal(shares, Math.floor(cell / rows), rows, 'column');
    return all * (shares[cell]! - expected);
  });
  const { inverse } = symmetricInverse(
    cells.map((a) => Float64Array.from(cells, (b) => departureCovariance[a]![b]!)),
  );
  const solved = multiply(inverse, departures);
  return departures.reduce((sum, each, i) => sum + each * solved[i]!, 0);
}
