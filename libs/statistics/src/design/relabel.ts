/** Labels renumbered from 0 in the order in which they first appear. */
export interface Relabelled {
  code: Int32Array;
  size: number;
  /** By new number: the record in which it first appears. */
  first: Int32Array;
}

/** @param labels any integers */
export function relabel(labels: Int32Array | Float64Array): Relabelled {
  let least = Infinity;
  let most = -Infinity;
  for (const label of labels) {
    if (label < least) least = label;
    if (label > most) most = label;
  }
  const code = new Int32Array(labels.length);
  const first: number[] = [];
  const numberOf = (record: number, known: number | undefined): number => {
    if (known !== undefined && known >= 0) return known;
    first.push(record);
    return first.length - 1;
  };
  if (labels.length > 0 && most - least <= 4 * labels.length + 1024) {
    const table = new Int32Array(most - least + 1).fill(-1);
    for (let r = 0; r < labels.length; r++) {
      const at = labels[r]! - least;
      code[r] = table[at] = numberOf(r, table[at]);
    }
  } else {
    const table = new Map<number, number>();
    for (let r = 0; r < labels.length; r++) {
      const label = labels[r]!;
      const number = numberOf(r, table.get(label));
      table.set(label, number);
      code[r] = number;
    }
  }
  return { code, size: first.length, first: Int32Array.from(first) };
}
