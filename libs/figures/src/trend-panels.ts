import { signed, signedInterval, type Figure, type IntervalPoint } from './figure';
import { indexRange } from './interval-rows';
import { nothingToShow } from './nothing-to-show';
import { figureWidth, palette, type FigureStyle } from './palette';
import { lineHeight, type Shapes } from './shapes';
import { inPieces, strip } from './strips';
import { wrapLabel } from './wrap-label';

/** The same index over the years, one panel a series, all on one scale. */
export interface TrendPanels {
  title: string;
  panels: TrendPanel[];
}
interface TrendPanel {
  name: string;
  /** One a year, labelled by it, in the order of time and the same years in every panel. */
  points: TrendPoint[];
  /** Points a year, of the line through all years; null or without estimate where too few years can be compared. */
  slope: (IntervalPoint & { clear: boolean }) | null;
}
/** A year without estimate is either withheld or cannot be compared: was not asked, or in other words. */
type TrendPoint = IntervalPoint & { hidden: boolean };

const columns = 3;
const gap = 16;
const axis = 26;
const plotHeight = 112;
/** Above the highest interval stands its number. */
const headroom = 16;
const yearsHeight = 22;
const small = { size: 10.5, fill: palette.grey } as const;

/** 历年走势: a dot with its interval for every year; neighbouring years that can be compared are joined, others never. */
export function trendPanels(input: TrendPanels, style: FigureStyle): Figure {
  const english = style.language === 'en';
  const { panels } = input;
  const sentence = seen(panels, english);
  const points = panels.flatMap((panel) => panel.points);
  if (points.every(({ estimate }) => estimate === null)) return nothingToShow(input.title, sentence);
  const width = (figureWidth - axis - gap * (columns - 1)) / columns;
  const names = panels.map(({ name }) => wrapLabel(name, width / 12, 4));
  const [low, high] = indexRange(points, null);
  const ticks = Array.from({ length: (high - low) / 10 + 1 }, (_, index) => low + index * 10);
  const step = ticks.length > 6 ? 20 : 10;

  const band = (first: number) => {
    const own = panels.slice(first, first + columns);
    const lines = Math.max(...own.map((_, column) => names[first + column]?.length ?? 1));
    const top = lines * lineHeight + 24;
    const bottom = top + headroom + plotHeight;
    const y = (value: number) =>
      bottom - ((Math.min(high, Math.max(low, value)) - low) / (high - low)) * plotHeight;
    return strip(bottom + yearsHeight, (shapes) => {
      for (const tick of ticks.filter((each) => each % step === 0)) {
        shapes.text(axis - 6, y(tick), String(tick), { ...small, align: 'right' });
        own.forEach((_, column) => {
          const left = axis + column * (width + gap);
          shapes.line(left, y(tick), left + width, y(tick), tick === low ? palette.grey : '#e3e6ea');
        });
      }
      own.forEach((panel, column) => {
        const left = axis + column * (width + gap);
        shapes.lines(left, (lines * lineHeight) / 2, names[first + column] ?? [], { bold: true });
        slopeLine(shapes, panel, left, top - 14, english);
        plot(shapes, panel.points, { left, width, top, bottom }, y);
      });
    });
  };
  const bands = Array.from({ length: Math.ceil(panels.length / columns) }, (_, index) =>
    band(index * columns),
  );
  const legend = strip(legendHeight, (shapes) => drawLegend(shapes, points, english));
  return {
    ...inPieces(legend, bands, { height: 0, shapes: [] }),
    sentence,
    alt: `${input.title}${english ? '. ' : '。'}${sentence}`,
  };
}

const legendHeight = 28;

/** What is drawn for a year without number, where there is such a year. */
function drawLegend(shapes: Shapes, points: readonly TrendPoint[], english: boolean): void {
  const y = 10;
  shapes.text(figureWidth - 4, y, english ? 'Index; whisker: interval' : '指数；竖线为置信区间', {
    ...small,
    align: 'right',
  });
  if (!points.some(({ estimate, hidden }) => estimate === null && !hidden)) return;
  shapes.rect(axis, y - 5, 10, 10, palette.band);
  shapes.text(
    axis + 15,
    y,
    english ? 'not asked, or in other words: not compared' : '未调查或题目有改动，不作比较',
    small,
  );
}

function slopeLine(shapes: Shapes, { slope }: TrendPanel, left: number, y: number, english: boolean): void {
  if (slope === null || slope.estimate === null) {
    shapes.text(left, y, english ? 'too few years for a trend' : '可比年份不足，不判断升降', small);
    return;
  }
  const interval = slope.ci && signedInterval(slope.ci, english ? 'en' : 'zh-CN');
  const number = signed(slope.estimate, 1);
  shapes.text(
    left,
    y,
    english
      ? `${number} a year${interval ? ` (${interval})` : ''}`
      : `平均每年 ${number}${interval ? `（${interval}）` : ''}`,
    { size: 10.5, bold: slope.clear, fill: colourOf(slope) },
  );
}

function colourOf(slope: TrendPanel['slope']): string {
  if (!slope?.clear || slope.estimate === null) return palette.grey;
  return slope.estimate < 0 ? palette.cinnabar : palette.blue;
}

interface Frame {
  left: number;
  width: number;
  top: number;
  bottom: number;
}

function plot(
  shapes: Shapes,
  points: readonly TrendPoint[],
  { left, width, top, bottom }: Frame,
  y: (value: number) => number,
): void {
  const each = width / Math.max(1, points.length);
  const x = (index: number) => left + (index + 0.5) * each;
  points.forEach(({ estimate, hidden }, index) => {
    if (estimate === null && !hidden)
      shapes.rect(x(index) - each / 2 + 2, top, each - 4, bottom - top, palette.band);
  });
  points.forEach(({ estimate }, index) => {
    const next = points[index + 1]?.estimate ?? null;
    if (estimate !== null && next !== null)
      shapes.line(x(index), y(estimate), x(index + 1), y(next), palette.blue, 1.2);
  });
  points.forEach(({ label, estimate, ci, hidden }, index) => {
    shapes.text(x(index), bottom + 11, label, { ...small, align: 'center' });
    if (estimate === null) {
      if (hidden) shapes.text(x(index), (top + bottom) / 2, '—', { ...small, align: 'center' });
      return;
    }
    const [lower, upper] = ci ?? [estimate, estimate];
    shapes.line(x(index), y(lower), x(index), y(upper), palette.blue, 1.6);
    shapes.dot(x(index), y(estimate), 3.6, palette.blue);
    const number = estimate.toFixed(1);
    const at = y(upper) - 9;
    shapes.rect(x(index) - 12, at - 6, 24, 11, palette.paper);
    shapes.text(x(index), at, number, { size: 10, align: 'center', bold: index === points.length - 1 });
  });
}

function seen(panels: readonly TrendPanel[], english: boolean): string {
  const told = panels.flatMap(({ slope }) =>
    slope !== null && slope.estimate !== null ? [{ clear: slope.clear, estimate: slope.estimate }] : [],
  );
  if (told.length === 0)
    return english
      ? 'There are not three comparable years of any series.'
      : '没有一个系列有三个可比年份，不判断升降。';
  const rising = told.filter(({ clear, estimate }) => clear && estimate > 0).length;
  const falling = told.filter(({ clear, estimate }) => clear && estimate < 0).length;
  if (rising + falling === 0)
    return english
      ? `No series of ${told.length} rises or falls by more than sampling error.`
      : `图中可判断升降的${told.length}个系列，升降均未超出抽样误差。`;
  return english
    ? `Beyond sampling error, ${rising} of ${told.length} series ${rising === 1 ? 'rises' : 'rise'} and ${falling} ${falling === 1 ? 'falls' : 'fall'}.`
    : `图中可判断升降的${told.length}个系列中，超出抽样误差而提高的有${rising}个，下降的有${falling}个。`;
}
