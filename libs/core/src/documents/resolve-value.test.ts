import { describe, expect, it } from 'vitest';
import type { ReportModel } from '@mingjian/contract/reports';
import { resolverOf } from './resolve-value';

/** A model as far as its counts are looked at. */
const modelWith = (counts: {
  excluded: number | null;
  flagged: number | null;
  trimmed: number | null;
}): ReportModel =>
  ({
    year: 2021,
    items: [],
    indicators: [],
    indicatorValues: [],
    weightingPlan: null,
    results: [
      {
        audience: 'teacher',
        invited: 200,
        answered: 100,
        excluded: counts.excluded,
        flagged: [{ reason: 'speeding', answers: counts.flagged }],
        weighting: { trimmed: counts.trimmed, rounds: 12, margins: [] },
        estimates: [],
      },
    ],
  }) as unknown as ReportModel;

describe('counts in a report', () => {
  const resolve = (model: ReportModel) => {
    const of = resolverOf(model, 'zh-CN');
    const count = (field: 'excluded' | 'trimmed' | 'rounds', audience = 'teacher') =>
      of({ of: 'count', audience, field });
    return {
      excluded: count('excluded').text,
      inAll: count('excluded', '').text,
      trimmed: count('trimmed').text,
      rounds: count('rounds').text,
      flagged: of({ of: 'flagged', audience: 'teacher', reason: 'speeding' }),
    };
  };

  it('are a dash where they are of a few people, in sums too', () => {
    const told = resolve(modelWith({ excluded: null, flagged: null, trimmed: null }));
    expect(told).toMatchObject({ excluded: '—', inAll: '—', trimmed: '—', rounds: '12' });
    expect(told.flagged.state).toBe('suppressed');
  });

  it('are told otherwise, each its own', () =>
    expect(resolve(modelWith({ excluded: 19, flagged: 27, trimmed: 36 }))).toMatchObject({
      excluded: '19',
      inAll: '19',
      trimmed: '36',
      rounds: '12',
      flagged: { text: '27', state: 'known' },
    }));
});
