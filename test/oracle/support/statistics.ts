import { estimateRatio, pairOf, type Design, type InDomain, type VariablePair } from '@mingjian/statistics';
import { everyone, extract, type Extract } from './extract';

/** Zeros and ones for each label, named as R names the columns of a factor. */
export function indicatorsOf(
  name: string,
  labels: readonly string[],
  order = [...new Set(labels)].filter((label) => label !== '').sort(),
): Record<string, Float64Array> {
  return Object.fromEntries(
    order.map((level) => [
      `${name}${level}`,
      Float64Array.from(labels, (label) => (label === '' ? Number.NaN : label === level ? 1 : 0)),
    ]),
  );
}

/** The oracle's record of svyratio. */
export function ratioOf(
  design: Design,
  numerator: Float64Array,
  denominator: Float64Array,
  name: string,
  df?: number,
  inDomain: InDomain = everyone,
): Extract {
  const pair = pairOf(denominator, numerator);
  const { estimate, se } = estimateRatio(design, pair, inDomain);
  const deff = residualDeff(design, pair, estimate!, se!, inDomain);
  return { ...extract([name], [estimate!], [Float64Array.of(se! ** 2)], df), deff: [deff] };
}

/** R's design effect of a ratio: that of the total of its residuals. */
function residualDeff(
  { weight, size }: Design,
  pair: VariablePair,
  ratio: number,
  se: number,
  inDomain: InDomain,
): number {
  let n = 0;
  let population = 0;
  let sum = 0;
  let squares = 0;
  let x = 0;
  for (let r = 0; r < size; r++) {
    if (!inDomain(r) || pair.n[r] === 0 || !(weight[r]! > 0)) continue;
    const residual = pair.sumY[r]! - ratio * pair.sumX[r]!;
    n += 1;
    population += weight[r]!;
    sum += weight[r]! * residual;
    squares += weight[r]! * residual ** 2;
    x += weight[r]! * pair.sumX[r]!;
  }
  const spread = ((squares / population - (sum / population) ** 2) * n) / (n - 1);
  const simple = (spread * population ** 2 * (population - n)) / (population * n);
  return (se * x) ** 2 / simple;
}
