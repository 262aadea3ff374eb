import { signed, signedInterval, type Figure, type IntervalPoint } from './figure';
import { labelColumn, labelSize } from './label-column';
import { nothingToShow } from './nothing-to-show';
import { figureWidth, palette, type FigureStyle } from './palette';
import { lineHeight, type Shapes } from './shapes';
import { headed, inPieces, strip } from './strips';

/** Differences with their intervals: gaps between groups, or changes on last year. */
export interface DifferenceDots {
  title: string;
  /** What is compared heads its rows; `estimate` and `ci` in points, this minus that. */
  rows: Difference[];
}

/** `clear`: more than chance, after adjustment for how many are drawn. */
type Difference = IntervalPoint & { group: string; clear: boolean };

/** Room for the numbers at the right of the plot, in the widest letters that a reader's machine may draw them with. */
const numbers = 156;
const intervalRoom = 104;
const small = { size: 11, fill: palette.grey } as const;

/** 差距: a dot with its interval left or right of zero. What may be chance is hollow: no difference can be claimed. */
export function differenceDots(input: DifferenceDots, style: FigureStyle): Figure {
  const english = style.language === 'en';
  const labels = labelColumn(input.rows.map(({ label }) => label));
  const rows = input.rows.map((row, index) => ({ ...row, lines: labels.lines[index] ?? [] }));
  const sentence = seen(rows, english);
  if (rows.every(({ estimate }) => estimate === null)) return nothingToShow(input.title, sentence);
  const limits = rows.flatMap(({ ci, estimate }) => ci ?? (estimate === null ? [] : [estimate]));
  const reach = Math.max(5, Math.ceil((Math.max(0, ...limits.map(Math.abs)) + 1) / 5) * 5);
  const left = labels.width + 16;
  const right = figureWidth - numbers;
  const x = (value: number) => left + ((value + reach) / (2 * reach)) * (right - left);
  // Numbers of the axis keep clear of one another.
  const step = [5, 10, 20, 25].find((each) => (each * (right - left)) / (2 * reach) >= 30) ?? 50;
  const most = Math.floor(reach / step);
  const ticks = Array.from({ length: 2 * most + 1 }, (_, index) => (index - most) * step);
  const lines = (shapes: Shapes, height: number) => {
    for (const tick of ticks) shapes.line(x(tick), 0, x(tick), height, tick === 0 ? palette.ink : '#eceef1');
  };

  const head = strip(30, (shapes) =>
    shapes.text(figureWidth - 4, 16, english ? 'Points (interval)' : '百分点（置信区间）', {
      ...small,
      align: 'right',
    }),
  );
  const foot = strip(26, (shapes) => {
    for (const tick of ticks)
      shapes.text(x(tick), 12, tick === 0 ? '0' : signed(tick, 0), { ...small, align: 'center' });
  });
  const rowStrip = (row: (typeof rows)[number]) => {
    const height = Math.max(1, row.lines.length) * lineHeight + 6;
    return strip(height, (shapes) => {
      lines(shapes, height);
      shapes.lines(labels.width, height / 2, row.lines, { align: 'right', size: labelSize });
      draw(shapes, row, height / 2);
    });
  };
  const headingStrip = (group: string) =>
    strip(20, (shapes) => {
      lines(shapes, 20);
      shapes.text(8, 12, group, { bold: true });
    });
  const units = inGroups(rows).flatMap((own) => {
    const group = own[0]?.group ?? '';
    return group === '' ? own.map(rowStrip) : headed(headingStrip(group), own.map(rowStrip));
  });

  function draw(shapes: Shapes, row: (typeof rows)[number], middle: number): void {
    if (row.estimate === null) {
      shapes.text(figureWidth - intervalRoom, middle, '—', { align: 'right', bold: true });
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
    shapes.text(figureWidth - intervalRoom, middle, signed(row.estimate, 1), {
      align: 'right',
      bold: clear,
      fill: colour,
    });
    if (row.ci)
      shapes.text(figureWidth - 4, middle, signedInterval(row.ci, style.language), {
        align: 'right',
        size: 10.5,
        fill: colour,
      });
  }
  return {
    ...inPieces(head, units, foot),
    sentence,
    alt: `${input.title}${english ? '. ' : '。'}${sentence}`,
  };
}

/** Rows that follow one another under one heading. */
function inGroups<Row extends { group: string }>(rows: readonly Row[]): Row[][] {
  const groups: Row[][] = [];
  for (const row of rows) {
    const last = groups.at(-1);
    if (last?.[0]?.group === row.group) last.push(row);
    else groups.push([row]);
  }
  return groups;
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
