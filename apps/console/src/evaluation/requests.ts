import { useQuery } from '@tanstack/react-query';
import {
  evaluation,
  type Evaluation,
  type mergeEvaluation,
  type putOnSite,
  type putRectification,
  type putSelfEvaluation,
  type waiveInput,
} from '@mingjian/contract/evaluation';
import { change, read } from '../wire';

type Parsed<Schema extends { parse: (value: unknown) => unknown }> = ReturnType<Schema['parse']>;
export type SelfEvaluation = Parsed<typeof putSelfEvaluation>;
export type OnSite = Parsed<typeof putOnSite>;
export type Rectification = Parsed<typeof putRectification>;
export type Waiver = Parsed<typeof waiveInput>;
export type Merge = Parsed<typeof mergeEvaluation>;
export type InputName = keyof Evaluation['inputs'];

const evaluations = evaluation.array();

export function useEvaluations(cycleId: string) {
  return useQuery({
    queryKey: ['cycle', cycleId, 'evaluations'],
    queryFn: ({ signal }) => read(evaluations, `/cycles/${cycleId}/evaluations`, undefined, signal),
  });
}

export function useEvaluation(cycleId: string, county: string) {
  return useQuery({
    queryKey: ['cycle', cycleId, 'evaluations', county],
    queryFn: ({ signal }) => read(evaluation, `/cycles/${cycleId}/evaluations/${county}`, undefined, signal),
  });
}

const at = (of: Pick<Evaluation, 'cycleId' | 'countyCode'>) =>
  `/cycles/${of.cycleId}/evaluations/${of.countyCode}`;
export const putSelf = (of: Evaluation, input: SelfEvaluation) =>
  change('PUT', `${at(of)}/self-evaluation`, input);
export const putVisit = (of: Evaluation, input: OnSite) => change('PUT', `${at(of)}/on-site`, input);
export const putLedger = (of: Evaluation, input: Rectification) =>
  change('PUT', `${at(of)}/rectification`, input);
export const waive = (of: Evaluation, input: Waiver) => change('POST', `${at(of)}/waivers`, input);
export const merge = (of: Evaluation, input: Merge) => change('POST', `${at(of)}/merge`, input);
