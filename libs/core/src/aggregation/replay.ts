import type { Result } from '@mingjian/contract/aggregation';
import { keptAnswers, type AudienceInput } from './estimate-audience';
import { scalesOf } from './measures';
import { openLinkReply, openLinkTable } from './open-link-numbers';
import { runPlan } from './plan';
import type { ReplayTable } from './replay-table';
import { prepareTable } from './weighted-audience';

/** Rows and columns as they are written to a replay file. */
export type ReplayRows = Pick<ReplayTable, 'rows' | 'columns'>;

/** The tables of one county × audience that its result can be repeated from. */
export interface Replay {
  table: ReplayTable;
  /** Final weight of each row. */
  weights: Float64Array;
  /** With the excluded answers, where the result says what they would have changed. */
  withExcluded: ReplayTable | null;
  /** The answers by the open link, where the result tells numbers of them: never among those of the sample. */
  openLink: ReplayRows | null;
}

type Repeated = Pick<Result, 'plan' | 'estimates' | 'withExcluded' | 'openLink'>;

/**
 * Makes the replay tables of a published result from what its run froze.
 * @param openAnswers those given without a code
 * @throws Error when the frozen answers no longer give the result that was published
 */
export function replayOf(
  input: Omit<AudienceInput, 'margins'>,
  { plan, estimates, withExcluded, openLink }: Repeated,
  openAnswers: AudienceInput['answers'],
): Replay {
  const scales = scalesOf(input.items);
  const { kept } = keptAnswers(input);
  const { table } = prepareTable({ ...input, answers: kept }, scales);
  const [headline] = plan?.estimates ?? [];
  const answer = plan && headline ? runPlan({ ...plan, estimates: [headline] }, table) : null;
  const published = estimates[0]?.estimate ?? null;
  if (published !== null && answer?.reply.estimates[0]?.estimate !== published) throw changed(input);
  return {
    table,
    weights: answer?.weights ?? new Float64Array(),
    withExcluded: withExcluded ? prepareTable(input, scales.slice(0, 1)).table : null,
    openLink: openLinkRows(input, openLink, openAnswers),
  };
}

function openLinkRows(
  input: Omit<AudienceInput, 'margins'>,
  openLink: Result['openLink'],
  answers: AudienceInput['answers'],
): ReplayRows | null {
  const [overall] = scalesOf(input.items);
  if (!openLink?.plan || !overall) return null;
  const { kept } = keptAnswers({ ...input, answers });
  const { table } = openLinkTable(input, kept, overall);
  if (openLinkReply(openLink.plan, table)?.index !== openLink.index) throw changed(input);
  const columns = table.columns.filter(({ name, about }) => about.of !== 'design' || name === 'base_weight');
  return { rows: table.rows, columns };
}

const changed = ({ countyCode, audience }: Pick<AudienceInput, 'countyCode' | 'audience'>) =>
  new Error(`${countyCode} ${audience}: the snapshot does not give the published result`);
