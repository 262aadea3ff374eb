import { useQuery } from '@tanstack/react-query';
import { indicatorSheet, type PutIndicatorValue } from '@mingjian/contract/indicators';
import { change, read } from '../wire';

/** The tree of a cycle with the values of one county, or without values when no county is asked for. */
export function useIndicators(cycleId: string, county?: string) {
  return useQuery({
    queryKey: ['cycle', cycleId, 'indicators', county ?? ''],
    queryFn: ({ signal }) => read(indicatorSheet, `/cycles/${cycleId}/indicators`, { county }, signal),
  });
}

export const putValue = (cycleId: string, input: PutIndicatorValue) =>
  change('PUT', `/cycles/${cycleId}/indicator-values`, input);
export const importTree = (cycleId: string, form: FormData) =>
  change('POST', `/cycles/${cycleId}/indicators`, form);
