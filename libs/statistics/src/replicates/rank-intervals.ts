/** Places of several units, the largest value first, with what replicates say of how sure they are. */
export interface RankInterval {
  rank: number;
  lower: number;
  upper: number;
  meanRank: number;
  /** Share of replicates in which the unit is alone at the top. */
  probabilityFirst: number;
}

/** How a percentile of ranks is read: `interpolated` (Hyndman & Fan's type 7) or `observed` (type 1). */
export type PercentileRule = 'interpolated' | 'observed';

/**
 * Ranks with percentile intervals over replicate estimates (Goldstein & Spiegelhalter 1996, JRSS A 159).
 * @param values of the full sample, by unit
 * @param replicates by replicate, by unit
 */
export function rankIntervals(
  values: readonly number[],
  replicates: readonly (readonly number[])[],
  level = 0.95,
  rule: PercentileRule = 'interpolated',
): RankInterval[] {
  const ranks = ranksOf(values);
  const perReplicate = replicates.map(ranksOf);
  const tail = (1 - level) / 2;
  return values.map((_, unit) => {
    const own = Float64Array.from(perReplicate, (each) => each[unit]!).sort();
    return {
      rank: ranks[unit]!,
      lower: percentile(own, tail, rule),
      upper: percentile(own, 1 - tail, rule),
      meanRank: own.reduce((sum, each) => sum + each, 0) / own.length,
      probabilityFirst: own.filter((each) => each === 1).length / own.length,
    };
  });
}

/** Rank 1 for the largest; equal values share the mean of their ranks. */
function ranksOf(values: readonly number[]): number[] {
  return values.map((value) => {
    const above = values.filter((other) => other > value).length;
    const equal = values.filter((other) => other === value).length;
    return above + (equal + 1) / 2;
  });
}

function percentile(sorted: Float64Array, p: number, rule: PercentileRule): number {
  const n = sorted.length;
  // Fuzz as in R's quantile, so that 0.025 · 200 is 5 and not a hair above it.
  if (rule === 'observed') return sorted[Math.max(0, Math.ceil(n * p - 4e-16 * n) - 1)]!;
  const place = (n - 1) * p;
  const below = Math.floor(place + 4e-15);
  const share = Math.max(0, place - below);
  return sorted[below]! + share * (sorted[Math.min(n - 1, below + 1)]! - sorted[below]!);
}
