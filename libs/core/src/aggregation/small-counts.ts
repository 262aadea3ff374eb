/**
 * How coarsely a mean has to be told that a few people more change: so that theirs, worked out by subtraction, stays
 * uncertain by twenty points of a hundred, twice what is asked, since their weights may be larger than the others'.
 */
export function roundingFor(few: number, all: number): number {
  const least = (20 * few) / all;
  return [0.5, 1, 2, 5, 10, 20].find((unit) => unit >= least) ?? 50;
}

/** A count of people under the threshold is not told, unless there are none at all. */
export function tellCount(count: number, threshold: number): number | null {
  return count > 0 && count < threshold ? null : count;
}
