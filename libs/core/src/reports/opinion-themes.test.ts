import fc from 'fast-check';
import { expect, test } from 'vitest';
import { redactText } from '../aggregation/redact-text';
import { opinionsOf, quotationsOf, themesIn } from './opinion-themes';

test('a text is sorted by its keywords, English ones as whole words', () => {
  expect(themesIn('校车线路可以再多一些')).toEqual(['transport']);
  expect(themesIn('More business information')).toEqual([]);
});

test('a theme that nine people mention has no number and no quotation, one of ten has both', () => {
  const nine = Array.from({ length: 9 }, (_, index) => `食堂的菜再热一点就好了${'。'.repeat(index)}`);
  const texts = [
    ...nine,
    ...Array.from({ length: 10 }, (_, index) => `校车线路可以再多一些${'。'.repeat(index)}`),
  ];
  const { wrote, themes } = opinionsOf({ audience: 'public', texts: texts }, 10);
  expect(wrote).toBe(19);
  expect(themes).toEqual([
    { theme: 'transport', people: 10 },
    { theme: 'meals', people: null },
  ]);
  expect(
    quotationsOf({ audience: 'public', texts: texts }, 10).every(({ theme }) => theme === 'transport'),
  ).toBe(true);
  expect(opinionsOf({ audience: 'public', texts: nine }, 10)).toEqual({
    audience: 'public',
    wrote: null,
    themes: [],
  });
});

test('numbers, addresses, accounts, names and schools are taken out, full-width digits too', () => {
  const text =
    '电话１３９ ０４５３ １２３４，身份证231002197001011234，微信号abc_12345，a@b.cn，http://x.cn/y，张老师打人，林口镇中心小学\u202e';
  const redacted = redactText(text, []);
  for (const secret of ['0453', '1970', 'abc_12345', '@', 'http', '张', '林口镇', '\u202e'])
    expect(redacted).not.toContain(secret);
  expect(redactText('校车再多一些👍', [])).toBe('校车再多一些👍');
});

const texts = fc.array(
  fc.constantFrom(
    '校车线路可以再多一些',
    '食堂的菜再热一点就好了',
    '作业少一点，睡觉多一点',
    '老师很好',
    '工资按时发',
  ),
  { maxLength: 40 },
);

test('counts and quotations do not depend on the order in which people wrote', () => {
  fc.assert(
    fc.property(texts, (all) => {
      const turned = [...all].reverse();
      expect(opinionsOf({ audience: 'public', texts: turned }, 10)).toEqual(
        opinionsOf({ audience: 'public', texts: all }, 10),
      );
      expect(quotationsOf({ audience: 'public', texts: turned }, 10)).toEqual(
        quotationsOf({ audience: 'public', texts: all }, 10),
      );
    }),
  );
});

test('no number under the threshold is told, and nobody is quoted on a theme without a number', () => {
  fc.assert(
    fc.property(texts, fc.integer({ min: 2, max: 20 }), (all, threshold) => {
      const { wrote, themes } = opinionsOf({ audience: 'public', texts: all }, threshold);
      for (const count of [wrote, ...themes.map(({ people }) => people)])
        expect(count === null || count === 0 || count >= threshold).toBe(true);
      const told = themes.filter(({ people }) => people !== null).map(({ theme }) => theme);
      for (const { theme, text } of quotationsOf({ audience: 'public', texts: all }, threshold)) {
        expect(told).toContain(theme);
        expect(all).toContain(text);
      }
    }),
  );
});
