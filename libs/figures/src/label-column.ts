import { emsOf, wrapLabel } from './wrap-label';

/** px of the letters of labels. */
export const labelSize = 11.5;
/** A label longer than this ends in an ellipsis: the table beside the figure has it whole. */
const longest = 6;

/**
 * The column of labels at the left of a plot: as narrow as its labels allow, and no wider than leaves the plot its room.
 * The lines of a label are about equally long, so that none holds a lonely last word.
 *
 * @param widest px
 */
export function labelColumn(
  labels: readonly string[],
  widest = 296,
): { width: number; lines: readonly string[][] } {
  const lines = labels.map((label) => evenLines(label, widest / labelSize));
  return { width: Math.ceil(Math.max(0, ...lines.flat().map(emsOf)) * labelSize), lines };
}

function evenLines(label: string, maximum: number): string[] {
  let even = wrapLabel(label, maximum, longest);
  if (even.length === 1 || even.length === longest) return even;
  for (let width = maximum - 0.5; width > maximum / 2; width -= 0.5) {
    const narrower = wrapLabel(label, width, longest);
    if (narrower.length > even.length) break;
    even = narrower;
  }
  return even;
}
