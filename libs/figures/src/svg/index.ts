import { figureWidth, palette, printFace, webFace } from '../palette';
import type { Shape } from '../shapes';
import type { Strip } from '../strips';

/** A strip as an SVG document in the report's own face. The same strip gives the same bytes. */
export function toSvg({ height, shapes }: Strip): string {
  const size = `width="${figureWidth}" height="${px(height)}"`;
  const sheet = `<rect ${size} fill="${palette.paper}"/>`;
  return `<svg ${size} xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${figureWidth} ${px(height)}">${sheet}${shapes.map(element).join('')}</svg>`;
}

/** A drawing with the face of the reader's own system: labels are laid out by the widths of characters in any face. */
export function inWebFace(svg: string): string {
  return svg.replaceAll(`font-family:${printFace}`, `font-family:${webFace}`);
}

/** Of a letter's size, from its middle down to its baseline: what draws pictures for Word knows no other baseline. */
const MIDDLE = 0.36;
const anchors = { left: 'start', center: 'middle', right: 'end' } as const;

function element(shape: Shape): string {
  switch (shape.kind) {
    case 'text': {
      const { x, y, words, align, size, fill, bold } = shape;
      const weight = bold ? ';font-weight:bold' : '';
      return `<text x="${px(x)}" y="${px(y + MIDDLE * size)}" text-anchor="${anchors[align]}" style="font-size:${size}px;font-family:${printFace}${weight}" xml:space="preserve" fill="${fill}">${escaped(words)}</text>`;
    }
    case 'rect': {
      const { x, y, width, height, fill, stroke, strokeWidth } = shape;
      return `<rect x="${px(x)}" y="${px(y)}" width="${px(width)}" height="${px(height)}" fill="${fill}"${stroked(stroke, strokeWidth)}/>`;
    }
    case 'line': {
      const { x1, y1, x2, y2, stroke, width, dash } = shape;
      const dashed = dash.length === 0 ? '' : ` stroke-dasharray="${dash.join(' ')}"`;
      return `<line x1="${px(x1)}" y1="${px(y1)}" x2="${px(x2)}" y2="${px(y2)}"${stroked(stroke, width)}${dashed}/>`;
    }
    case 'circle': {
      const { x, y, radius, fill, stroke } = shape;
      return `<circle cx="${px(x)}" cy="${px(y)}" r="${radius}" fill="${fill}"${stroked(stroke, 1.8)}/>`;
    }
    case 'polygon':
      return `<polygon points="${shape.points.map(([x, y]) => `${px(x)},${px(y)}`).join(' ')}" fill="${shape.fill}"/>`;
  }
}

const stroked = (stroke: string | null, width: number) =>
  stroke === null ? '' : ` stroke="${stroke}" stroke-width="${width}"`;

/** To a hundredth, as many digits as it takes. */
const px = (value: number) => String(Number(value.toFixed(2)));

const escaped = (words: string) =>
  words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
