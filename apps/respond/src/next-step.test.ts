import { expect, it } from 'vitest';
import { nextStep, worthKeeping } from './next-step';

it.each([
  ['code-unknown', 'code', true],
  ['code-used', 'used', false],
  ['code-foreign', 'foreign', false],
  ['already-answered', 'answered', false],
  ['survey-closed', 'closed', false],
  ['survey-not-open', 'notOpen', true],
  ['version-changed', 'version', true],
  ['invalid-answers', 'answers', true],
  ['room-empty', 'room', true],
  ['room-closed', 'room', true],
  ['room-unknown', 'room', true],
  ['open-link-full', 'enough', true],
  ['open-link-stopped', 'enough', true],
  ['list-changed', 'distrust', true],
  ['anything-else', 'later', true],
])('a refusal with %s leads to %s', (code, step, kept) => {
  expect(nextStep({ code })).toBe(step);
  expect(worthKeeping(nextStep({ code }))).toBe(kept);
});
