import { expect, it } from 'vitest';
import { ItemClock } from './item-clock';

it('gives each item the time since the one before it, and none for a page out of sight', () => {
  let time = 0;
  const clock = new ItemClock(() => time, { 'P-D1': 500 });
  time = 1500;
  clock.answered('P-01');
  time = 2000;
  clock.pause();
  time = 60_000;
  clock.resume();
  time = 61_000.4;
  clock.answered('P-02');
  time = 70_000;
  clock.restart();
  time = 70_900;
  clock.answered('P-01');
  expect(clock.durations()).toEqual({ 'P-D1': 500, 'P-01': 2400, 'P-02': 1500 });
});
