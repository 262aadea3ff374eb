import { expect, it } from 'vitest';
import { passingStore } from './drafts';
import { openedSurvey } from './opened-survey';

it('opens the survey of the link, and from the home screen the one opened last', () => {
  const store = passingStore();
  expect(openedSurvey(store, '/r/')).toBe('');
  expect(openedSurvey(store, '/r/65f0c1')).toBe('65f0c1');
  expect(openedSurvey(store, '/r/')).toBe('65f0c1');
});
