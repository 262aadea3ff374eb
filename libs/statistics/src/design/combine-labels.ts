import { relabel, type Relabelled } from './relabel';

/**
 * Numbers the combinations of several labels from 0, in the order in which they first appear.
 * @param parts by label, by record: non-negative, of equal length
 * @returns by record
 */
export function combineLabels(parts: readonly Int32Array[]): Int32Array {
  const size = parts[0]?.length ?? 0;
  let combined: Relabelled | null = null;
  for (const part of parts) {
    if (!combined) {
      combined = relabel(part);
      continue;
    }
    const { code } = combined;
    const width = part.reduce((most, label) => Math.max(most, label), 0) + 1;
    const labels = new Float64Array(size);
    for (let r = 0; r < size; r++) labels[r] = code[r]! * width + part[r]!;
    combined = relabel(labels);
  }
  return combined?.code ?? new Int32Array(0);
}
