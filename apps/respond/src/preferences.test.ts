import { expect, it } from 'vitest';
import { passingStore } from './drafts';
import { keepPreferences, keptPreferences } from './preferences';

it('keeps large letters and the layout that a person chose, and survives rubbish in the store', () => {
  const store = passingStore();
  expect(keptPreferences(store)).toEqual({ largeText: false, layout: null });
  keepPreferences(store, { largeText: true, layout: 'single' });
  expect(keptPreferences(store)).toEqual({ largeText: true, layout: 'single' });
  for (const rubbish of ['{', '[]', '{"layout":"carousel","largeText":"yes"}']) {
    store.setItem('mingjian.preferences', rubbish);
    expect(keptPreferences(store)).toEqual({ largeText: false, layout: null });
  }
});
