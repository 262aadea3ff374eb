import {
  covarianceOf,
  degreesOfFreedom,
  estimateMean,
  estimateMeans,
  estimateTotal,
  meansWithInfluence,
  normalQuantile,
  totalsWithInfluence,
  tQuantile,
  variableOf,
  type Design,
  type Domains,
  type InDomain,
  type InfluenceEstimate,
  type Variable,
} from '@mingjian/statistics';

/** What the oracle keeps of a vector of estimates. */
export interface Extract {
  names: string[];
  est: number[];
  se: number[];
  vcov: number[][];
  ci_z: [number, number][];
  df?: number;
  ci_t?: [number, number][];
  deff?: (number | null)[];
}

export const everyone: InDomain = () => true;

export function extract(
  names: string[],
  values: readonly number[],
  covariance: readonly Float64Array[],
  df?: number,
): Extract {
  const se = covariance.map((row, i) => Math.sqrt(row[i]!));
  const around = (q: number) => values.map((v, i): [number, number] => [v - q * se[i]!, v + q * se[i]!]);
  return {
    names,
    est: [...values],
    se,
    vcov: covariance.map((row) => Array.from(row)),
    ci_z: around(normalQuantile(0.975)),
    ...(df === undefined ? {} : { df, ci_t: df > 0 ? around(tQuantile(0.975, df)) : [] }),
  };
}

function extractOf(
  design: Design,
  names: string[],
  estimates: readonly InfluenceEstimate[],
  df?: number,
): Extract {
  return extract(
    names,
    estimates.map(({ value }) => value),
    covarianceOf(design, estimates),
    df,
  );
}

/** Variables of one call: their rows listwise, as R takes them. */
function listwise(columns: readonly Float64Array[], inDomain: InDomain = everyone): InDomain {
  return (r) => inDomain(r) && columns.every((column) => !Number.isNaN(column[r]!));
}

function oneDomain(design: Design, inDomain: InDomain): Domains {
  return { codes: Int32Array.from({ length: design.size }, (_, r) => (inDomain(r) ? 0 : -1)), size: 1 };
}

interface Within {
  df?: number;
  inDomain?: InDomain;
}

/** Means of several columns in one call, with design effects. */
export function meansOf(design: Design, columns: Record<string, Float64Array>, within: Within = {}): Extract {
  return estimatesOf(design, columns, within, meansWithInfluence, estimateMean);
}

/** Totals of several columns in one call, with design effects. */
export function totalsOf(
  design: Design,
  columns: Record<string, Float64Array>,
  within: Within = {},
): Extract {
  return estimatesOf(design, columns, within, totalsWithInfluence, estimateTotal);
}

function estimatesOf(
  design: Design,
  columns: Record<string, Float64Array>,
  { df, inDomain = everyone }: Within,
  withInfluence: typeof meansWithInfluence,
  estimate: typeof estimateMean,
): Extract {
  const rows = listwise(Object.values(columns), inDomain);
  const variables = Object.values(columns).map(variableOf);
  const domain = oneDomain(design, rows);
  const estimates = variables.map((variable) => withInfluence(design, variable, domain)[0]!);
  return {
    ...extractOf(design, Object.keys(columns), estimates, df),
    deff: variables.map((variable) => estimate(design, variable, rows).deff ?? 0),
  };
}

/** The oracle's `basic`: means and totals with t intervals on the degrees of freedom of the domain. */
export function basic(
  design: Design,
  columns: Record<string, Float64Array>,
  inDomain: InDomain = everyone,
): Record<string, unknown> {
  const df = degreesOfFreedom(design, inDomain);
  const mean = meansOf(design, columns, { df, inDomain });
  const withReplacement = Object.values(columns).map((column, i) => {
    const rows = listwise(Object.values(columns), inDomain);
    const { n, population } = massOf(design, variableOf(column), rows);
    const deff = mean.deff?.[i];
    return deff == null ? null : (deff * (population - n)) / population;
  });
  return {
    degf: df,
    mean,
    mean_deff_replace: withReplacement,
    total: totalsOf(design, columns, { df, inDomain }),
  };
}

function massOf(design: Design, variable: Variable, inDomain: InDomain): { n: number; population: number } {
  let n = 0;
  let population = 0;
  for (let r = 0; r < design.size; r++) {
    if (!inDomain(r) || !(design.weight[r]! > 0)) continue;
    n += variable.n[r]!;
    population += design.weight[r]! * variable.n[r]!;
  }
  return { n, population };
}

/** The oracle's `by_` of means: rows, estimates and standard errors by group. */
export function meansBy(
  design: Design,
  column: Float64Array,
  domains: Domains & { labels: string[] },
): { est: (number | null)[]; se: (number | null)[]; labels: string[] } {
  const estimates = estimateMeans(design, variableOf(column), domains);
  return {
    labels: domains.labels,
    est: estimates.map(({ estimate }) => estimate),
    se: estimates.map(({ se }) => se),
  };
}

/** Summary of a vector of weights. */
export function weightsOf(weight: Float64Array): Record<string, unknown> {
  return {
    n: weight.length,
    first20: Array.from(weight.subarray(0, 20)),
    sum: weight.reduce((sum, w) => sum + w, 0),
    sum_sq: weight.reduce((sum, w) => sum + w * w, 0),
    min: weight.reduce((least, w) => Math.min(least, w), Infinity),
    max: weight.reduce((most, w) => Math.max(most, w), 0),
  };
}
