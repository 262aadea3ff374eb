import { expect, it } from 'vitest';
import { meantCode } from './code';
import { asksNoCode, openCountyOf, withoutCode } from './without-code';

it('the link of a poster asks for no code, that of a slip does', () => {
  expect(asksNoCode('#open')).toBe(true);
  expect(asksNoCode('#c=7K2M9-VQR3X')).toBe(false);
  expect(asksNoCode('')).toBe(false);
});

it('what somebody types never passes for an answer without a code', () => {
  expect(openCountyOf(withoutCode('231002'))).toBe('231002');
  expect(openCountyOf(meantCode(withoutCode('231002')))).toBeNull();
});
