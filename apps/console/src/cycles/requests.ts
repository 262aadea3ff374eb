import { useQuery } from '@tanstack/react-query';
import {
  agency,
  board,
  cycle,
  type MilestoneKey,
  type OpenCycle,
  type PutMilestone,
} from '@mingjian/contract/cycles';
import { CITY_CODE, county } from '@mingjian/contract/registry';
import { useLanguage } from '../language';
import { ask, change, read } from '../wire';

const cycles = cycle.array();
const agencies = agency.array();
const counties = county.array();

export function useCycles() {
  return useQuery({
    queryKey: ['cycles'],
    queryFn: ({ signal }) => read(cycles, '/cycles', undefined, signal),
  });
}

export function useBoard(id: string) {
  return useQuery({
    queryKey: ['cycle', id, 'board'],
    queryFn: ({ signal }) => read(board, `/cycles/${id}/board`, undefined, signal),
  });
}

export function useAgencies(wanted: boolean) {
  return useQuery({
    queryKey: ['agencies'],
    enabled: wanted,
    queryFn: ({ signal }) => read(agencies, '/agencies', undefined, signal),
  });
}

export function useCounties() {
  return useQuery({
    queryKey: ['counties'],
    staleTime: Infinity,
    queryFn: ({ signal }) => read(counties, '/counties', undefined, signal),
  });
}

/** The name of a county in the reader's language; its code until the names are there. */
export function useCountyName(): (code: string) => string {
  const { data } = useCounties();
  const language = useLanguage();
  return (code) => {
    if (code === CITY_CODE) return language === 'en' ? 'City overview' : '全市总览';
    const found = data?.find((each) => each.code === code);
    if (!found) return code;
    return language === 'en' ? found.nameEn : found.nameZh;
  };
}

export const openCycle = (input: OpenCycle) => ask(cycle, 'POST', '/cycles', input);
export const commission = (cycleId: string, agencyId: string) =>
  change('POST', `/cycles/${cycleId}/commission`, { agencyId });
export const putMilestone = (cycleId: string, key: MilestoneKey, input: PutMilestone) =>
  change('PUT', `/cycles/${cycleId}/milestones/${key}`, input);
