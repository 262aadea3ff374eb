import type { ProblemDetails } from '@mingjian/contract/problems';

/** What a person can do about a refusal. */
export type NextStep = 'code' | 'foreign' | 'closed' | 'version' | 'answers' | 'other';

/** Reads the stable code of a problem, so that the words of its detail may change freely. */
export function nextStep(problem: Pick<ProblemDetails, 'code' | 'status'>): NextStep {
  const { code, status } = problem;
  if (/version/.test(code)) return 'version';
  if (/foreign|other-survey|another-survey/.test(code)) return 'foreign';
  if (/closed|not-open/.test(code) || status === 410) return 'closed';
  if (/code/.test(code)) return 'code';
  if (/answer|invalid/.test(code) || status === 422) return 'answers';
  return 'other';
}
