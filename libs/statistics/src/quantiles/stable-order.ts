/**
 * The positions of values in ascending order, equal values as they come: a merge sort over typed arrays, since a million
 * boxed positions would crowd the heap.
 * @param values without NaN
 */
export function stableOrder(values: Float64Array): Uint32Array {
  const size = values.length;
  let from = Uint32Array.from({ length: size }, (_, at) => at);
  let into = new Uint32Array(size);
  for (let width = 1; width < size; width *= 2) {
    for (let start = 0; start < size; start += 2 * width) {
      const middle = Math.min(start + width, size);
      const end = Math.min(start + 2 * width, size);
      let left = start;
      let right = middle;
      for (let at = start; at < end; at++)
        into[at] =
          right === end || (left < middle && values[from[left]!]! <= values[from[right]!]!)
            ? from[left++]!
            : from[right++]!;
    }
    [from, into] = [into, from];
  }
  return from;
}
