import { expect, test } from 'vitest';
import { dimensionDots } from './dimension-dots';
import { clearlyBelow, itemDots } from './item-dots';
import { indexRange } from './interval-rows';
import { placeLabels, touch } from './place-labels';
import { stackedIndicators } from './stacked-indicators';
import { toSvg } from './svg';
import { wholeOf } from './strips';
import { trendPanels } from './trend-panels';
import { emsOf, wrapLabel } from './wrap-label';

const zh = { language: 'zh-CN' } as const;
const point = (label: string, estimate: number | null, half = 2) => ({
  label,
  estimate,
  ci: estimate === null ? null : ([estimate - half, estimate + half] as const),
});
const textOf = (svg: string) =>
  [...svg.matchAll(/<text[^>]*>([^<]*)</gu)].map((match) => match[1] ?? '').join('');

test('a long Chinese label is wrapped, never cut, and no line begins with a closing mark', () => {
  const label =
    '您对学校促进孩子品德、身体、艺术和劳动等全面发展的情况满意吗？（多个孩子请选最小的；没有请选“无”）';
  const lines = wrapLabel(label, 12);
  expect(lines.join('')).toBe(label);
  expect(lines.every((line) => emsOf(line) <= 13 && !/^[，。、？）”]/u.test(line))).toBe(true);
});

test('Latin is broken between words and a word longer than the line where it must', () => {
  expect(wrapLabel('Satisfaction with teachers', 8)).toEqual(['Satisfaction', 'with teachers']);
  expect(wrapLabel('x'.repeat(100), 10).join('')).toBe('x'.repeat(100));
  expect(wrapLabel('', 10)).toEqual(['']);
});

test('the axis holds every interval and is never narrower than thirty points', () => {
  expect(indexRange([point('a', 98, 1.9)], null)).toEqual([70, 100]);
  expect(indexRange([point('a', 3, 2), point('b', 60, 2)], null)).toEqual([0, 70]);
  expect(indexRange([point('a', null)], null)).toEqual([0, 100]);
});

test('audiences that differ by less than their uncertainty are not said to differ', () => {
  const figure = (low: number) =>
    dimensionDots(
      { title: '各维度', dimensions: [{ name: '总体', audiences: [point('教师', 80), point('公众', low)] }] },
      zh,
    );
  expect(figure(79).sentence).toContain('尚不能认为');
  expect(figure(70).sentence).toContain('具有统计显著性');
  expect(figure(70).sentence).toContain('70.0（68.0–72.0）');
});

test('only an item whose whole interval lies below the overall interval needs attention', () => {
  expect(clearlyBelow(point('a', 70), point('总体', 75))).toBe(true);
  expect(clearlyBelow(point('a', 72), point('总体', 75))).toBe(false);
  expect(clearlyBelow(point('a', null), point('总体', 75))).toBe(false);
});

test('a drawn item plot holds its labels whole, its numbers, a dash for what is suppressed, and the same bytes twice', () => {
  const label = '您对本地孩子进入公办或收费合理的幼儿园的方便程度满意吗？<b>&';
  const figure = itemDots(
    { title: '逐题', items: [point(label, 61.25), point('无数据', null)], reference: point('总体', 76) },
    zh,
  );
  const svg = toSvg(wholeOf(figure));
  expect(textOf(svg)).toContain('61.3');
  expect(textOf(svg)).toContain('—');
  expect(textOf(svg).replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')).toContain(
    label,
  );
  expect(svg).not.toContain('<b>');
  expect(toSvg(wholeOf(figure))).toBe(svg);
  expect(figure.sentence).toContain('有1题明显低于总体指数');
});

test('one bar and sixty bars both draw', () => {
  for (const count of [1, 60]) {
    const bars = Array.from({ length: count }, (_, index) => ({
      label: `指标${index}`,
      meets: 3,
      below: 1,
      unjudged: null,
    }));
    const figure = stackedIndicators({ title: '达标', bars }, zh);
    expect(textOf(toSvg(wholeOf(figure)))).toContain(`指标${count - 1}`);
    expect(figure.sentence).toContain(`${count * 4}项指标`);
  }
});

test('placed labels touch neither one another nor the frame, however crowded', () => {
  const frame = { x: 0, y: 0, width: 300, height: 200 };
  for (const count of [1, 16, 60]) {
    const spots = Array.from({ length: count }, (_, index) => ({
      x: 20 + ((index * 37) % 260),
      y: 20 + ((index * 53) % 160),
      label: `T-${index}`,
    }));
    const boxes = placeLabels(spots, frame, 11.5).filter((box) => box !== null);
    expect(boxes.length).toBeGreaterThan(0);
    boxes.forEach((box, index) =>
      expect(boxes.slice(index + 1).some((other) => touch(box, other))).toBe(false),
    );
  }
});

test('neighbouring years are joined, and no line passes a year that cannot be compared or is withheld', () => {
  const years = (...values: (number | null)[]) =>
    values.map((value, at) => ({ ...point(String(2017 + at), value), hidden: at === 0 }));
  const panelsOf = (...values: (number | null)[]) => [
    { name: '教师', points: years(...values), slope: { ...point('', 1.2, 1), clear: true } },
  ];
  const joins = (...values: (number | null)[]) =>
    wholeOf(trendPanels({ title: '走势', panels: panelsOf(...values) }, zh)).shapes.filter(
      (shape) => shape.kind === 'line' && shape.x1 !== shape.x2 && shape.y1 !== shape.y2,
    ).length;
  expect(joins(60, 62, 64, 66, 68)).toBe(4);
  expect(joins(60, 62, null, 66, 68)).toBe(2);
  expect(joins(null, 62, 64, null, 68)).toBe(1);
  const drawn = trendPanels({ title: '走势', panels: panelsOf(null, 62, null, 66, 68) }, zh);
  const texts = textOf(toSvg(wholeOf(drawn)));
  expect(texts).toContain('平均每年 +1.2（0.2 至 2.2）');
  expect(texts).toContain('题目有改动');
  expect(texts.split('—').length - 1).toBe(1);
  expect(drawn.sentence).toBe('图中可判断升降的1个系列中，超出抽样误差而提高的有1个，下降的有0个。');
  const flat = [{ name: '教师', points: years(60, 61, 60), slope: { ...point('', 0.1, 1), clear: false } }];
  expect(trendPanels({ title: '走势', panels: flat }, zh).sentence).toContain('升降均未超出抽样误差');
  const few = [{ name: '教师', points: years(60, 61, 60), slope: null }];
  expect(trendPanels({ title: '走势', panels: few }, zh).sentence).toContain('没有一个系列有三个可比年份');
});
