import { useQuery } from '@tanstack/react-query';
import type { Language } from '@mingjian/contract';
import { reportDetail, reportSummary } from '@mingjian/contract/reports';
import { change, read, readText } from '../wire';

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
  });
}

export function useReportHtml(reportId: string, hash: string, lang: Language) {
  return useQuery({
    queryKey: ['report', reportId, 'html', hash, lang],
    staleTime: Infinity,
    queryFn: ({ signal }) => readText(`/reports/${reportId}/files/html`, { lang }, signal),
  });
}

export const submitReport = (id: string) => change('POST', `/reports/${id}/submit`);
export const acceptReport = (id: string) => change('POST', `/reports/${id}/accept`);
export const returnReport = (id: string, reason: string) =>
  change('POST', `/reports/${id}/return`, { reason });
export const addComment = (id: string, input: { blockId: string | null; text: string }) =>
  change('POST', `/reports/${id}/comments`, input);
