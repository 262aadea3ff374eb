import { useQuery } from '@tanstack/react-query';
import {
  issuedCodes,
  sample,
  sampledSchool,
  samplePreview,
  type ReplaceSchool,
  type SamplingPlan,
} from '@mingjian/contract/distribution';
import { tableColumns, type ImportedTable } from '@mingjian/contract/registry';
import { z } from 'zod';
import { ask, read, readIfThere } from '../wire';

/** The sample of a cycle, or null before the draw. */
export function useSample(cycleId: string) {
  return useQuery({
    queryKey: ['cycle', cycleId, 'sample'],
    queryFn: ({ signal }) => readIfThere(sample, `/cycles/${cycleId}/sample`, signal),
  });
}

/** The drawn schools with those that may stand in for them. */
export function useSampledSchools(cycleId: string) {
  return useQuery({
    queryKey: ['cycle', cycleId, 'sampled-schools'],
    queryFn: ({ signal }) =>
      read(z.array(sampledSchool), `/cycles/${cycleId}/sample/schools`, undefined, signal),
  });
}

export const replaceSchool = (cycleId: string, input: ReplaceSchool) =>
  ask(z.array(sampledSchool), 'POST', `/cycles/${cycleId}/sample/replacements`, input);
export const fileColumns = (table: ImportedTable) => (file: File, sheet?: string) => {
  const form = new FormData();
  form.append('file', file, file.name);
  return ask(tableColumns, 'POST', '/frame/columns', form, { table, sheet });
};
export const drawSample = (cycleId: string, plan: SamplingPlan, revision: number) =>
  ask(sample, 'POST', `/cycles/${cycleId}/sample`, plan, { revision });
export const previewSample = (cycleId: string, plan: SamplingPlan) =>
  ask(samplePreview, 'POST', `/cycles/${cycleId}/sample/preview`, plan);
export const issueCodes = (input: { surveyId: string; countyCode: string }) =>
  ask(issuedCodes, 'POST', `/surveys/${input.surveyId}/codes`, { countyCode: input.countyCode });
