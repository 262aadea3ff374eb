import { useQueries, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import {
  exclusion,
  result,
  run,
  type Run,
  screeningRow,
  type ScreenReason,
  storedWeightingPlan,
  type WeightingPlan,
} from '@mingjian/contract/aggregation';
import type { Localized } from '@mingjian/contract';
import { surveyDetail, type SurveyDetail } from '@mingjian/contract/surveys';
import { useSurveys } from '../surveys/requests';
import { apiPath, ask, change, read, readIfThere } from '../wire';

const runs = run.array();
const results = result.array();
const exclusions = exclusion.array();
const screening = screeningRow.array();

const isUnderWay = (status: Run['status'] | undefined) => status === 'queued' || status === 'running';

export function useRuns(cycleId: string) {
  return useQuery({
    queryKey: ['cycle', cycleId, 'runs'],
    queryFn: ({ signal }) => read(runs, `/cycles/${cycleId}/runs`, undefined, signal),
    refetchInterval: ({ state }) => (state.data?.some((each) => isUnderWay(each.status)) ? 5000 : false),
  });
}

/**
 * One run, live while it is under way: the server sends the whole run at each change. Should that stream break, the
 * page asks every five seconds instead, so that leaving and coming back always finds the present state.
 */
export function useRun(runId: string) {
  const queries = useQueryClient();
  const [streaming, setStreaming] = useState(false);
  const query = useQuery({
    queryKey: ['run', runId],
    queryFn: ({ signal }) => read(run, `/runs/${runId}`, undefined, signal),
    refetchInterval: ({ state }) => (isUnderWay(state.data?.status) && !streaming ? 5000 : false),
  });
  const underWay = isUnderWay(query.data?.status);
  useEffect(() => {
    if (!underWay) return;
    const source = new EventSource(apiPath(`/runs/${runId}/events`));
    source.onopen = () => setStreaming(true);
    source.onerror = () => setStreaming(false);
    source.onmessage = (event: MessageEvent<string>) => {
      const seen = run.safeParse(JSON.parse(event.data));
      if (!seen.success) return;
      queries.setQueryData(['run', runId], seen.data);
      if (!isUnderWay(seen.data.status)) {
        source.close();
        void queries.invalidateQueries({ queryKey: ['cycle', seen.data.cycleId] });
      }
    };
    return () => {
      source.close();
      setStreaming(false);
    };
  }, [runId, underWay, queries]);
  return query;
}

export function useResults(runId: string, wanted: boolean) {
  return useQuery({
    queryKey: ['run', runId, 'results'],
    enabled: wanted,
    // Results are immutable once published.
    staleTime: Infinity,
    queryFn: ({ signal }) => read(results, `/runs/${runId}/results`, undefined, signal),
  });
}

export function useWeightingPlan(cycleId: string) {
  return useQuery({
    queryKey: ['cycle', cycleId, 'weighting-plan'],
    queryFn: ({ signal }) => readIfThere(storedWeightingPlan, `/cycles/${cycleId}/weighting-plan`, signal),
  });
}

export function useScreening(cycleId: string) {
  return useQuery({
    queryKey: ['cycle', cycleId, 'screening'],
    queryFn: ({ signal }) => read(screening, `/cycles/${cycleId}/screening`, undefined, signal),
  });
}

export function useExclusions(cycleId: string) {
  return useQuery({
    queryKey: ['cycle', cycleId, 'exclusions'],
    queryFn: ({ signal }) => read(exclusions, `/cycles/${cycleId}/exclusions`, undefined, signal),
  });
}

/** The cycle's surveys with their items, as far as this person may read them. */
export function useSurveyDetails(cycleId: string): SurveyDetail[] {
  const surveys = useSurveys(cycleId);
  const details = useQueries({
    queries: (surveys.data ?? []).map((each) => ({
      queryKey: ['survey', each.id],
      staleTime: 5 * 60_000,
      queryFn: () => read(surveyDetail, `/surveys/${each.id}`),
    })),
  });
  return details.flatMap((each) => (each.data ? [each.data] : []));
}

/** Item code → wording. */
export function useItemTexts(cycleId: string): Map<string, Localized> {
  const details = useSurveyDetails(cycleId);
  return new Map(details.flatMap((each) => each.items.map((item) => [item.code, item.text] as const)));
}

export const startRun = (cycleId: string) => ask(run, 'POST', `/cycles/${cycleId}/runs`);
export const putPlan = (cycleId: string, plan: WeightingPlan) =>
  change('PUT', `/cycles/${cycleId}/weighting-plan`, plan);
export const propose = (cycleId: string, input: { reasons: ScreenReason[]; note: string }) =>
  change('POST', `/cycles/${cycleId}/exclusions`, input);
export const confirmExclusion = (id: string) => change('POST', `/exclusions/${id}/confirm`);
