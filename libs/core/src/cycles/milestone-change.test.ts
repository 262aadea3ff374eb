import { describe, expect, it } from 'vitest';
import { Problem } from '../platform';
import { requireSound } from './milestone-change';

function verdict(change: Parameters<typeof requireSound>[0]): string {
  try {
    requireSound(change, '2022-04-20');
    return 'sound';
  } catch (error) {
    if (error instanceof Problem) return error.code;
    throw error;
  }
}

describe('a change of a milestone', () => {
  it('needs a reason when the day moves, and none when only the actual day is recorded', () => {
    expect(verdict({ revised: '2022-05-01', reason: null, actual: null })).toBe('reason-missing');
    expect(verdict({ revised: '2022-05-01', reason: '疫情', actual: null })).toBe('sound');
    expect(verdict({ revised: null, reason: null, actual: '2022-04-08' })).toBe('sound');
  });

  it('may be reached today, but not tomorrow', () => {
    expect(verdict({ revised: null, reason: null, actual: '2022-04-20' })).toBe('sound');
    expect(verdict({ revised: null, reason: null, actual: '2022-04-21' })).toBe('actual-in-future');
  });
});
