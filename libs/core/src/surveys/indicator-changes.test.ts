import type { Indicator } from '@mingjian/contract/indicators';
import { expect, test } from 'vitest';
import { indicatorChangesSince } from './indicator-changes';
import { templateOf } from './templates';

const second = (code: string, nameZh: string): Indicator =>
  ({ code, level: 2, nameZh, nameEn: nameZh }) as unknown as Indicator;
const item = (code: string, indicatorCode: string | null) => ({
  ...(templateOf('public').items[0] as never as { code: string }),
  code,
  indicatorCode,
});
const before = [second('1.1', '党建'), second('1.2', '规划'), second('1.3', '投入')];

test('an unchanged tree has nothing to tell', () => {
  expect(indicatorChangesSince([item('A', '1.1')] as never, before, before)).toEqual({
    items: [],
    added: [],
    removed: [],
  });
});

test('an indicator that is gone, and one whose code now means another, are told, with where the old name stands', () => {
  const after = [second('1.1', '规划'), second('1.3', '投入'), second('1.4', '数字教育')];
  const changes = indicatorChangesSince(
    [item('A', '1.1'), item('B', '1.2'), item('C', '1.3')] as never,
    before,
    after,
  );
  expect(changes.items).toEqual([
    expect.objectContaining({ code: 'A', state: 'renamed', before: { zh: '党建', en: '党建' }, nowAt: null }),
    expect.objectContaining({ code: 'B', state: 'gone', after: null, nowAt: '1.1' }),
  ]);
  expect(changes.added.map(({ code }) => code)).toEqual(['1.4']);
  expect(changes.removed.map(({ code }) => code)).toEqual(['1.1']);
});
