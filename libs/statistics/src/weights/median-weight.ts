/**
 * Median of weights over persons; of an even number the middle two are averaged (R: median).
 * @param weight per person, by record; @param count persons, by record
 */
export function medianWeight(weight: Float64Array, count: Float64Array): number {
  const persons = count.reduce((total, each) => total + each, 0);
  const order = count.every((each) => each === 1)
    ? null
    : Array.from(weight.keys()).sort((a, b) => weight[a]! - weight[b]!);
  const sorted = order ? Float64Array.from(order, (r) => weight[r]!) : Float64Array.from(weight).sort();
  const at = (person: number) => {
    if (!order) return sorted[person]!;
    let before = 0;
    for (let i = 0; i < order.length; i++) {
      before += count[order[i]!]!;
      if (before > person) return sorted[i]!;
    }
    return sorted[sorted.length - 1]!;
  };
  return (at(Math.floor((persons - 1) / 2)) + at(Math.floor(persons / 2))) / 2;
}
