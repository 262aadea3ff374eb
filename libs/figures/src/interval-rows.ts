import { figureNumber, type IntervalPoint } from './figure';
import { labelSize } from './label-column';
import { figureWidth, palette } from './palette';
import { lineHeight, type Shapes } from './shapes';
import { inPieces, stacked, strip, type Strip, type Strips } from './strips';

export type Mark = 'circle' | 'square' | 'diamond';

/** One row of an interval plot. `lines` is its label, already wrapped; `group` heads the row in a column of its own. */
export interface IntervalRow extends IntervalPoint {
  lines: string[];
  group: string | null;
  mark: Mark;
  attention: boolean;
}

const rowPadding = 5;
const headHeight = 26;
const footHeight = 26;
/** Room for the numbers at the right of the plot. */
const numbers = 118;
const small = { size: 11, fill: palette.grey } as const;

/** The part of 0–100 that holds every interval, in tens, at least thirty wide so that small gaps look small. */
export function indexRange(points: readonly IntervalPoint[], reference: number | null): [number, number] {
  const limits = points.flatMap(({ ci, estimate }) => ci ?? (estimate === null ? [] : [estimate]));
  if (reference !== null) limits.push(reference);
  if (limits.length === 0) return [0, 100];
  let low = Math.max(0, Math.floor((Math.min(...limits) - 2) / 10) * 10);
  let high = Math.min(100, Math.ceil((Math.max(...limits) + 2) / 10) * 10);
  while (high - low < 30) {
    if (high < 100) high += 10;
    if (high - low < 30 && low > 0) low -= 10;
  }
  return [low, high];
}

/**
 * Draws rows of dots with whiskers: labels at the left, the interval in the middle, the numbers at the right. Each row
 * is labelled directly; what needs attention is cinnabar, filled and marked with a triangle, never by colour alone.
 *
 * @param groups rows that stay together on a page
 * @param labelWidth px for the labels at the left
 * @param reference a dashed line with its name, or null
 */
export function intervalRows(
  groups: readonly (readonly IntervalRow[])[],
  labelWidth: number,
  numbersHead: string,
  reference: { value: number; name: string } | null,
): Strips {
  const [low, high] = indexRange(groups.flat(), reference?.value ?? null);
  const left = labelWidth + 10;
  const right = figureWidth - numbers;
  // An interval from few answers may pass the ends of the scale: its line ends with the plot.
  const x = (value: number) =>
    left + ((Math.min(high, Math.max(low, value)) - low) / (high - low)) * (right - left);
  const ticks = Array.from({ length: (high - low) / 10 + 1 }, (_, index) => low + index * 10);

  const lines = (shapes: Shapes, height: number) => {
    for (const tick of ticks) shapes.line(x(tick), 0, x(tick), height, '#eceef1');
    if (reference) shapes.line(x(reference.value), 0, x(reference.value), height, palette.grey, 1, [4, 3]);
  };
  const rowStrip = (row: IntervalRow, apart: number): Strip => {
    const height = Math.max(1, row.lines.length) * lineHeight + rowPadding + apart;
    return strip(height, (shapes) => {
      const y = apart + (height - apart) / 2;
      lines(shapes, height);
      if (row.group !== null) shapes.text(left - labelWidth, y, row.group, { bold: true });
      shapes.lines(left - 14, y, row.lines, { align: 'right', size: labelSize });
      shapes.line(left, y, right, y, palette.light, 0.6);
      plot(shapes, row, x, y);
      number(shapes, row, right + 12, y);
    });
  };

  const head = strip(headHeight, (shapes) => {
    const y = headHeight - 12;
    shapes.text(right + numbers - 4, y, numbersHead, { ...small, align: 'right' });
    if (reference)
      shapes.text(
        Math.min(x(reference.value), right - 24),
        y,
        `${reference.name} ${figureNumber(reference.value)}`,
        { ...small, align: 'center' },
      );
  });
  const foot = strip(footHeight, (shapes) => {
    shapes.line(left, 0.5, right, 0.5, palette.grey);
    for (const tick of ticks) {
      shapes.line(x(tick), 0.5, x(tick), 5.5, palette.grey);
      shapes.text(x(tick), 14, String(tick), { ...small, align: 'center' });
    }
  });
  const units = groups.map((rows, group) =>
    stacked(rows.map((row, index) => rowStrip(row, group > 0 && index === 0 && row.group !== null ? 6 : 0))),
  );
  return inPieces(head, units, foot);
}

function plot(
  shapes: Shapes,
  { estimate, ci, mark, attention }: IntervalRow,
  x: (value: number) => number,
  y: number,
) {
  if (estimate === null) return;
  const colour = attention ? palette.cinnabar : palette.blue;
  if (ci) {
    const [from, to] = ci.map(x) as [number, number];
    shapes.line(from, y, to, y, colour, 1.8);
    for (const end of [from, to]) shapes.line(end, y - 4, end, y + 4, colour, 1.8);
  }
  dot(shapes, mark, x(estimate), y, colour);
}

/** Filled circle, hollow square, filled diamond: three kinds that grey print keeps apart. */
function dot(shapes: Shapes, mark: Mark, x: number, y: number, colour: string): void {
  if (mark === 'circle') shapes.dot(x, y, 4.6, colour);
  else if (mark === 'square') shapes.rect(x - 4.2, y - 4.2, 8.4, 8.4, palette.paper, colour, 1.8);
  else
    shapes.polygon(
      [
        [x, y - 6],
        [x + 6, y],
        [x, y + 6],
        [x - 6, y],
      ],
      colour,
    );
}

function number(shapes: Shapes, { estimate, ci, attention }: IntervalRow, x: number, y: number): void {
  const look = { align: 'right', fill: attention ? palette.cinnabar : palette.ink } as const;
  shapes.text(x + 32, y, `${attention ? '▼ ' : ''}${figureNumber(estimate)}`, { ...look, bold: true });
  if (ci) shapes.text(x + 102, y, ci.map((limit) => limit.toFixed(1)).join('–'), { ...look, size: 11 });
}
