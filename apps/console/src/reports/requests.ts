import { keepPreviousData, useQueries, useQuery } from '@tanstack/react-query';
import type { Language } from '@mingjian/contract';
import {
  editableParagraph,
  recordedReport,
  reportChanges,
  reportDetail,
  reportPage,
  reportQuotations,
  reportSummary,
  type EditParagraph,
  type ReleaseQuotations,
  type ReportDetail,
} from '@mingjian/contract/reports';
import { useLanguage } from '../language';
import { ask, change, read, readIfThere } from '../wire';

const reports = reportSummary.array();

export function useReports(cycleId: string) {
  return useQuery({
    queryKey: ['cycle', cycleId, 'reports'],
    queryFn: ({ signal }) => read(reports, `/cycles/${cycleId}/reports`, undefined, signal),
  });
}

export function useReport(reportId: string) {
  return useQuery({
    queryKey: ['report', reportId],
    queryFn: ({ signal }) => read(reportDetail, `/reports/${reportId}`, undefined, signal),
    // Files follow an edit in some seconds; the page looks until they are there.
    refetchInterval: ({ state }) => (state.data?.rendered === false ? 2000 : false),
  });
}

export function useQuotations({ id, revision }: Seen) {
  return useQuery({
    queryKey: ['report', id, 'quotations', revision],
    queryFn: ({ signal }) => read(reportQuotations, `/reports/${id}/quotations`, undefined, signal),
  });
}
export const releaseQuotations = (id: string, input: ReleaseQuotations) =>
  change('PUT', `/reports/${id}/quotations`, input);

type Seen = Pick<ReportDetail, 'id' | 'revision'>;

export function useReportPage({ id, revision }: Seen, lang: Language) {
  return useQuery({
    queryKey: ['report', id, 'page', revision, lang],
    queryFn: ({ signal }) => read(reportPage, `/reports/${id}/page`, { lang }, signal),
    // The words of before stay in sight while those of after are fetched.
    placeholderData: keepPreviousData,
  });
}

/** The pages of several reports, in their order. */
export function useReportPages(reports: readonly Seen[], lang: Language) {
  return useQueries({
    queries: reports.map(({ id, revision }) => ({
      queryKey: ['report', id, 'page', revision, lang],
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        read(reportPage, `/reports/${id}/page`, { lang }, signal),
    })),
  });
}

export function useParagraph({ id, revision }: Seen, blockId: string) {
  return useQuery({
    queryKey: ['report', id, 'paragraph', blockId, revision],
    queryFn: ({ signal }) =>
      read(editableParagraph, `/reports/${id}/paragraphs/${blockId}`, undefined, signal),
  });
}

export function useChanges({ id, revision }: Seen, against: string | undefined) {
  const lang = useLanguage();
  return useQuery({
    queryKey: ['report', id, 'changes', against, revision, lang],
    enabled: against !== undefined,
    queryFn: ({ signal }) => read(reportChanges, `/reports/${id}/changes`, { against, lang }, signal),
  });
}

/** What is on record under a hash, or null. */
export function useRecorded(hash: string) {
  return useQuery({
    queryKey: ['verify', hash],
    enabled: hash !== '',
    queryFn: ({ signal }) => readIfThere(recordedReport, `/verify/${hash}`, signal),
  });
}

// Each names the revision that was read: nobody submits, returns or accepts words that somebody has changed since.
export const submitReport = ({ id, revision }: Seen) => change('POST', `/reports/${id}/submit`, { revision });
export const acceptReport = ({ id, revision }: Seen) => change('POST', `/reports/${id}/accept`, { revision });
export const returnReport = ({ id, revision }: Seen, reason: string) =>
  change('POST', `/reports/${id}/return`, { reason, revision });
export const addComment = (
  id: string,
  input: { blockId: string | null; text: string; replyTo: string | null },
) => change('POST', `/reports/${id}/comments`, input);
export const resolveThread = (id: string, commentId: string) =>
  change('POST', `/reports/${id}/comments/${commentId}/resolve`);
export const reopenThread = (id: string, commentId: string) =>
  change('POST', `/reports/${id}/comments/${commentId}/reopen`);
export const editParagraph = (id: string, blockId: string, input: EditParagraph) =>
  change('PUT', `/reports/${id}/paragraphs/${blockId}`, input);
export const correctReport = (id: string, reason: string) =>
  ask(reportDetail, 'POST', `/reports/${id}/correct`, { reason });
