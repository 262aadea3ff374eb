import type { Result } from '@mingjian/contract/aggregation';
import { expect, it } from 'vitest';
import { CODE_VERSION } from './code-version';
import { hashedFields, resultHash } from './result-hash';

const first = [
  'countyCode',
  'audience',
  'evidence',
  'surveyVersionHash',
  'snapshot',
  'weightingPlanHash',
  'codeVersion',
  'invited',
  'eligible',
  'answered',
  'excluded',
  'flagged',
  'withExcluded',
  'weighting',
  'reliability',
  'plan',
  'estimates',
];
/** What each version of the code put into a result. Never change a line: add one. */
const fieldsOf: Record<string, string[]> = {
  '0.1.0': first,
  '0.2.0': [...first, 'distributions', 'importance', 'gaps'],
  // Reports say a trend, and no change where an error has no degrees of freedom.
  '0.3.0': [...first, 'distributions', 'importance', 'gaps'],
};

it('a field that is added to a result raises the code version', () => {
  expect(fieldsOf[CODE_VERSION]).toEqual([...hashedFields]);
});

it('a result from before a field came keeps the hash that it was stored with', () => {
  const stored = {
    countyCode: '231002',
    audience: 'public',
    evidence: 'probability',
    surveyVersionHash: 'v',
    snapshot: { answers: 412, hash: 's' },
    weightingPlanHash: 'w',
    codeVersion: '0.1.0',
    invited: 620,
    eligible: 620,
    answered: 412,
    excluded: 19,
    flagged: [],
    withExcluded: null,
    weighting: { base: 5400, sum: 5612, min: 2.1, max: 31.4, kishDeff: 1.31, effectiveN: 307.4, rounds: 6 },
    reliability: [],
    estimates: [],
  };
  const hash = 'a4e1911d65b9e58c2faca44ba94f26ec89f186933f663e5538999a0edb4e3c4f';
  expect(resultHash(stored as unknown as Result)).toBe(hash);
  const upgraded = { ...stored, plan: null, distributions: [], importance: [], gaps: [], openLink: null };
  expect(resultHash(upgraded as unknown as Result)).toBe(hash);
  const ofNow = { ...upgraded, codeVersion: '0.2.0' };
  expect(resultHash({ ...ofNow, gaps: undefined } as unknown as Result)).not.toBe(
    resultHash(ofNow as unknown as Result),
  );
});
