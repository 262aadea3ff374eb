import { withInterval, type Figure, type IntervalPoint } from './figure';
import { indexRange } from './interval-rows';
import { figureWidth, palette, type FigureStyle } from './palette';
import { lineHeight, type Shapes } from './shapes';
import { inPieces, noStrip, strip } from './strips';
import { wrapLabel } from './wrap-label';

/** The same few estimates for each county, side by side. */
export interface CountyPanels {
  title: string;
  panels: { name: string; points: IntervalPoint[] }[];
}

const columns = 5;
const gap = 10;
const rowHeight = 24;

/** 小多图: one panel a county on one common scale, audiences in the same order, so that shapes can be compared. */
export function countyPanels(input: CountyPanels, style: FigureStyle): Figure {
  const english = style.language === 'en';
  const labels = input.panels[0]?.points.map(({ label }) => label) ?? [];
  const labelWidth = english ? 64 : 40;
  const width = (figureWidth - labelWidth - gap * (columns - 1)) / columns;
  const names = input.panels.map(({ name }) => wrapLabel(name, width / 12, 3));
  const head = Math.max(1, ...names.map((lines) => lines.length)) * lineHeight + 10;
  const panelHeight = head + Math.max(1, labels.length) * rowHeight + 26;
  const [low, high] = indexRange(
    input.panels.flatMap(({ points }) => points),
    null,
  );
  const x = (left: number, value: number) => left + 8 + ((value - low) / (high - low)) * (width - 16);
  const draw = (
    shapes: Shapes,
    { points }: CountyPanels['panels'][number],
    lines: string[],
    left: number,
  ) => {
    shapes.lines(left + width / 2, head / 2, lines, { align: 'center', bold: true });
    const bottom = head + labels.length * rowHeight;
    for (const tick of [low, (low + high) / 2, high]) {
      shapes.line(x(left, tick), head, x(left, tick), bottom, '#e3e6ea');
      shapes.text(x(left, tick), bottom + 10, tick.toFixed(0), {
        align: 'center',
        size: 10,
        fill: palette.grey,
      });
    }
    points.forEach(({ estimate, ci }, row) => {
      const y = head + row * rowHeight + rowHeight / 2;
      if (estimate === null) {
        shapes.text(left + width / 2, y, '—', { align: 'center', fill: palette.grey });
        return;
      }
      if (ci) shapes.line(x(left, ci[0]), y, x(left, ci[1]), y, palette.blue, 1.8);
      shapes.dot(x(left, estimate), y, 4, palette.blue);
      shapes.text(x(left, estimate), y - 9, estimate.toFixed(1), { align: 'center', size: 9.5 });
    });
  };
  const bands = Array.from({ length: Math.ceil(input.panels.length / columns) }, (_, band) =>
    strip(panelHeight, (shapes) => {
      labels.forEach((label, row) =>
        shapes.text(labelWidth - 6, head + (row + 0.5) * rowHeight, label, { align: 'right', size: 11 }),
      );
      for (let column = 0; column < columns; column += 1) {
        const index = band * columns + column;
        const panel = input.panels[index];
        if (panel) draw(shapes, panel, names[index] ?? [], labelWidth + column * (width + gap));
      }
    }),
  );
  const sentence = seen(input, style);
  return {
    ...inPieces(noStrip, bands, noStrip),
    sentence,
    alt: `${input.title}${english ? '. ' : '。'}${sentence}`,
  };
}

function seen({ panels }: CountyPanels, { language }: FigureStyle): string {
  const english = language === 'en';
  const first = panels.flatMap(({ name, points }) => {
    const [point] = points;
    return point && point.estimate !== null ? [{ ...point, label: name }] : [];
  });
  const name = panels[0]?.points[0]?.label ?? '';
  const sorted = [...first].sort((a, b) => (a.estimate ?? 0) - (b.estimate ?? 0));
  const [lowest] = sorted;
  const highest = sorted.at(-1);
  if (!lowest || !highest) return english ? 'There is no estimate to show.' : '没有可以展示的估计值。';
  return english
    ? `For ${name.charAt(0).toLowerCase()}${name.slice(1)}, indices run from ${withInterval(lowest, language)} (${lowest.label}) to ${withInterval(highest, language)} (${highest.label}); counties whose whiskers overlap are not told apart here.`
    : `${name}的指数从${lowest.label}的${withInterval(lowest, language)}到${highest.label}的${withInterval(highest, language)}；横线重叠的县（市、区）不作高低判断。`;
}
