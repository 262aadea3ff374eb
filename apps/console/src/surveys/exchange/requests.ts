import { useQuery } from '@tanstack/react-query';
import { carriedSurvey, loss, type ExchangeFormat } from '@mingjian/contract/surveys';
import { apiPath, ask, read } from '../../wire';

const losses = loss.array();

/** What would come from a file, and what would be lost; nothing is written. */
export function readQuestionnaire({ cycleId, file }: { cycleId: string; file: File }) {
  const form = new FormData();
  form.append('file', file);
  return ask(carriedSurvey, 'POST', `/cycles/${cycleId}/questionnaire-file`, form);
}

export function useExportLosses(surveyId: string, format: ExchangeFormat) {
  return useQuery({
    queryKey: ['survey', surveyId, 'export-losses', format],
    queryFn: ({ signal }) => read(losses, `/surveys/${surveyId}/export-losses`, { format }, signal),
  });
}

export const exportAddress = (surveyId: string, format: ExchangeFormat) =>
  apiPath(`/surveys/${surveyId}/export`, { format });
