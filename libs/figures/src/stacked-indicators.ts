import type { Figure } from './figure';
import { labelColumn, labelSize } from './label-column';
import { nothingToShow } from './nothing-to-show';
import { figureWidth, palette, type FigureStyle } from './palette';
import { lineHeight } from './shapes';
import { inPieces, strip } from './strips';
import { emsOf } from './wrap-label';

/** Counts of indicators against their thresholds, a bar for each level-1 indicator. */
export interface StackedIndicators {
  title: string;
  /** meets, below, unjudged: numbers of indicators, or null where the count cannot be had */
  bars: { label: string; meets: number | null; below: number | null; unjudged: number | null }[];
}

const headHeight = 34;
const footHeight = 28;

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
  const largest = Math.max(
    1,
    ...rows.map((row) => (row.meets ?? 0) + (row.below ?? 0) + (row.unjudged ?? 0)),
  );
  const step = countStep(largest);
  const end = Math.ceil(largest / step) * step;
  const left = labels.width + 12;
  const right = figureWidth - 24;
  const x = (count: number) => left + (count / end) * (right - left);

  const rooms = parts.map(({ key }) => 16 + emsOf(names[key]) * 12 + 20);
  const head = strip(headHeight, (shapes) => {
    let begin = Math.min(left, figureWidth - rooms.reduce((sum, room) => sum + room, 0));
    parts.forEach(({ key, fill }, index) => {
      shapes.rect(begin, 12, 11, 11, fill);
      shapes.text(begin + 16, 18, names[key]);
      begin += rooms[index] ?? 0;
    });
  });
  const units = rows.map((row, index) => {
    const height = heights[index] ?? 0;
    return strip(height, (shapes) => {
      const y = height / 2;
      shapes.lines(left - 10, y, row.lines, { align: 'right', size: labelSize });
      let sum = 0;
      for (const { key, fill, ink } of parts) {
        const count = row[key] ?? 0;
        if (count === 0) continue;
        const [from, to] = [x(sum), x(sum + count)];
        shapes.rect(from, y - 8, to - from, 16, fill, palette.paper);
        shapes.text((from + to) / 2, y, String(count), { align: 'center', fill: ink });
        sum += count;
      }
    });
  });
  const foot = strip(footHeight, (shapes) => {
    shapes.line(left, 0.5, right, 0.5, palette.grey);
    for (let count = 0; count <= end; count += step) {
      shapes.line(x(count), 0.5, x(count), 5.5, palette.grey);
      shapes.text(x(count), 14, String(count), { align: 'center', size: 11, fill: palette.grey });
    }
  });
  return {
    ...inPieces(head, units, foot),
    sentence,
    alt: `${input.title}${english ? '. ' : '。'}${sentence}`,
  };
}

/** Between two numbers of the axis, of which there are at most nine. */
const countStep = (largest: number) => [1, 2, 5, 10, 20, 50, 100].find((step) => largest / step <= 8) ?? 200;

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
