import type { CustomSeriesOption, EChartsOption } from 'echarts';
import { figureNumber, type IntervalPoint } from './figure';
import { labelSize } from './label-column';
import { palette, printFace } from './palette';
import { lineHeight } from './shapes';

export type Mark = 'circle' | 'square' | 'diamond';

/** One row of an interval plot. `lines` is its label, already wrapped; `group` heads the row in a column of its own. */
export interface IntervalRow extends IntervalPoint {
  lines: string[];
  group: string | null;
  mark: Mark;
  attention: boolean;
}

const rowPadding = 5;
const top = 26;
const bottom = 26;
/** Room for the numbers at the right of the plot. */
const numbers = 118;

/** px from the top of the plot to the middle of each row, and to its end. */
function layOut(rows: readonly IntervalRow[]): { middles: number[]; ends: number[]; height: number } {
  const middles: number[] = [];
  const ends: number[] = [];
  let y = 0;
  rows.forEach((row, index) => {
    if (index > 0 && row.group !== null) y += 6;
    const height = Math.max(1, row.lines.length) * lineHeight + rowPadding;
    middles.push(y + height / 2);
    y += height;
    ends.push(y);
  });
  return { middles, ends, height: Math.max(y, lineHeight) };
}

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
 * @param labelWidth px for the labels at the left
 * @param reference a dashed line with its name, or null
 */
export function intervalRows(
  rows: readonly IntervalRow[],
  labelWidth: number,
  numbersHead: string,
  reference: { value: number; name: string } | null,
): { option: EChartsOption; height: number } {
  const { middles, ends, height } = layOut(rows);
  const [low, high] = indexRange(rows, reference?.value ?? null);
  const text = { fontFamily: printFace, fontSize: 12, fill: palette.ink };

  const drawRow: CustomSeriesOption['renderItem'] = (_params, api) => {
    const index = Number(api.value(0));
    const row = rows[index];
    const [left = 0, y = 0] = api.coord([low, middles[index] ?? 0]);
    const [right = 0] = api.coord([high, 0]);
    if (!row) return null;
    const colour = row.attention ? palette.cinnabar : palette.blue;
    const firstLine = y - ((row.lines.length - 1) * lineHeight) / 2;
    const middle = { ...text, verticalAlign: 'middle' as const };
    const label = row.lines.map((line, place) => ({
      type: 'text' as const,
      style: {
        ...middle,
        fontSize: labelSize,
        text: line,
        x: left - 14,
        y: firstLine + place * lineHeight,
        align: 'right' as const,
      },
    }));
    const group =
      row.group === null
        ? []
        : [
            {
              type: 'text' as const,
              style: { ...middle, text: row.group, x: left - labelWidth, y, fontWeight: 'bold' as const },
            },
          ];
    const guide = {
      type: 'line' as const,
      shape: { x1: left, y1: y, x2: right, y2: y },
      style: { stroke: palette.light, lineWidth: 0.6 },
    };
    return {
      type: 'group',
      children: [
        ...group,
        ...label,
        guide,
        ...plotted(row, api, y, colour),
        ...numberAt(row, right + 12, y, { ...middle, fill: row.attention ? palette.cinnabar : palette.ink }),
      ],
    };
  };

  // The heads stand above the plot: over the numbers, and over the line of reference.
  const drawHeads: CustomSeriesOption['renderItem'] = (_params, api) => {
    const [right = 0, y1 = 0] = api.coord([high, 0]);
    const small = { ...text, fontSize: 11, fill: palette.grey, y: y1 - 5, verticalAlign: 'bottom' as const };
    const head = {
      type: 'text' as const,
      style: { ...small, text: numbersHead, x: right + numbers - 4, align: 'right' as const },
    };
    if (!reference) return { type: 'group', children: [head] };
    const [x = 0, y2 = 0] = api.coord([reference.value, height]);
    return {
      type: 'group',
      children: [
        head,
        {
          type: 'line',
          shape: { x1: x, y1, x2: x, y2 },
          style: { stroke: palette.grey, lineWidth: 1, lineDash: [4, 3] },
        },
        {
          type: 'text',
          style: {
            ...small,
            text: `${reference.name} ${figureNumber(reference.value)}`,
            x: Math.min(x, right - 24),
            align: 'center',
          },
        },
      ],
    };
  };

  const series: CustomSeriesOption[] = [
    { type: 'custom', clip: false, silent: true, data: [[low, 0]], renderItem: drawHeads },
  ];
  series.push({
    type: 'custom',
    clip: false,
    silent: true,
    renderItem: drawRow,
    data: rows.map((row, index) => [index, row.estimate ?? low, row.ci?.[0] ?? low, row.ci?.[1] ?? low]),
    encode: { x: [1, 2, 3], y: 0 },
  });

  return {
    height: top + height + bottom,
    option: {
      animation: false,
      backgroundColor: palette.paper,
      textStyle: { fontFamily: printFace },
      grid: { left: labelWidth + 10, right: numbers, top, height },
      xAxis: {
        type: 'value',
        min: low,
        max: high,
        interval: 10,
        axisLabel: { fontSize: 11, color: palette.grey, fontFamily: printFace },
        position: 'bottom',
        axisLine: { show: true, onZero: false, lineStyle: { color: palette.grey } },
        axisTick: { show: true },
        splitLine: { show: true, lineStyle: { color: '#eceef1' } },
      },
      yAxis: { type: 'value', min: 0, max: ends.at(-1) ?? height, inverse: true, show: false },
      series,
    },
  };
}

type RenderApi = Parameters<NonNullable<CustomSeriesOption['renderItem']>>[1];

function plotted(row: IntervalRow, api: RenderApi, y: number, colour: string) {
  if (row.estimate === null) return [];
  const [x = 0] = api.coord([row.estimate, 0]);
  const whisker = row.ci?.map((limit) => api.coord([limit, 0])[0] ?? 0) ?? [];
  const [from, to] = whisker;
  const stroke = { stroke: colour, lineWidth: 1.8 };
  const line = (x1: number, y1: number, x2: number, y2: number) => ({
    type: 'line' as const,
    shape: { x1, y1, x2, y2 },
    style: stroke,
  });
  const whiskers =
    from === undefined || to === undefined
      ? []
      : [line(from, y, to, y), line(from, y - 4, from, y + 4), line(to, y - 4, to, y + 4)];
  return [...whiskers, dot(row.mark, x, y, colour)];
}

/** Filled circle, hollow square, filled diamond: three kinds that grey print keeps apart. */
function dot(mark: Mark, cx: number, y: number, colour: string) {
  if (mark === 'circle')
    return { type: 'circle' as const, shape: { cx, cy: y, r: 4.6 }, style: { fill: colour } };
  if (mark === 'square')
    return {
      type: 'rect' as const,
      shape: { x: cx - 4.2, y: y - 4.2, width: 8.4, height: 8.4 },
      style: { fill: palette.paper, stroke: colour, lineWidth: 1.8 },
    };
  const points = [
    [cx, y - 6],
    [cx + 6, y],
    [cx, y + 6],
    [cx - 6, y],
  ];
  return { type: 'polygon' as const, shape: { points }, style: { fill: colour } };
}

function numberAt(row: IntervalRow, x: number, y: number, style: object) {
  const interval = row.ci === null ? '' : `${row.ci[0].toFixed(1)}–${row.ci[1].toFixed(1)}`;
  const right = { ...style, align: 'right' as const };
  return [
    {
      type: 'text' as const,
      style: {
        ...right,
        text: `${row.attention ? '▼ ' : ''}${figureNumber(row.estimate)}`,
        x: x + 32,
        y,
        fontWeight: 'bold' as const,
      },
    },
    { type: 'text' as const, style: { ...right, text: interval, x: x + 102, y, fontSize: 11 } },
  ];
}
