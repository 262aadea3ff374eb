import { expect, test } from 'vitest';
import { headLines } from './head-lines';

test('a Chinese head breaks between words, before its bracket, and leaves no character alone', () => {
  expect(headLines('有效回答\uff08人\uff09')).toEqual(['有效回答', '\uff08人\uff09']);
  expect(headLines('非常不满意')).toEqual(['非常', '不满意']);
  expect(headLines('与全市之差')).toEqual(['与全市', '之差']);
  expect(headLines('重要性')).toEqual(['重要性']);
  expect(headLines('一般')).toEqual(['一般']);
});

test('a head with blanks, or of Latin letters, breaks where it may', () => {
  expect(headLines('Interval of the gap')).toEqual(['Interval of the gap']);
  expect(headLines('')).toEqual(['']);
});
