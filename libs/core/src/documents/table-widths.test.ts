import { emsOf } from '@mingjian/figures';
import { expect, test } from 'vitest';
import { fittedWidths, linesOf } from './table-widths';

const table = (interval: string) => ({
  head: ['县（市、区）', '指数', '差距的置信区间'],
  align: ['left', 'right', 'right'] as const,
  widths: [6, 1, 1],
  rows: [
    { mark: 'group', cells: [{ text: '一行很长很长很长很长很长很长很长很长的组名' }] },
    { mark: '', cells: [{ text: '海林市' }, { text: '67.0' }, { text: interval }] },
  ],
});
const ems = (widths: number[]) =>
  widths.map((width) => (42 * width) / widths.reduce((sum, each) => sum + each, 0));

test('a column of numbers is as wide as its longest number, at the cost of words', () => {
  const [words = 0, , interval = 0] = ems(fittedWidths(table('−13.0至−8.0，很长'), 'zh-CN'));
  expect(interval).toBeGreaterThanOrEqual(emsOf('−13.0至−8.0，很长'));
  expect(words).toBeGreaterThanOrEqual(8);
});

test('an English head takes two lines, whatever its words', () => {
  const english = { ...table('1.0 to 2.0'), head: ['County', 'Index', 'Interval of the change'] };
  const widths = fittedWidths({ ...english, widths: [9, 1, 1] }, 'en');
  const sum = widths.reduce((total, each) => total + each, 0);
  expect((46.5 * (widths[2] ?? 0)) / sum).toBeGreaterThan(emsOf('Interval of'));
});

test('lines are counted as cells break, and a group is one row across', () => {
  expect(linesOf(table('1.0至2.0'), 'zh-CN')).toBe(2);
  const wordy = { mark: '', cells: [{ text: '很长的题目'.repeat(12) }, { text: '67.0' }] };
  expect(linesOf({ ...table('1'), rows: [wordy] }, 'zh-CN')).toBe(2);
  expect(linesOf({ ...table('1'), widths: [1, 1, 1], rows: [wordy] }, 'zh-CN')).toBe(5);
});

test('widths that do are left as they are', () => {
  expect(fittedWidths({ ...table('1.0至2.0'), widths: [4, 2, 3] }, 'zh-CN')).toEqual([4, 2, 3]);
});
