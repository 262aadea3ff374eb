import { expect, it } from 'vitest';
import { applyEdit, nameOf, sectionsOf, type Draft } from '@mingjian/questionnaire/editing';
import { afterDrop, itemId, placeOfNew, sectionId } from './outline-places';

const draft: Draft = {
  title: { zh: '问卷', en: 'Survey' },
  json: {
    pages: [
      { name: 'one', elements: [{ name: 'a' }, { name: 'b' }] },
      { name: 'two', elements: [{ name: 'c' }] },
      { name: 'none', elements: [] },
    ],
  },
  items: [],
};
const sections = sectionsOf(draft.json);

const outline = ({ json }: Draft) =>
  sectionsOf(json).map(({ name, elements }) => [name, ...elements.map(nameOf)].join(' '));

it.each([
  ['an item on one further down', itemId('a'), itemId('b'), ['one b a', 'two c', 'none']],
  ['an item on one further up', itemId('b'), itemId('a'), ['one b a', 'two c', 'none']],
  ['an item on one of another section', itemId('a'), itemId('c'), ['one b', 'two c a', 'none']],
  ['an item on the head of a later section', itemId('b'), sectionId('two'), ['one a', 'two b c', 'none']],
  ['an item on the head of its own section', itemId('b'), sectionId('one'), ['one b a', 'two c', 'none']],
  ['an item on an empty section', itemId('c'), sectionId('none'), ['one a b', 'two', 'none c']],
  ['a section on an item of another', sectionId('one'), itemId('c'), ['two c', 'one a b', 'none']],
])('drops %s', (_, active, over, expected) => {
  const edit = afterDrop(sections, active, over);
  expect(edit && outline(applyEdit(draft, edit))).toEqual(expected);
});

it('drops nothing on what has gone meanwhile', () => {
  expect(afterDrop(sections, itemId('a'), itemId('gone'))).toBeNull();
});

it('puts a new item behind the chosen one, else at the end of the chosen section, else at the very end', () => {
  expect(placeOfNew(sections, { kind: 'item', name: 'a' })).toEqual({ section: 'one', at: 1 });
  expect(placeOfNew(sections, { kind: 'section', name: 'one' })).toEqual({ section: 'one', at: 2 });
  expect(placeOfNew(sections, null)).toEqual({ section: 'none', at: 0 });
});
