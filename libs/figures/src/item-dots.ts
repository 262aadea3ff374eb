import { figureNumber, withInterval, type Figure, type IntervalPoint } from './figure';
import { intervalRows, type IntervalRow } from './interval-rows';
import { labelColumn } from './label-column';
import { nothingToShow } from './nothing-to-show';
import type { FigureStyle } from './palette';

/** Index of each question of one audience, with the audience's overall index as the line to compare with. */
export interface ItemDots {
  title: string;
  items: IntervalPoint[];
  reference: IntervalPoint | null;
}

/**
 * Whether an item needs attention: its whole interval lies below the whole interval of the audience's overall index.
 * Intervals that do not touch are a stricter demand than a test of the difference, which for answers of the same
 * people would need their covariance.
 */
export function clearlyBelow(item: IntervalPoint, reference: IntervalPoint | null): boolean {
  return item.ci !== null && reference?.ci != null && item.ci[1] < reference.ci[0];
}

/** 逐题: a dot with its interval for every question, lowest last as given; labels are wrapped and never cut. */
export function itemDots(input: ItemDots, style: FigureStyle): Figure {
  const english = style.language === 'en';
  const labels = labelColumn(input.items.map(({ label }) => label));
  const rows: IntervalRow[] = input.items.map((item, index) => ({
    ...item,
    lines: labels.lines[index] ?? [],
    group: null,
    mark: 'circle',
    attention: clearlyBelow(item, input.reference),
  }));
  const reference =
    input.reference === null || input.reference.estimate === null
      ? null
      : { value: input.reference.estimate, name: input.reference.label };
  const head = english ? 'Index (interval)' : '指数（置信区间）';
  const sentence = seen(rows, input.reference, style);
  if (rows.every(({ estimate }) => estimate === null)) return nothingToShow(input.title, sentence);
  const single = rows.map((row) => [row]);
  const drawn = intervalRows(single, labels.width + 14, head, reference);
  return { ...drawn, sentence, alt: `${input.title}${english ? '. ' : '。'}${sentence}` };
}

function seen(
  rows: readonly IntervalRow[],
  reference: IntervalPoint | null,
  { language }: FigureStyle,
): string {
  const english = language === 'en';
  const known = rows.filter((row) => row.estimate !== null);
  const lowest = known.reduce<IntervalRow | null>(
    (low, row) => (low === null || (row.estimate ?? 0) < (low.estimate ?? 0) ? row : low),
    null,
  );
  if (!lowest) return english ? 'There is no estimate to show.' : '没有可以展示的估计值。';
  const number = withInterval(lowest, language);
  const attention = known.filter((row) => row.attention).length;
  const first = english
    ? `The lowest of ${known.length} questions is “${lowest.label}” at ${number}`
    : `图中${known.length}题中最低的是“${lowest.label}”，为${number}`;
  if (reference?.estimate == null) return first + (english ? '.' : '。');
  if (attention === 0)
    return english
      ? `${first}; no question lies clearly below the overall index (${figureNumber(reference.estimate)}).`
      : `${first}；没有题目明显低于总体指数（${figureNumber(reference.estimate)}）。`;
  return english
    ? `${first}; ${attention} ${attention === 1 ? 'question lies' : 'questions lie'} clearly below the overall index (${figureNumber(reference.estimate)}), marked ▼.`
    : `${first}；有${attention}题明显低于总体指数（${figureNumber(reference.estimate)}），以 ▼ 标出。`;
}
