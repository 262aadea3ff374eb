import type { Figure } from './figure';
import { labelColumn, labelSize } from './label-column';
import { nothingToShow } from './nothing-to-show';
import { figureWidth, palette, type FigureStyle } from './palette';
import { lineHeight, type Shapes } from './shapes';
import { inPieces, strip } from './strips';
import { emsOf } from './wrap-label';

/** Shares of the five answers of each question, in percent of those who rated it; null where they are withheld. */
export interface LikertBars {
  title: string;
  items: { label: string; shares: readonly number[] | null }[];
}

const headHeight = 36;
const barHeight = 16;
/** Dissatisfied is cinnabar, satisfied blue, the middle grey; the side of the line says the same without colour. */
export const likertFills = [palette.cinnabar, '#dd9a8d', '#d5d9df', '#8fa9cf', palette.blue] as const;
const inks = [palette.paper, palette.ink, palette.ink, palette.ink, palette.paper] as const;
/** px; a bar narrower than this has no room for its number. */
const narrowest = 15;

const answers = {
  zh: ['非常不满意', '不太满意', '一般', '比较满意', '非常满意'],
  en: ['very dissatisfied', 'dissatisfied', 'neutral', 'satisfied', 'very satisfied'],
} as const;

/** 作答分布: bars that part at the middle answer, so that the eye compares satisfied with dissatisfied. */
export function likertBars(input: LikertBars, style: FigureStyle): Figure {
  const english = style.language === 'en';
  const sentence = seen(input, english);
  if (input.items.every(({ shares }) => shares === null)) return nothingToShow(input.title, sentence);
  const labels = labelColumn(input.items.map(({ label }) => label));
  const rows = input.items.map((item, index) => ({ ...item, lines: labels.lines[index] ?? [] }));
  const heights = rows.map((row) => Math.max(barHeight + 6, row.lines.length * lineHeight + 6));
  const reach = (of: (shares: readonly number[]) => number) =>
    Math.max(10, ...rows.map(({ shares }) => (shares ? of(shares) : 0)));
  const left = reach(([one = 0, two = 0, three = 0]) => one + two + three / 2);
  const right = reach(([, , three = 0, four = 0, five = 0]) => three / 2 + four + five);
  const start = labels.width + 12;
  const scale = (figureWidth - start - 12) / (left + right);
  const middle = start + left * scale;
  // Behind the bars, so that no number is struck through.
  const line = (shapes: Shapes, height: number) => shapes.line(middle, 0, middle, height, palette.ink, 1);

  const head = strip(headHeight, (shapes) => {
    legend(shapes, english);
    shapes.line(middle, headHeight - 4, middle, headHeight, palette.ink, 1);
  });
  const units = rows.map(({ lines, shares }, index) => {
    const height = heights[index] ?? 0;
    return strip(height, (shapes) => {
      line(shapes, height);
      const centre = height / 2;
      shapes.lines(labels.width, centre, lines, { align: 'right', size: labelSize });
      if (shares === null) shapes.text(middle, centre, '—', { align: 'center', fill: palette.grey });
      else bar(shapes, shares, centre);
    });
  });
  const foot = strip(12, (shapes) => line(shapes, 4));

  function bar(shapes: Shapes, shares: readonly number[], centre: number): void {
    const [one = 0, two = 0, three = 0] = shares;
    let x = middle - (one + two + three / 2) * scale;
    shares.forEach((share, answer) => {
      const width = share * scale;
      const fill = likertFills[answer] ?? palette.light;
      shapes.rect(x, centre - barHeight / 2, width, barHeight, fill, palette.paper);
      if (width >= narrowest)
        shapes.text(x + width / 2, centre, share.toFixed(0), {
          align: 'center',
          size: 11,
          fill: inks[answer] ?? palette.ink,
        });
      x += width;
    });
  }
  return {
    ...inPieces(head, units, foot),
    sentence,
    alt: `${input.title}${english ? '. ' : '。'}${sentence}`,
  };
}

function legend(shapes: Shapes, english: boolean): void {
  const names = english ? answers.en : answers.zh;
  const rooms = names.map((name) => 16 + emsOf(name) * 11.5 + 18);
  let x = (figureWidth - rooms.reduce((sum, room) => sum + room, 0)) / 2;
  names.forEach((name, index) => {
    shapes.rect(x, 11, 11, 11, likertFills[index] ?? palette.light);
    shapes.text(x + 16, 17, name, { size: 11.5 });
    x += rooms[index] ?? 0;
  });
}

function seen({ items }: LikertBars, english: boolean): string {
  const known = items.flatMap(({ label, shares }) =>
    shares === null ? [] : [{ label, low: (shares[0] ?? 0) + (shares[1] ?? 0) }],
  );
  const worst = known.reduce<(typeof known)[number] | null>(
    (most, each) => (most === null || each.low > most.low ? each : most),
    null,
  );
  if (!worst) return english ? 'No distribution may be published.' : '没有可以公布的作答分布。';
  return english
    ? `Dissatisfied answers are most frequent on “${worst.label}”: ${worst.low.toFixed(1)} per cent of those who rated it.`
    : `不满意的回答在“${worst.label}”中最多，占评价者的${worst.low.toFixed(1)}%。`;
}
