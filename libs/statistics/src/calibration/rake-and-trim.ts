import { rake, type RakingMargin } from './rake';
import { medianWeight } from '../weights/median-weight';

export interface TrimBounds {
  /** Multiples of the median weight over persons. */
  lower: number;
  upper: number;
}

export interface TrimmedWeights {
  weight: Float64Array;
  /** Persons whose weight was cut or raised in the end. */
  trimmed: number;
  rounds: number;
  /** Whether margins and bounds hold together; otherwise the margins hold and the bounds were given up. */
  withinBounds: boolean;
}

const ROUNDS = 100;
const HOLDS = 1e-6;

/**
 * Rakes, trims to the bounds and rakes again until margins and bounds hold together (Kolenikov 2014, Stata Journal 14).
 * Where they cannot, the margins win, because the published totals are known to be right and the bounds are a convention.
 * @param weight per person before raking, by record
 * @throws RakingError as `rake`
 */
export function rakeAndTrim(
  weight: Float64Array,
  count: Float64Array,
  margins: readonly RakingMargin[],
  bounds: TrimBounds,
): TrimmedWeights {
  let current = rake(weight, count, margins);
  const untrimmed = current;
  const median = medianWeight(current, count);
  const lower = bounds.lower * median;
  const upper = bounds.upper * median;
  const outside = (w: number) => w < lower * (1 - HOLDS) || w > upper * (1 + HOLDS);
  for (let round = 1; round <= ROUNDS; round++) {
    if (!current.some(outside)) {
      const isMoved = (w: number) => w <= lower * (1 + HOLDS) || w >= upper * (1 - HOLDS);
      const trimmed =
        round === 1 ? 0 : current.reduce((total, w, r) => total + (isMoved(w) ? (count[r] ?? 0) : 0), 0);
      return { weight: current, trimmed, rounds: round, withinBounds: true };
    }
    current = rake(
      current.map((w) => Math.min(Math.max(w, lower), upper)),
      count,
      margins,
    );
  }
  return { weight: untrimmed, trimmed: 0, rounds: ROUNDS, withinBounds: false };
}
