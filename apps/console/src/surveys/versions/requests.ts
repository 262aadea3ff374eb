import { useQuery } from '@tanstack/react-query';
import {
  indicatorChanges,
  survey,
  surveyDiff,
  surveyTemplate,
  surveyVersion,
  versionSummary,
  type Audience,
} from '@mingjian/contract/surveys';
import { ask, read } from '../../wire';

const versions = versionSummary.array();
const templates = surveyTemplate.array();

export function useVersions(surveyId: string) {
  return useQuery({
    queryKey: ['survey', surveyId, 'versions'],
    queryFn: ({ signal }) => read(versions, `/surveys/${surveyId}/versions`, undefined, signal),
  });
}

export function useEarlierVersions(cycleId: string) {
  return useQuery({
    queryKey: ['cycle', cycleId, 'earlier-versions'],
    queryFn: ({ signal }) => read(versions, `/cycles/${cycleId}/earlier-versions`, undefined, signal),
  });
}

export function useVersion(versionId: string) {
  return useQuery({
    queryKey: ['survey-version', versionId],
    queryFn: ({ signal }) => read(surveyVersion, `/survey-versions/${versionId}`, undefined, signal),
    staleTime: Infinity,
  });
}

/** From a version to another one, or to the survey as it stands. */
export function useDiff(surveyId: string, from: string, to: string | null) {
  return useQuery({
    queryKey: ['survey', surveyId, 'diff', from, to],
    queryFn: ({ signal }) =>
      read(surveyDiff, `/surveys/${surveyId}/diff`, { from, to: to ?? undefined }, signal),
  });
}

export function useIndicatorChanges(surveyId: string) {
  return useQuery({
    queryKey: ['survey', surveyId, 'indicator-changes'],
    queryFn: ({ signal }) =>
      read(indicatorChanges, `/surveys/${surveyId}/indicator-changes`, undefined, signal),
  });
}

export function useTemplates() {
  return useQuery({
    queryKey: ['survey-templates'],
    queryFn: ({ signal }) => read(templates, '/survey-templates', undefined, signal),
    staleTime: Infinity,
  });
}

export const copySurvey = (input: { cycleId: string; versionId: string }) =>
  ask(survey, 'POST', '/surveys/copy', input);
export const startFromTemplate = (input: { cycleId: string; audience: Audience }) =>
  ask(survey, 'POST', '/surveys/from-template', input);
