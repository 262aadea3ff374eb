import { expect, test } from 'vitest';
import { thresholdText } from './threshold-text';

test('a threshold is written as people write it', () => {
  expect(thresholdText('>=85', 'zh-CN')).toBe('≥85');
  expect(thresholdText('40..60', 'zh-CN')).toBe('40–60');
  expect(thresholdText('小学<=0.50;初中<=0.45', 'zh-CN')).toBe('小学 ≤0.50；初中 ≤0.45');
  expect(thresholdText('小学<=0.50;初中<=0.45', 'en')).toBe('primary ≤0.50; junior ≤0.45');
  expect(thresholdText('<=prev_year-0.5', 'zh-CN')).toBe('≤上年 − 0.5');
  expect(thresholdText('<=prev_year', 'en')).toBe('≤last year');
  expect(thresholdText('', 'en')).toBe('');
});
