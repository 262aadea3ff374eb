import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { auditPage, auditVerdict } from '@mingjian/contract/identity';
import { read } from '../wire';

export function useAuditPage(page: number) {
  return useQuery({
    queryKey: ['audit', page],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => read(auditPage, '/audit', { page }, signal),
  });
}

export function useVerdict() {
  return useQuery({
    queryKey: ['audit-verdict'],
    staleTime: 0,
    queryFn: ({ signal }) => read(auditVerdict, '/audit/verdict', undefined, signal),
  });
}
