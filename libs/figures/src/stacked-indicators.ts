import type { CustomSeriesOption } from 'echarts';
import type { Figure } from './figure';
import { labelColumn, labelSize } from './label-column';
import { nothingToShow } from './nothing-to-show';
import { figureWidth, palette, printFace, type FigureStyle } from './palette';
import { lineHeight } from './shapes';
import { emsOf } from './wrap-label';

/** Counts of indicators against their thresholds, a bar for each level-1 indicator. */
export interface StackedIndicators {
  title: string;
  /** meets, below, unjudged: numbers of indicators, or null where the count cannot be had */
  bars: { label: string; meets: number | null; below: number | null; unjudged: number | null }[];
}

const top = 34;

/** 指标达标情况: bars from zero; what falls short is cinnabar and stands apart with a frame, and every part carries its number. */
export function stackedIndicators(input: StackedIndicators, style: FigureStyle): Figure {
  const english = style.language === 'en';
  const names = english
    ? { meets: 'meets', below: 'falls short', unjudged: 'no threshold, or no value' }
    : { meets: '达到', below: '未达到', unjudged: '无阈值或无数据' };
  const parts = [
    { key: 'meets', fill: palette.blue, ink: palette.paper },
    { key: 'below', fill: palette.cinnabar, ink: palette.paper },
    { key: 'unjudged', fill: palette.light, ink: palette.ink },
  ] as const;
  const sentence = seen(input, english);
  if (input.bars.every(({ meets, below, unjudged }) => !meets && !below && !unjudged))
    return nothingToShow(input.title, sentence);
  const labels = labelColumn(input.bars.map(({ label }) => label));
  const rows = input.bars.map((bar, index) => ({ ...bar, lines: labels.lines[index] ?? [] }));
  const heights = rows.map((row) => Math.max(24, row.lines.length * lineHeight + 7));
  const starts = heights.map((_, index) => heights.slice(0, index).reduce((sum, height) => sum + height, 0));
  const height = Math.max(
    26,
    heights.reduce((sum, each) => sum + each, 0),
  );
  const largest = Math.max(
    1,
    ...rows.map((row) => (row.meets ?? 0) + (row.below ?? 0) + (row.unjudged ?? 0)),
  );
  const text = { fontFamily: printFace, fontSize: 12, verticalAlign: 'middle' as const };

  const draw: CustomSeriesOption['renderItem'] = (_params, api) => {
    const index = Number(api.value(1));
    const row = rows[index];
    if (!row) return null;
    const middleOf = (starts[index] ?? 0) + (heights[index] ?? 0) / 2;
    const [zero = 0, y = 0] = api.coord([0, middleOf]);
    let sum = 0;
    const bars = parts.flatMap(({ key, fill, ink }) => {
      const count = row[key] ?? 0;
      if (count === 0) return [];
      const [x = 0] = api.coord([sum, 0]);
      sum += count;
      const [end = 0] = api.coord([sum, 0]);
      return [
        {
          type: 'rect' as const,
          shape: { x, y: y - 8, width: end - x, height: 16 },
          style: { fill, stroke: palette.paper, lineWidth: 1 },
        },
        {
          type: 'text' as const,
          style: { ...text, fill: ink, text: String(count), x: (x + end) / 2, y, align: 'center' as const },
        },
      ];
    });
    const first = y - ((row.lines.length - 1) * lineHeight) / 2;
    const label = row.lines.map((line, place) => ({
      type: 'text' as const,
      style: {
        ...text,
        fontSize: labelSize,
        fill: palette.ink,
        text: line,
        x: zero - 10,
        y: first + place * lineHeight,
        align: 'right' as const,
      },
    }));
    return { type: 'group', children: [...label, ...bars] };
  };

  const rooms = parts.map(({ key }) => 16 + emsOf(names[key]) * 12 + 20);
  const whole = rooms.reduce((sum, room) => sum + room, 0);
  const begin = Math.min(labels.width + 12, figureWidth - whole);
  const legend = parts.flatMap(({ key, fill }, index) => {
    const left = begin + rooms.slice(0, index).reduce((sum, room) => sum + room, 0);
    return [
      { type: 'rect' as const, left, top: 12, shape: { width: 11, height: 11 }, style: { fill } },
      {
        type: 'text' as const,
        left: left + 16,
        top: 11,
        style: { text: names[key], fontFamily: printFace, fontSize: 12, fill: palette.ink },
      },
    ];
  });
  return {
    height: top + height + 28,
    sentence,
    alt: `${input.title}${english ? '. ' : '。'}${sentence}`,
    option: {
      animation: false,
      backgroundColor: palette.paper,
      textStyle: { fontFamily: printFace },
      grid: { left: labels.width + 12, right: 24, top, height },
      graphic: legend,
      xAxis: {
        type: 'value',
        min: 0,
        // A round end, so that the last number of the axis has room.
        max: largest <= 5 ? largest : Math.ceil(largest / 5) * 5,
        minInterval: 1,
        axisLabel: { fontSize: 11, color: palette.grey, fontFamily: printFace },
        position: 'bottom',
        axisLine: { show: true, onZero: false, lineStyle: { color: palette.grey } },
        splitLine: { show: false },
      },
      yAxis: { type: 'value', min: 0, max: height, inverse: true, show: false },
      series: [
        {
          type: 'custom',
          clip: false,
          silent: true,
          renderItem: draw,
          data: rows.map((_, index) => [0, index]),
          encode: { x: 0, y: 1 },
        },
      ],
    },
  };
}

function seen({ bars }: StackedIndicators, english: boolean): string {
  const total = (key: 'meets' | 'below') => bars.reduce((sum, bar) => sum + (bar[key] ?? 0), 0);
  const meets = total('meets');
  const below = total('below');
  if (meets + below === 0)
    return english ? 'No indicator could be held against a threshold.' : '没有可与阈值比较的指标。';
  const worst = bars.reduce((most, bar) => ((bar.below ?? 0) > (most?.below ?? 0) ? bar : most), bars[0]);
  const first = english
    ? `Of ${meets + below} indicators with a threshold and a value, ${meets} meet it and ${below} fall short`
    : `可与阈值比较的${meets + below}项指标中，${meets}项达到，${below}项未达到`;
  if (below === 0 || !worst) return first + (english ? '.' : '。');
  return english
    ? `${first}, most of them under “${worst.label}” (${worst.below ?? 0}).`
    : `${first}，其中“${worst.label}”最多，有${worst.below ?? 0}项。`;
}
