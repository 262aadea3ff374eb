import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { codeCharacters, codeLength, readCode } from '@mingjian/credential';
import { drawToken, printToken, tokenHash, tokenKey } from './token';

const characters = [...codeCharacters];
const token = fc.constant(null).map(drawToken);
const position = fc.integer({ min: 0, max: codeLength - 1 });

describe('one-time codes', () => {
  test('are ten characters without look-alikes, and read back as they are printed', () => {
    fc.assert(
      fc.property(token, (code) => {
        expect(code).toMatch(/^[2-9A-HJKMNP-TV-Y]{10}$/);
        expect(readCode(printToken(code))).toBe(code);
      }),
    );
  });

  test('a single wrong character is noticed', () => {
    fc.assert(
      fc.property(token, position, fc.constantFrom(...characters), (code, at, wrong) => {
        fc.pre(code[at] !== wrong);
        expect(readCode(code.slice(0, at) + wrong + code.slice(at + 1))).toBeNull();
      }),
    );
  });

  test('two characters that changed places are noticed, neighbours or not', () => {
    fc.assert(
      fc.property(token, position, position, (code, one, other) => {
        fc.pre(code[one] !== code[other]);
        const swapped = [...code];
        [swapped[one], swapped[other]] = [swapped[other] ?? '', swapped[one] ?? ''];
        expect(readCode(swapped.join(''))).toBeNull();
      }),
    );
  });

  test('what hands do to a code is forgiven: case, blanks, dashes, full width, U for V, Z for 2', () => {
    fc.assert(
      fc.property(token, (code) => {
        const wide = [...code]
          .map((each) => String.fromCodePoint((each.codePointAt(0) ?? 0) + 0xfee0))
          .join('');
        expect(readCode(wide)).toBe(code);
        expect(readCode(` ${code.toLowerCase().slice(0, 5)} – ${code.toLowerCase().slice(5)} `)).toBe(code);
        expect(readCode(code.replaceAll('V', 'u').replaceAll('2', 'z'))).toBe(code);
      }),
    );
  });

  test.each(['', 'ABC', 'O'.repeat(10), '0000000000', '１２３', 'AAAAAAAAAAA'])('%j is no code', (typed) => {
    expect(readCode(typed)).toBeNull();
  });

  test('hashes depend on the key and on the code', () => {
    const code = drawToken();
    const hash = tokenHash(tokenKey('one'), code);
    expect(hash).toMatch(/^[A-Za-z0-9_-]{43}$/);
    expect(tokenHash(tokenKey('two'), code)).not.toBe(hash);
    expect(tokenHash(tokenKey('one'), drawToken())).not.toBe(hash);
  });
});
