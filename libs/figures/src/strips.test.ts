import fc from 'fast-check';
import { expect, test } from 'vitest';
import { differenceDots } from './difference-dots';
import { itemDots } from './item-dots';
import { headed, inPieces, partsOf, strip, wholeOf, type Strip } from './strips';

const ROOM = 720;
const row = (name: string, height = 33) => strip(height, (shapes) => shapes.text(0, 0, name));
const [head, foot] = [row('head', 36), row('foot', 26)];
const rows = (count: number, height = 33) =>
  Array.from({ length: count }, (_, index) => row(`row ${index}`, height));
const named = ({ shapes }: Strip) => shapes.flatMap((shape) => (shape.kind === 'text' ? [shape.words] : []));
const partNames = (units: readonly Strip[]) => partsOf(inPieces(head, units, foot), ROOM).map(named);

test('one bar is one part', () => {
  expect(partNames(rows(1))).toEqual([['head', 'row 0', 'foot']]);
});

test('sixty bars take four pages, about equally full, each with its head and its axis', () => {
  const parts = partNames(rows(60));
  expect(parts.map((names) => names.length - 2)).toEqual([15, 15, 15, 15]);
  expect(parts.every((names) => names[0] === 'head' && names.at(-1) === 'foot')).toBe(true);
});

test('no part is a lonely row, wherever a page ends', () => {
  const { body } = inPieces(head, rows(12), foot);
  expect(named(body[0] ?? row(''))).toEqual(['row 0', 'row 1', 'row 2']);
  expect(named(body.at(-1) ?? row(''))).toEqual(['row 9', 'row 10', 'row 11']);
  expect(body).toHaveLength(8);
});

test('a figure of few rows is not parted', () => {
  expect(inPieces(head, rows(5), foot).body).toHaveLength(1);
});

test('a group is not torn from its heading; one higher than that allows is headed again', () => {
  const group = (name: string, count: number) => headed(row(name, 20), rows(count));
  const parts = partNames([...group('公众', 8), ...group('教师', 8), ...group('学生', 8)]);
  expect(parts.map((names) => names[1])).toEqual(['公众', '学生']);
  const [long = [], ...others] = group('公众', 20).map(named);
  expect(others.length).toBeGreaterThan(0);
  for (const names of [long, ...others]) expect(names[0]).toBe('公众');
});

test('whatever the rows, all are printed once and in order, in parts that fit the page', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 19, max: 90 }), { minLength: 1, maxLength: 90 }), (heights) => {
      const units = heights.map((height, index) => row(`row ${index}`, height));
      const figure = inPieces(head, units, foot);
      const parts = partsOf(figure, ROOM);
      const inOrder = parts.flatMap((part) => named(part).slice(1, -1));
      expect(inOrder).toEqual(heights.map((_, index) => `row ${index}`));
      for (const { height } of parts) expect(height).toBeLessThanOrEqual(ROOM);
      expect(wholeOf(figure).height).toBe(36 + 26 + heights.reduce((sum, each) => sum + each, 0));
    }),
  );
});

const zh = { language: 'zh-CN' } as const;
const points = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    label: `P-${index} 您对学校满意吗？`,
    group: index < 30 ? '公众' : '教师',
    clear: true,
    estimate: 60 + (index % 20),
    ci: [58 + (index % 20), 63 + (index % 20)] as const,
  }));

test('sixty questions are drawn as large as one: parts keep the height of rows, the axis and its ends', () => {
  const [one] = partsOf(itemDots({ title: 't', items: points(1), reference: null }, zh), ROOM);
  const sixty = itemDots({ title: 't', items: points(60), reference: null }, zh);
  const parts = partsOf(sixty, ROOM);
  expect(parts.length).toBeGreaterThan(1);
  const heads = parts.map((part) => named(part).filter((words) => /^\d+$|指数/u.test(words)));
  expect(new Set(heads.map((words) => words.join(' '))).size).toBe(1);
  const rowHeight = (wholeOf(sixty).height - (one?.height ?? 0)) / 59;
  expect(rowHeight).toBeCloseTo((one?.height ?? 0) - sixty.head.height - sixty.foot.height, 6);
});

test('a page that begins within many differences says of whom they are', () => {
  const parts = partsOf(differenceDots({ title: 't', rows: points(60) }, zh), ROOM);
  expect(parts.length).toBeGreaterThan(1);
  for (const part of parts) expect(named(part)[1]).toMatch(/^(?:公众|教师)$/u);
});
