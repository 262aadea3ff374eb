import { palette } from './palette';

type Side = 'left' | 'center' | 'right';
type TextOf = { align?: Side; size?: number; fill?: string; bold?: boolean };

/** What figures are drawn of; px from the top left of its strip, text set from its middle height. */
export type Shape =
  | {
      kind: 'text';
      x: number;
      y: number;
      words: string;
      align: Side;
      size: number;
      fill: string;
      bold: boolean;
    }
  | {
      kind: 'rect';
      x: number;
      y: number;
      width: number;
      height: number;
      fill: string;
      stroke: string | null;
      strokeWidth: number;
    }
  | {
      kind: 'line';
      x1: number;
      y1: number;
      x2: number;
      y2: number;
      stroke: string;
      width: number;
      dash: readonly number[];
    }
  | { kind: 'circle'; x: number; y: number; radius: number; fill: string; stroke: string | null }
  | { kind: 'polygon'; points: readonly (readonly [number, number])[]; fill: string };

/** A pen on an empty sheet as wide as `figureWidth`. */
export class Shapes {
  readonly drawn: Shape[] = [];

  text(
    x: number,
    y: number,
    words: string,
    { align = 'left', size = 12, fill = palette.ink, bold = false }: TextOf = {},
  ): void {
    this.drawn.push({ kind: 'text', x, y, words, align, size, fill, bold });
  }

  /** Lines of a label, their block in the middle of `y`. */
  lines(x: number, y: number, lines: readonly string[], look?: TextOf): void {
    const first = y - ((lines.length - 1) * lineHeight) / 2;
    lines.forEach((line, index) => this.text(x, first + index * lineHeight, line, look));
  }

  rect(
    x: number,
    y: number,
    width: number,
    height: number,
    fill: string,
    stroke: string | null = null,
    strokeWidth = 1,
  ): void {
    this.drawn.push({ kind: 'rect', x, y, width, height, fill, stroke, strokeWidth });
  }

  line(
    x1: number,
    y1: number,
    x2: number,
    y2: number,
    stroke: string,
    width = 1,
    dash: readonly number[] = [],
  ): void {
    this.drawn.push({ kind: 'line', x1, y1, x2, y2, stroke, width, dash });
  }

  dot(x: number, y: number, radius: number, fill: string, stroke: string | null = null): void {
    this.drawn.push({ kind: 'circle', x, y, radius, fill, stroke });
  }

  polygon(points: readonly (readonly [number, number])[], fill: string): void {
    this.drawn.push({ kind: 'polygon', points, fill });
  }
}

/** px between the baselines of two lines of a label. */
export const lineHeight = 14;
