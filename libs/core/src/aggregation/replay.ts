import type { Result } from '@mingjian/contract/aggregation';
import { keptAnswers, type AudienceInput } from './estimate-audience';
import { scalesOf } from './measures';
import { runPlan } from './plan';
import type { ReplayTable } from './replay-table';
import { prepareTable } from './weighted-audience';

/** The tables of one county × audience that its result can be repeated from. */
export interface Replay {
  table: ReplayTable;
  /** Final weight of each row. */
  weights: Float64Array;
  /** With the excluded answers, where the result says what they would have changed. */
  withExcluded: ReplayTable | null;
}

/**
 * Makes the replay tables of a published result from what its run froze.
 * @throws Error when the frozen answers no longer give the result that was published
 */
export function replayOf(
  input: Omit<AudienceInput, 'margins'>,
  { plan, estimates, withExcluded }: Pick<Result, 'plan' | 'estimates' | 'withExcluded'>,
): Replay {
  const scales = scalesOf(input.items);
  const { kept } = keptAnswers(input);
  const { table } = prepareTable({ ...input, answers: kept }, scales);
  const [headline] = plan?.estimates ?? [];
  const answer = plan && headline ? runPlan({ ...plan, estimates: [headline] }, table) : null;
  const published = estimates[0]?.estimate ?? null;
  if (published !== null && answer?.reply.estimates[0]?.estimate !== published)
    throw new Error(`${input.countyCode} ${input.audience}: the snapshot does not give the published result`);
  return {
    table,
    weights: answer?.weights ?? new Float64Array(),
    withExcluded: withExcluded ? prepareTable(input, scales.slice(0, 1)).table : null,
  };
}
