import { useQuery } from '@tanstack/react-query';
import { reviewThread, type OpenThread } from '@mingjian/contract/surveys';
import { ask, change, read } from '../../wire';

const threads = reviewThread.array();

/** Under the key of its survey, so that whatever refreshes the survey refreshes them. */
export function useThreads(surveyId: string) {
  return useQuery({
    queryKey: ['survey', surveyId, 'threads'],
    queryFn: ({ signal }) => read(threads, `/surveys/${surveyId}/threads`, undefined, signal),
  });
}

/** A survey in the state that the person has seen. */
export interface Seen {
  id: string;
  revision: number;
}
export const submitSurvey = ({ id, revision }: Seen) => change('POST', `/surveys/${id}/submit`, { revision });
export const approveSurvey = ({ id, revision }: Seen) =>
  change('POST', `/surveys/${id}/approve`, { revision });
export const askForChanges = ({ id, ...body }: Seen & { text: string }) =>
  change('POST', `/surveys/${id}/ask-changes`, body);
export const publishSurvey = (surveyId: string) => change('POST', `/surveys/${surveyId}/publish`);

export const openThread = ({ surveyId, ...body }: OpenThread & { surveyId: string }) =>
  ask(reviewThread, 'POST', `/surveys/${surveyId}/threads`, body);
export const replyToThread = (input: { surveyId: string; threadId: string; text: string }) =>
  ask(reviewThread, 'POST', `/surveys/${input.surveyId}/threads/${input.threadId}/comments`, {
    text: input.text,
  });
export const setThreadState = (input: { surveyId: string; threadId: string; resolved: boolean }) =>
  ask(reviewThread, 'POST', `/surveys/${input.surveyId}/threads/${input.threadId}/state`, {
    resolved: input.resolved,
  });
