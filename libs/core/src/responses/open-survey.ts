import type { SurveysService, SurveyState } from '../surveys';
import { responseProblems } from './response-problems';

/** @throws Problem 409 `survey-closed`, 409 `survey-not-open` */
export function requireOpen({ status }: Pick<SurveyState, 'status'>): void {
  if (status === 'closed') throw responseProblems.closed();
  if (status === 'paused') throw responseProblems.paused();
  if (status !== 'open') throw responseProblems.notOpen();
}

/** A survey that was published at some time. @throws Problem 404 `survey-not-found` */
export async function publishedSurvey(
  surveys: Pick<SurveysService, 'stateOf'>,
  surveyId: string,
): Promise<{ survey: SurveyState; versionId: string }> {
  const survey = await surveys.stateOf(surveyId);
  if (!survey?.publishedVersion) throw responseProblems.noSurvey();
  return { survey, versionId: survey.publishedVersion.id };
}
