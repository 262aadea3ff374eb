import type { Figure, IntervalPoint } from './figure';
import { labelColumn, labelSize } from './label-column';
import { nothingToShow } from './nothing-to-show';
import { figureWidth, palette, type FigureStyle } from './palette';
import { lineHeight, shapesOn } from './shapes';

/** Differences with their intervals: gaps between groups, or changes on last year. */
export interface DifferenceDots {
  title: string;
  /** What is compared heads its rows; `estimate` and `ci` in points, this minus that. */
  rows: Difference[];
}

/** `clear`: more than chance, after adjustment for how many are drawn. */
type Difference = IntervalPoint & { group: string; clear: boolean };

const numbers = 126;
const top = 30;

/** 差距: a dot with its interval left or right of zero. What may be chance is hollow: no difference can be claimed. */
export function differenceDots(input: DifferenceDots, style: FigureStyle): Figure {
  const english = style.language === 'en';
  const labels = labelColumn(input.rows.map(({ label }) => label));
  const rows = input.rows.map((row, index) => ({
    ...row,
    lines: labels.lines[index] ?? [],
    head: row.group !== '' && row.group !== input.rows[index - 1]?.group ? row.group : null,
  }));
  const sentence = seen(rows, english);
  if (rows.every(({ estimate }) => estimate === null)) return nothingToShow(input.title, sentence);
  const heights = rows.map(
    (row) => Math.max(1, row.lines.length) * lineHeight + 6 + (row.head === null ? 0 : 20),
  );
  const plot = heights.reduce((sum, each) => sum + each, 0);
  const height = top + plot + 34;
  const limits = rows.flatMap(({ ci, estimate }) => ci ?? (estimate === null ? [] : [estimate]));
  const reach = Math.max(5, Math.ceil((Math.max(0, ...limits.map(Math.abs)) + 1) / 5) * 5);
  const left = labels.width + 16;
  const right = figureWidth - numbers;
  const x = (value: number) => left + ((value + reach) / (2 * reach)) * (right - left);
  const shapes = shapesOn(height);
  const step = reach > 20 ? 10 : 5;
  for (let tick = -reach; tick <= reach; tick += step) {
    shapes.line(x(tick), top, x(tick), top + plot, tick === 0 ? palette.ink : '#eceef1');
    shapes.text(x(tick), top + plot + 12, tick === 0 ? '0' : signed(tick, 0), {
      align: 'center',
      size: 11,
      fill: palette.grey,
    });
  }
  shapes.text(figureWidth - 4, top - 14, english ? 'Points (interval)' : '百分点（置信区间）', {
    align: 'right',
    size: 11,
    fill: palette.grey,
  });
  let y = top;
  rows.forEach((row, index) => {
    const rowHeight = heights[index] ?? 0;
    if (row.head !== null) shapes.text(8, y + 12, row.head, { bold: true });
    const middle = y + rowHeight - (Math.max(1, row.lines.length) * lineHeight + 6) / 2;
    shapes.lines(labels.width, middle, row.lines, { align: 'right', size: labelSize });
    draw(row, middle);
    y += rowHeight;
  });

  function draw(row: (typeof rows)[number], middle: number): void {
    if (row.estimate === null) {
      shapes.text(right + 44, middle, '—', { align: 'right', bold: true });
      return;
    }
    const { clear } = row;
    const colour = clear ? (row.estimate < 0 ? palette.cinnabar : palette.blue) : palette.grey;
    if (row.ci) {
      const [low, high] = row.ci.map(x) as [number, number];
      shapes.line(low, middle, high, middle, colour, 1.8);
      for (const end of [low, high]) shapes.line(end, middle - 4, end, middle + 4, colour, 1.8);
    }
    shapes.dot(x(row.estimate), middle, 4.6, clear ? colour : palette.paper, colour);
    shapes.text(right + 44, middle, signed(row.estimate, 1), { align: 'right', bold: clear, fill: colour });
    if (row.ci)
      shapes.text(figureWidth - 4, middle, row.ci.map((limit) => signed(limit, 1)).join(' ~ '), {
        align: 'right',
        size: 10.5,
        fill: colour,
      });
  }
  return {
    height,
    option: shapes.option(),
    sentence,
    alt: `${input.title}${english ? '. ' : '。'}${sentence}`,
  };
}

function signed(value: number, decimals: number): string {
  const text = Math.abs(value).toFixed(decimals);
  if (Number(text) === 0) return text;
  return value > 0 ? `+${text}` : `−${text}`;
}

function seen(rows: readonly Difference[], english: boolean): string {
  const known = rows.filter(({ estimate }) => estimate !== null);
  const clear = known.filter((row) => row.clear).length;
  if (known.length === 0) return english ? 'There is no difference to show.' : '没有可以展示的差距。';
  if (clear === 0)
    return english
      ? `None of ${known.length} differences exceeds sampling error.`
      : `图中${known.length}项差距均未超出抽样误差。`;
  return english
    ? `${clear} of ${known.length} differences ${clear === 1 ? 'exceeds' : 'exceed'} sampling error; hollow dots do not.`
    : `图中${known.length}项差距中有${clear}项超出抽样误差，空心点未超出。`;
}
