import { describe, expect, it } from 'vitest';
import { dueAction, scheduleFaults, type Schedule } from './schedule';

const at = (hour: number) => new Date(Date.UTC(2021, 4, 20, hour));
const schedule: Schedule = { opensAt: at(8), closesAt: at(18), opened: false, closed: false };

describe('what is due', () => {
  it('opens a published survey at its time, once', () => {
    expect(dueAction(schedule, 'published', at(7))).toBeNull();
    expect(dueAction(schedule, 'published', at(8))).toBe('open');
    expect(dueAction({ ...schedule, opened: true }, 'published', at(9))).toBeNull();
    expect(dueAction(schedule, 'draft', at(9))).toBeNull();
  });
  it('closes an open or paused one, and leaves one that a person has reopened', () => {
    expect(dueAction(schedule, 'open', at(18))).toBe('close');
    expect(dueAction(schedule, 'paused', at(19))).toBe('close');
    expect(dueAction({ ...schedule, closed: true }, 'open', at(19))).toBeNull();
  });
  it('does not open what should be over already', () => {
    expect(dueAction(schedule, 'published', at(20))).toBeNull();
  });
});

describe('times that make no sense', () => {
  it('an end before its start is named', () => {
    const faults = scheduleFaults({ opensAt: at(12), closesAt: at(10) }, null, at(7));
    expect(faults.map(({ field, rule }) => [field, rule])).toEqual([['closesAt', 'end-before-start']]);
  });
  it('a time in the past is named, unless it stands there already', () => {
    const asked = { opensAt: at(8), closesAt: at(18) };
    expect(scheduleFaults(asked, null, at(9)).map(({ field }) => field)).toEqual(['opensAt']);
    expect(scheduleFaults(asked, schedule, at(9))).toEqual([]);
  });
});
