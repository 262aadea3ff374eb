/** Median of weights over persons, a record standing for `count` of them; the lower of two middle ones is not averaged. */
export function weightedMedian(weight: Float64Array, count: Float64Array): number {
  const order = Array.from(weight.keys()).sort((a, b) => (weight[a] ?? 0) - (weight[b] ?? 0));
  const persons = count.reduce((total, each) => total + each, 0);
  let before = 0;
  for (const r of order) {
    before += count[r] ?? 0;
    if (before * 2 >= persons) return weight[r] ?? 0;
  }
  return 0;
}
