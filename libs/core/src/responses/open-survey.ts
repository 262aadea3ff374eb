import type { SurveyState } from '../surveys';
import { responseProblems } from './response-problems';

/** @throws Problem 409 `survey-closed`, 409 `survey-not-open` */
export function requireOpen({ status }: Pick<SurveyState, 'status'>): void {
  if (status === 'closed') throw responseProblems.closed();
  if (status === 'paused') throw responseProblems.paused();
  if (status !== 'open') throw responseProblems.notOpen();
}
