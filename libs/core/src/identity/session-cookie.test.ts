import { expect, it } from 'vitest';
import { readCookie, setCookie } from './session-cookie';

it('reads one cookie out of many, and is not fooled by a name that ends alike', () => {
  const header = 'a=1; x_mingjian_session=no; mingjian_session=to=ken ; b=2';
  expect(readCookie(header, 'mingjian_session')).toBe('to=ken');
  expect(readCookie('x_mingjian_session=no', 'mingjian_session')).toBeNull();
  expect(readCookie(undefined, 'mingjian_session')).toBeNull();
});

it('sets cookies that no script reads and no other site sends, secure under https', () => {
  expect(setCookie('s', 'v', 60, true)).toBe('s=v; Path=/api; Max-Age=60; HttpOnly; SameSite=Lax; Secure');
  expect(setCookie('s', '', 0, false)).toBe('s=; Path=/api; Max-Age=0; HttpOnly; SameSite=Lax');
});
