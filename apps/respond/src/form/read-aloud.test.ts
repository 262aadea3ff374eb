import { expect, it } from 'vitest';
import { voiceFor } from './read-aloud';

const voices = ['en-US', 'zh-HK', 'zh_CN', 'yue-HK'].map((lang) => ({ lang }));

it('reads Chinese with a voice of the national standard, else with another Chinese one, never with an English one', () => {
  expect(voiceFor(voices, 'zh-CN')?.lang).toBe('zh_CN');
  expect(voiceFor(voices.slice(0, 2), 'zh-CN')?.lang).toBe('zh-HK');
  expect(voiceFor(voices.slice(0, 1), 'zh-CN')).toBeNull();
  expect(voiceFor(voices, 'en')?.lang).toBe('en-US');
  expect(voiceFor([], 'zh-CN')).toBeNull();
});
