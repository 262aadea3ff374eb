/**
 * The point at which a condition turns, to the last bit.
 * @param isBelow true below the point, false from it on
 * @param low a point below it; @param high a point above it
 */
export function bisect(isBelow: (x: number) => boolean, low: number, high: number): number {
  for (;;) {
    const middle = low + (high - low) / 2;
    if (middle <= low || middle >= high) return middle;
    if (isBelow(middle)) low = middle;
    else high = middle;
  }
}
