import type { EChartsOption } from 'echarts';
import { figureWidth, palette, printFace } from './palette';

type TextOf = { align?: 'left' | 'center' | 'right'; size?: number; fill?: string; bold?: boolean };

/** Shapes of a figure that lays itself out in px, from the top left of a sheet as wide as `figureWidth`. */
export interface Shapes {
  text: (x: number, y: number, words: string, look?: TextOf) => void;
  lines: (x: number, y: number, lines: readonly string[], look?: TextOf) => void;
  rect: (x: number, y: number, width: number, height: number, fill: string, stroke?: string) => void;
  line: (
    x1: number,
    y1: number,
    x2: number,
    y2: number,
    stroke: string,
    width?: number,
    dash?: number[],
  ) => void;
  dot: (x: number, y: number, radius: number, fill: string, stroke?: string) => void;
  /** The figure's option, with everything drawn so far. */
  option: () => EChartsOption;
}

/** px between the baselines of two lines of a label. */
export const lineHeight = 14;

/** Draws on an empty sheet; text is set from its middle height. */
export function shapesOn(height: number): Shapes {
  const elements: object[] = [
    { type: 'rect', shape: { x: 0, y: 0, width: figureWidth, height }, style: { fill: palette.paper } },
  ];
  const shapes: Shapes = {
    text: (x, y, words, { align = 'left', size = 12, fill = palette.ink, bold = false } = {}) => {
      elements.push({
        type: 'text',
        x,
        y,
        style: {
          text: words,
          fontFamily: printFace,
          fontSize: size,
          fill,
          align,
          verticalAlign: 'middle',
          ...(bold ? { fontWeight: 'bold' } : {}),
        },
      });
    },
    lines: (x, y, lines, look) => {
      const first = y - ((lines.length - 1) * lineHeight) / 2;
      lines.forEach((line, index) => shapes.text(x, first + index * lineHeight, line, look));
    },
    rect: (x, y, width, rectHeight, fill, stroke) => {
      elements.push({
        type: 'rect',
        shape: { x, y, width, height: rectHeight },
        style: { fill, ...(stroke ? { stroke, lineWidth: 1 } : {}) },
      });
    },
    line: (x1, y1, x2, y2, stroke, width = 1, dash) => {
      elements.push({
        type: 'line',
        shape: { x1, y1, x2, y2 },
        style: { stroke, lineWidth: width, ...(dash ? { lineDash: dash } : {}) },
      });
    },
    dot: (cx, cy, r, fill, stroke) => {
      elements.push({
        type: 'circle',
        shape: { cx, cy, r },
        style: { fill, ...(stroke ? { stroke, lineWidth: 1.8 } : {}) },
      });
    },
    option: () => ({
      animation: false,
      backgroundColor: palette.paper,
      graphic: { elements: elements.map((element) => ({ ...element, silent: true })) },
    }),
  };
  return shapes;
}
