import { expect, it } from 'vitest';
import { requestedLanguage } from './requested-language';

it('speaks Chinese unless English is asked for, and the address decides before the browser', () => {
  expect(requestedLanguage(undefined, undefined)).toBe('zh-CN');
  expect(requestedLanguage(undefined, 'fr-FR, ru;q=0.9')).toBe('zh-CN');
  expect(requestedLanguage(undefined, 'en-GB,en;q=0.9')).toBe('en');
  expect(requestedLanguage(undefined, 'zh-CN,zh;q=0.9,en;q=0.8')).toBe('zh-CN');
  expect(requestedLanguage(undefined, 'zh;q=0.1, en;q=0.8')).toBe('en');
  expect(requestedLanguage(undefined, 'en;q=0, zh;q=0.5')).toBe('zh-CN');
  expect(requestedLanguage('en', 'zh-CN')).toBe('en');
  expect(requestedLanguage('zh-CN', 'en')).toBe('zh-CN');
  expect(requestedLanguage(['en', 'zh'], 'en')).toBe('en');
});
