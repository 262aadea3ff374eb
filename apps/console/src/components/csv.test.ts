import { expect, test } from 'vitest';
import { csvHeader, csvText } from './csv';

test('a text that looks like a formula is disarmed, a negative number stays a number', () => {
  expect(csvText([['=1+1', '@a', '-x', -1.5, null, '东安区']])).toBe("\uFEFF'=1+1,'@a,'-x,-1.5,,东安区\r\n");
});

test('commas, quotes and line breaks are quoted', () => {
  expect(csvText([['a,b', 'say "x"', 'two\nlines']])).toBe('\uFEFF"a,b","say ""x""","two\nlines"\r\n');
});

test('the header of a file is read past quotes and the byte-order mark', () => {
  expect(csvHeader('\uFEFF"cds","api, 2000",stype\r\n1,2,3')).toEqual(['cds', 'api, 2000', 'stype']);
});
