import type { ProblemDetails } from '@mingjian/contract/problems';

/** What a person can do about a refusal. */
export type NextStep =
  | 'code'
  | 'used'
  | 'foreign'
  | 'answered'
  | 'closed'
  | 'notOpen'
  | 'version'
  | 'answers'
  | 'room'
  | 'enough'
  | 'distrust'
  | 'later';

const steps: ReadonlyMap<string, NextStep> = new Map([
  ['code-unknown', 'code'],
  ['code-used', 'used'],
  ['code-foreign', 'foreign'],
  ['already-answered', 'answered'],
  ['survey-closed', 'closed'],
  ['survey-not-open', 'notOpen'],
  ['version-changed', 'version'],
  ['invalid-answers', 'answers'],
  ['room-unknown', 'room'],
  ['room-closed', 'room'],
  ['room-empty', 'room'],
  ['open-link-full', 'enough'],
  ['open-link-stopped', 'enough'],
  ['bad-credential', 'distrust'],
  ['list-changed', 'distrust'],
  ['key-not-listed', 'distrust'],
  ['key-malformed', 'distrust'],
  ['signature-invalid', 'distrust'],
]);

/** Goes by the stable code of a problem, so that the words of its detail may change freely. */
export function nextStep(problem: Pick<ProblemDetails, 'code'>): NextStep {
  return steps.get(problem.code) ?? 'later';
}

const hopeless: ReadonlySet<NextStep> = new Set(['used', 'foreign', 'answered', 'closed']);

/** Whether the refused answers can still be corrected and sent, and so deserve to stay on the phone. */
export function worthKeeping(step: NextStep): boolean {
  return !hopeless.has(step);
}
