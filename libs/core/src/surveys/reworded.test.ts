import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readsTheSame, reworded } from './reworded';

const joined = (before: string, after: string, left: 'removed' | 'added') =>
  reworded(before, after)
    .filter(({ op }) => op !== (left === 'removed' ? 'added' : 'removed'))
    .map(({ text }) => text)
    .join('');

test('Chinese is compared word by word, not character by character nor as a whole', () => {
  expect(reworded('您对学校的安全满意吗？', '您对学校的食堂满意吗？')).toEqual([
    { op: 'same', text: '您对学校的' },
    { op: 'removed', text: '安全' },
    { op: 'added', text: '食堂' },
    { op: 'same', text: '满意吗？' },
  ]);
});

test('English is compared word by word', () => {
  expect(
    reworded('Is your school safe?', 'Is your school clean?').map(({ op, text }) => `${op}:${text}`),
  ).toEqual(['same:Is your school ', 'removed:safe', 'added:clean', 'same:?']);
});

test('both texts can be read off the change', () => {
  const text = fc.string({ unit: fc.constantFrom('学', '校', '安全', 'a', ' ', '，', 'safe ') });
  fc.assert(
    fc.property(text, text, (before, after) => {
      expect(joined(before, after, 'removed')).toBe(before);
      expect(joined(before, after, 'added')).toBe(after);
    }),
  );
});

test('width and blanks alone are no rewording', () => {
  expect(readsTheSame('满意 吗?', '满意吗？')).toBe(true);
  expect(readsTheSame('满意吗', '很满意吗')).toBe(false);
});
