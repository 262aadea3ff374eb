import { useQuery } from '@tanstack/react-query';
import {
  coachingReports,
  fieldProblem,
  mailing,
  mailings,
  progress,
  replacedSlips,
  room,
  schoolField,
  type Paper,
  type PrintSlips,
  type StartMailing,
} from '@mingjian/contract/fieldwork';
import {
  openLinkTerms,
  surveySchedule,
  type PutOpenLinkTerms,
  type PutSchedule,
  type SetOpenLink,
} from '@mingjian/contract/surveys';
import { download } from '../components';
import { currentLanguage } from '../language';
import { ask, change, fetchFile, read } from '../wire';

export const useProgress = (cycleId: string) =>
  useQuery({
    queryKey: ['cycle', cycleId, 'progress'],
    queryFn: ({ signal }) => read(progress, `/cycles/${cycleId}/progress`, undefined, signal),
  });
export const useCoaching = (cycleId: string) =>
  useQuery({
    queryKey: ['cycle', cycleId, 'coaching'],
    queryFn: ({ signal }) => read(coachingReports, `/cycles/${cycleId}/coaching-reports`, undefined, signal),
  });
export const useFieldProblems = (cycleId: string, enabled: boolean) =>
  useQuery({
    queryKey: ['cycle', cycleId, 'field-problems'],
    enabled,
    queryFn: ({ signal }) =>
      read(fieldProblem.array(), `/cycles/${cycleId}/field-problems`, undefined, signal),
  });
/** The own school of a coordinator, or the one that the agency names. */
export const useSchoolField = (cycleId: string, school?: string) =>
  useQuery({
    queryKey: ['cycle', cycleId, 'school', school],
    queryFn: ({ signal }) => read(schoolField, `/cycles/${cycleId}/school`, { school }, signal),
  });
/** Counts of a class session, asked for again every few seconds while it is open. */
export const useRoom = (surveyId: string, roomId: string) =>
  useQuery({
    queryKey: ['room', roomId],
    refetchInterval: 5000,
    queryFn: ({ signal }) => read(room, `/surveys/${surveyId}/sessions/${roomId}`, undefined, signal),
  });
export const useMailings = (surveyId: string) =>
  useQuery({
    queryKey: ['survey', surveyId, 'mailings'],
    refetchInterval: 5000,
    queryFn: ({ signal }) => read(mailings, `/surveys/${surveyId}/mailings`, undefined, signal),
  });
export const useSchedule = (surveyId: string) =>
  useQuery({
    queryKey: ['survey', surveyId, 'schedule'],
    queryFn: ({ signal }) => read(surveySchedule, `/surveys/${surveyId}/schedule`, undefined, signal),
  });

type OfCell = { surveyId: string; cellId: string };
export const replaceSlips = ({ surveyId, cellId }: OfCell) =>
  ask(replacedSlips, 'POST', `/surveys/${surveyId}/cells/${cellId}/replace`);
export const openRoom = ({ surveyId, cellId }: OfCell) =>
  ask(room, 'POST', `/surveys/${surveyId}/sessions`, { cellId });
export const closeRoom = ({ surveyId, id }: { surveyId: string; id: string }) =>
  change('POST', `/surveys/${surveyId}/sessions/${id}/close`);
export const reportProblem = ({ cycleId, text }: { cycleId: string; text: string }) =>
  ask(fieldProblem, 'POST', `/cycles/${cycleId}/field-problems`, { text });
export const settleProblem = ({ cycleId, id }: { cycleId: string; id: string }) =>
  change('POST', `/cycles/${cycleId}/field-problems/${id}/settle`);
export const startMailing = ({ surveyId, ...input }: StartMailing & { surveyId: string }) =>
  ask(mailing, 'POST', `/surveys/${surveyId}/mailings`, input);
export const goOnMailing = ({ surveyId, id }: { surveyId: string; id: string }) =>
  change('POST', `/surveys/${surveyId}/mailings/${id}/go-on`);
export const putSchedule = ({ surveyId, ...input }: PutSchedule & { surveyId: string }) =>
  ask(surveySchedule, 'PUT', `/surveys/${surveyId}/schedule`, input);
export const setOpenLink = ({ surveyId, ...input }: SetOpenLink & { surveyId: string }) =>
  change('PUT', `/surveys/${surveyId}/open-link`, input);
export const useOpenLinkTerms = (surveyId: string) =>
  useQuery({
    queryKey: ['survey', surveyId, 'open-link-terms'],
    queryFn: ({ signal }) => read(openLinkTerms, `/surveys/${surveyId}/open-link-terms`, undefined, signal),
  });
export const putOpenLinkTerms = ({ surveyId, ...input }: PutOpenLinkTerms & { surveyId: string }) =>
  ask(openLinkTerms, 'PUT', `/surveys/${surveyId}/open-link-terms`, input);
export const pauseSurvey = (surveyId: string) => change('POST', `/surveys/${surveyId}/pause`);
export const resumeSurvey = (surveyId: string) => change('POST', `/surveys/${surveyId}/resume`);

/** Sets slips as a PDF and hands it to the browser; the codes come from this page and are kept nowhere. */
export async function saveSlips(input: {
  surveyId: string;
  cells: PrintSlips['cells'];
  name: string;
}): Promise<void> {
  const order: PrintSlips = { language: currentLanguage(), cells: input.cells };
  const pdf = await fetchFile('POST', `/surveys/${input.surveyId}/prints/slips`, order);
  download(`${input.name}.pdf`, pdf, 'application/pdf');
}
export async function savePoster(input: {
  surveyId: string;
  kind: 'code' | 'open';
  paper: Paper;
  name: string;
}): Promise<void> {
  const { kind, paper } = input;
  const query = { kind, paper, lang: currentLanguage() };
  const pdf = await fetchFile('GET', `/surveys/${input.surveyId}/prints/poster`, undefined, query);
  download(`${input.name}.pdf`, pdf, 'application/pdf');
}
export async function saveNotice(input: { surveyId: string; name: string }): Promise<void> {
  const query = { lang: currentLanguage() };
  const pdf = await fetchFile('GET', `/surveys/${input.surveyId}/prints/notice`, undefined, query);
  download(`${input.name}.pdf`, pdf, 'application/pdf');
}
