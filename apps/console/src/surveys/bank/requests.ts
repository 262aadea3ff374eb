import { useQuery } from '@tanstack/react-query';
import { bankEntry, type TakeQuestions } from '@mingjian/contract/surveys';
import { change, read } from '../../wire';

const entries = bankEntry.array();

export function useBank() {
  return useQuery({
    queryKey: ['question-bank'],
    queryFn: ({ signal }) => read(entries, '/question-bank', undefined, signal),
  });
}

export const takeQuestions = ({ surveyId, ...body }: TakeQuestions & { surveyId: string }) =>
  change('POST', `/surveys/${surveyId}/take`, body);
