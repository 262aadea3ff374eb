import { useQuery } from '@tanstack/react-query';
import { survey, surveyDetail, type CreateSurvey, type SurveyDetail } from '@mingjian/contract/surveys';
import { ask, change, read } from '../wire';

const surveys = survey.array();

export function useSurveys(cycleId: string) {
  return useQuery({
    queryKey: ['cycle', cycleId, 'surveys'],
    queryFn: ({ signal }) => read(surveys, `/cycles/${cycleId}/surveys`, undefined, signal),
  });
}

export function useSurvey(surveyId: string) {
  return useQuery({
    queryKey: ['survey', surveyId],
    queryFn: ({ signal }) => read(surveyDetail, `/surveys/${surveyId}`, undefined, signal),
  });
}

export const createSurvey = (input: CreateSurvey) => ask(survey, 'POST', '/surveys', input);
export const updateSurvey = (input: Pick<SurveyDetail, 'id' | 'title' | 'json' | 'items' | 'revision'>) =>
  change('PUT', `/surveys/${input.id}`, {
    title: input.title,
    json: input.json,
    items: input.items,
    revision: input.revision,
  });
export const openSurvey = (surveyId: string) => change('POST', `/surveys/${surveyId}/open`);
export const closeSurvey = (surveyId: string) => change('POST', `/surveys/${surveyId}/close`);

/** Where a person answers; a one-time code follows in the fragment, which no server sees. */
export const respondLink = (surveyId: string) => `${window.location.origin}/r/${surveyId}`;
