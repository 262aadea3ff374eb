import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deepestNesting, parseJson } from './json-guard';

const bytes = (text: string) => new TextEncoder().encode(text);

describe('JSON at the door', () => {
  it('reads what JSON.parse reads, brackets and quotes inside strings included', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), (value) => {
        const text = JSON.stringify(value);
        const verdict = parseJson(bytes(text));
        if ('value' in verdict) expect(verdict.value).toEqual(JSON.parse(text));
        else expect(text).toMatch(/"(\$|__proto__"|constructor"|prototype")/);
      }),
    );
    expect(parseJson(bytes('{"a":"[[[[{{{{\\"[[[","b":"\\\\"}'))).toEqual({
      value: { a: '[[[[{{{{"[[[', b: '\\' },
    });
  });

  it('refuses ten thousand nested objects without parsing them', () => {
    for (const text of ['{"a":'.repeat(10_000) + '1' + '}'.repeat(10_000), '['.repeat(200_000)]) {
      expect(parseJson(bytes(text))).toEqual({ fault: 'too-deep' });
    }
    const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);
    expect('value' in parseJson(bytes(nested(deepestNesting)))).toBe(true);
    expect(parseJson(bytes(nested(deepestNesting + 1)))).toEqual({ fault: 'too-deep' });
  });

  it('refuses operators and prototypes as keys, at any depth, also written with escapes', () => {
    for (const text of [
      '{"$ne":1}',
      '[{"a":{"$where":"1"}}]',
      '{"\\u0024gt":""}',
      '{"a":{"__proto__":{}}}',
      '{"constructor":1}',
      '{"a":[{"b\\u0000":1}]}',
    ]) {
      expect(parseJson(bytes(text))).toEqual({ fault: 'reserved-key' });
    }
    expect(parseJson(bytes('{"price":"$5"}'))).toEqual({ value: { price: '$5' } });
  });

  it('refuses what is not UTF-8 JSON', () => {
    for (const text of ['', '{', '{"a":1}x', 'NaN'])
      expect(parseJson(bytes(text))).toEqual({ fault: 'not-json' });
    // Half a character: stored, it would read otherwise than it was hashed.
    for (const text of ['"\\ud800"', '{"a":["x\\udc00"]}', '{"\\ud83d":1}'])
      expect(parseJson(bytes(text))).toEqual({ fault: 'not-json' });
    expect(parseJson(bytes('"\\ud83d\\ude00"'))).toEqual({ value: '😀' });
    // 督 in GBK
    expect(parseJson(new Uint8Array([0x22, 0xb6, 0xbd, 0x22]))).toEqual({ fault: 'not-json' });
  });
});
