import { expect, it } from 'vitest';
import { codeInFragment, groupedCode, meantCode } from './code';

it.each(['7K02-9PQ1', '7ko2 9pqi', '7KO2—9PQL', '７Ｋ０２９ＰＱ１', ' 7k02\n9pq1 '])(
  '%j is understood as the code on the slip',
  (typed) => {
    expect(meantCode(typed)).toBe('7K029PQ1');
  },
);

it('a code comes out of the link, and is shown in groups of four', () => {
  expect(codeInFragment('#c=7k02-9pqi')).toBe('7K029PQ1');
  expect(codeInFragment('')).toBe('');
  expect(codeInFragment('#other')).toBe('');
  expect(groupedCode('7K029PQ1')).toBe('7K02-9PQ1');
});
