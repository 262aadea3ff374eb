/** A part of a composite: its column of scores and its weight. */
export interface CompositePart {
  /** By row, NaN where missing. */
  scores: Float64Array;
  weight: number;
}

/**
 * Weighted mean of the parts that a person has, missing where fewer than `least` are present; in the units of the parts.
 * @returns by row, NaN where missing
 */
export function compositeScores(parts: readonly CompositePart[], least: number): Float64Array {
  const rows = parts[0]?.scores.length ?? 0;
  return Float64Array.from({ length: rows }, (_, row) => {
    let present = 0;
    let sum = 0;
    let weight = 0;
    for (const part of parts) {
      const score = part.scores[row]!;
      if (Number.isNaN(score)) continue;
      present += 1;
      sum += part.weight * score;
      weight += part.weight;
    }
    return present < least || weight === 0 ? Number.NaN : sum / weight;
  });
}

/** A rating from 1 to `steps` on a scale from 0 to 100: (x − 1) / (steps − 1) · 100; anything else (N/A) is missing. */
export function indexScore(rating: number, steps = 5): number {
  return rating >= 1 && rating <= steps ? ((rating - 1) / (steps - 1)) * 100 : Number.NaN;
}

/** 满意率: 1 for one of the two best ratings, 0 for another; anything else (N/A) is missing. */
export function topTwoBox(rating: number, steps = 5): number {
  return rating >= 1 && rating <= steps ? (rating >= steps - 1 ? 1 : 0) : Number.NaN;
}
