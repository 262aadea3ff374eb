import { LabelNumbers } from './label-numbers';

/** Labels renumbered from 0 in the order in which they first appear. */
export interface Relabelled {
  code: Int32Array;
  size: number;
  /** By new number: the record in which it first appears. */
  first: Int32Array;
}

/** @param labels any integers up to 2^53 */
export function relabel(labels: Int32Array | Float64Array): Relabelled {
  const code = new Int32Array(labels.length);
  const numberOf = numbering(labels);
  let size = 0;
  for (let r = 0; r < labels.length; r++) {
    code[r] = numberOf(labels[r]!);
    if (code[r] === size) size += 1;
  }
  const first = new Int32Array(size);
  for (let r = 0, next = 0; next < size; r++) if (code[r] === next) first[next++] = r;
  return { code, size, first };
}

/** A number for each label as it comes: from a plain table where the labels lie close together, as most do. */
function numbering(labels: Int32Array | Float64Array): (label: number) => number {
  let least = Infinity;
  let most = -Infinity;
  for (const label of labels) {
    if (label < least) least = label;
    if (label > most) most = label;
  }
  if (most - least > 4 * labels.length + 1024) {
    const numbers = new LabelNumbers();
    return (label) => numbers.numberOf(label);
  }
  const table = new Int32Array(labels.length > 0 ? most - least + 1 : 0).fill(-1);
  let size = 0;
  return (label) => {
    const known = table[label - least]!;
    return known >= 0 ? known : (table[label - least] = size++);
  };
}
