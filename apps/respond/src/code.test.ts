import { expect, it } from 'vitest';
import { codeInFragment, meantCode } from './code';

it.each([
  '7K2M9-VQR3X',
  '7k2m9 vqr3x',
  '7KZM9\u2014UQR3X',
  '\uff17\uff2b\uff12\uff2d\uff19\uff0d\uff36\uff31\uff32\uff13\uff38',
  ' 7k2m9\nvqr3x',
])('%j is understood as the code on the slip', (typed) => {
  expect(meantCode(typed)).toBe('7K2M9VQR3X');
});

it('a code comes out of the link', () => {
  expect(codeInFragment('#c=7k2m9-vqr3x')).toBe('7K2M9VQR3X');
  expect(codeInFragment('')).toBe('');
  expect(codeInFragment('#other')).toBe('');
});
