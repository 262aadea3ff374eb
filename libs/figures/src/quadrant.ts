import type { Figure } from './figure';
import { nothingToShow } from './nothing-to-show';
import { figureWidth, palette, type FigureStyle } from './palette';
import { placeLabels } from './place-labels';
import { Shapes } from './shapes';
import { inOnePiece } from './strips';

/** Questions by how much they go with overall satisfaction and how well they are rated. */
export interface Quadrant {
  title: string;
  /** `label` is short (a code); importance is a correlation, −1 to 1; performance an index, 0 to 100. */
  items: { label: string; importance: number | null; performance: number | null }[];
}

const frame = { x: 58, y: 34, width: figureWidth - 58 - 16, height: 256 };
const height = frame.y + frame.height + 46;

/** 重要性—满意度: the lower right is what matters and is rated low. The lines stand at the means of the items shown. */
export function quadrant(input: Quadrant, style: FigureStyle): Figure {
  const english = style.language === 'en';
  const known = input.items.flatMap(({ label, importance, performance }) =>
    importance === null || performance === null ? [] : [{ label, importance, performance }],
  );
  if (known.length < 3)
    return nothingToShow(
      input.title,
      english
        ? 'Too few questions have both values to be set against one another.'
        : '两项数值齐全的题目不足三题，不作象限比较。',
    );
  const shapes = new Shapes();
  const [x, y] = [
    scaleOf(
      known.map((each) => each.importance),
      0.02,
    ),
    scaleOf(
      known.map((each) => each.performance),
      2,
    ),
  ];
  const meanX = mean(known.map((each) => each.importance));
  const meanY = mean(known.map((each) => each.performance));
  const at = (importance: number, performance: number) => ({
    x: frame.x + x(importance) * frame.width,
    y: frame.y + (1 - y(performance)) * frame.height,
  });
  const cross = at(meanX, meanY);
  const right = frame.x + frame.width;
  const bottom = frame.y + frame.height;
  shapes.rect(cross.x, cross.y, right - cross.x, bottom - cross.y, '#fbefec');
  shapes.rect(frame.x, frame.y, frame.width, frame.height, 'none', palette.light);
  shapes.line(cross.x, frame.y, cross.x, bottom, palette.grey, 1, [4, 3]);
  shapes.line(frame.x, cross.y, right, cross.y, palette.grey, 1, [4, 3]);
  const names = english
    ? ['keep up', 'maintain', 'improve first', 'watch']
    : ['继续保持', '维持现状', '优先改进', '持续关注'];
  const small = { size: 11, fill: palette.grey } as const;
  shapes.text(right - 6, frame.y + 12, names[0] ?? '', { ...small, align: 'right' });
  shapes.text(frame.x + 6, frame.y + 12, names[1] ?? '', small);
  shapes.text(right - 6, bottom - 12, names[2] ?? '', {
    size: 11,
    fill: palette.cinnabar,
    align: 'right',
    bold: true,
  });
  shapes.text(frame.x + 6, bottom - 12, names[3] ?? '', small);
  shapes.text(frame.x, frame.y - 14, english ? 'Satisfaction index ↑' : '满意度指数 ↑', small);
  shapes.text(
    right,
    bottom + 30,
    english ? 'Importance (correlation with the overall view) →' : '重要性（与总体评价的相关系数）→',
    { ...small, align: 'right' },
  );
  shapes.text(cross.x, bottom + 12, meanX.toFixed(2), { ...small, align: 'center' });
  shapes.text(frame.x - 6, cross.y, meanY.toFixed(1), { ...small, align: 'right' });

  const spots = known.map((item) => ({ ...item, ...at(item.importance, item.performance) }));
  const urgent = (item: (typeof known)[number]) => item.importance > meanX && item.performance < meanY;
  // The corners' names and the frame's inside are all that labels have to keep clear of beside one another.
  const boxes = placeLabels(
    spots,
    { x: frame.x + 2, y: frame.y + 20, width: frame.width - 4, height: frame.height - 40 },
    11.5,
    // The lines of the means.
    [
      { x: cross.x - 1, y: frame.y, width: 2, height: frame.height },
      { x: frame.x, y: cross.y - 1, width: frame.width, height: 2 },
    ],
  );
  spots.forEach((item, index) => {
    const fill = urgent(item) ? palette.cinnabar : palette.blue;
    if (urgent(item)) shapes.rect(item.x - 4.2, item.y - 4.2, 8.4, 8.4, fill);
    else shapes.dot(item.x, item.y, 4.6, fill);
    const box = boxes[index];
    if (box)
      shapes.text(box.x + box.width / 2, box.y + box.height / 2, item.label, {
        align: 'center',
        size: 11.5,
        fill,
      });
  });
  const first = known.filter(urgent).sort((a, b) => b.importance - a.importance);
  const sentence = seen(
    first.map(({ label }) => label),
    english,
  );
  return {
    ...inOnePiece({ height, shapes: shapes.drawn }),
    sentence,
    alt: `${input.title}${english ? '. ' : '。'}${sentence}`,
  };
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Maps values to 0–1 with some room at both ends, at least `least` wide. */
function scaleOf(values: readonly number[], least: number): (value: number) => number {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const room = Math.max(least, high - low) * 0.16;
  const from = (low + high) / 2 - Math.max(least, high - low) / 2 - room;
  const width = Math.max(least, high - low) + 2 * room;
  return (value) => (value - from) / width;
}

function seen(labels: readonly string[], english: boolean): string {
  if (labels.length === 0)
    return english
      ? 'No question is both more important and rated lower than the mean.'
      : '没有重要性高于平均而评价低于平均的题目。';
  return english
    ? `More important and rated lower than the mean: ${labels.join(', ')}. Correlation does not show a cause.`
    : `重要性高于平均而评价低于平均的有${labels.join('、')}。相关不等于因果。`;
}
