import { cronbachAlpha } from '@mingjian/statistics';
import {
  screenReason,
  type Estimate,
  type Measure,
  type Result,
  type Run,
  type ScreenReason,
} from '@mingjian/contract/aggregation';
import type { EstimationReply } from '@mingjian/contract/estimation';
import type { Margin } from '@mingjian/contract/registry';
import { publishedId } from './audience-plan';
import { plannedShares, publishedDistributions } from './distributions';
import { contrastsOf, plannedGaps, publishedGaps, type Contrast } from './group-gaps';
import { importanceOf } from './importance';
import { estimateId, scalesOf, type MeasuredScale } from './measures';
import { covariances, crossProducts } from './reliability';
import { scoreColumn } from './replay-table';
import { isExcluded, screenAnswers } from './screens';
import { roundingFor, tellCount } from './small-counts';
import type { Cell } from './protected-cell';
import { suppressCells } from './suppression';
import { estimateTable, prepareTable, type EstimatedTable, type SampledAnswers } from './weighted-audience';

/** Everything that decides the numbers of one county × audience. */
export interface AudienceInput extends SampledAnswers {
  countyCode: string;
  margins: readonly Margin[];
  /** Confirmed exclusions; an answer is excluded when it shows all reasons of one. */
  exclusions: readonly (readonly ScreenReason[])[];
}

/** The numbers of a Result, without ids, versions and times. */
export type AudienceNumbers = Pick<
  Result,
  | 'invited'
  | 'eligible'
  | 'answered'
  | 'excluded'
  | 'flagged'
  | 'withExcluded'
  | 'weighting'
  | 'reliability'
  | 'plan'
  | 'estimates'
  | 'distributions'
  | 'importance'
  | 'gaps'
>;

const measures: Measure[] = ['index', 'top2'];

/**
 * From answers to estimates: screen, tabulate, weight, estimate, suppress. A plain function of its input; the order of
 * the answers and the random ids of cells do not matter to the last bit.
 */
export function estimateAudience(input: AudienceInput): AudienceNumbers {
  const steps = estimateInSteps(input);
  let next = steps.next();
  while (!next.done) next = steps.next();
  return next.value;
}

/** The same, pausing before each step so that a caller can show how far it is. */
export function* estimateInSteps(
  input: AudienceInput,
): Generator<Run['parts'][number]['step'], AudienceNumbers> {
  const { items, cells, answers, plan, margins } = input;
  yield 'screen';
  const { kept, flags } = keptAnswers(input);
  const scales = scalesOf(items);
  yield 'tabulate';
  const prepared = prepareTable({ ...input, answers: kept }, scales);
  yield 'weight';
  const withExcluded =
    kept.length === answers.length
      ? null
      : estimateTable(prepareTable(input, scales.slice(0, 1)), input, margins, scales.slice(0, 1), []);
  yield 'estimate';
  const contrasts = contrastsOf(input.cells, cutsOf(input));
  const details = [...plannedShares(items), ...plannedGaps(contrasts)];
  const estimated = estimateTable(prepared, input, margins, scales, cutsOf(input), details);
  yield 'suppress';
  const tell = (count: number) => tellCount(count, plan.suppressBelow);
  const excluded = answers.length - kept.length;
  return {
    invited: cells.reduce((total, cell) => total + cell.invited, 0),
    eligible: cells.reduce((total, cell) => total + cell.eligible, 0),
    answered: answers.length,
    excluded: tell(excluded),
    flagged: screenReason.options.map((reason) => ({
      reason,
      answers: tell(flags.filter((reasons) => reasons.includes(reason)).length),
    })),
    withExcluded:
      kept.length < plan.suppressBelow ? null : headlineOf(withExcluded, excluded, plan.suppressBelow),
    weighting: { ...estimated.report, trimmed: tell(estimated.report.trimmed ?? 0) },
    reliability: kept.length < plan.suppressBelow ? [] : reliabilityOf(scales, kept),
    plan: estimated.plan,
    ...publish(input, estimated, scales, contrasts),
  };
}

/** Screens the answers and leaves out those under a confirmed exclusion. */
export function keptAnswers({ answers, items, plan, exclusions }: Omit<AudienceInput, 'margins'>): {
  kept: AudienceInput['answers'];
  flags: ScreenReason[][];
} {
  const flags = screenAnswers(answers, items, plan.screens);
  return { kept: answers.filter((_, index) => !isExcluded(flags[index] ?? [], exclusions)), flags };
}

/** A teacher is never shown below county × stage: where a school stands would narrow it down too far. */
function cutsOf({ plan, audience }: AudienceInput): AudienceInput['plan']['cuts'] {
  return plan.cuts.filter((cut) => audience !== 'teacher' || cut === 'stage');
}

/** The plan's reply as published numbers, small cells and what would give them away hidden. */
function publish(
  input: AudienceInput,
  { table, answer }: EstimatedTable,
  scales: readonly MeasuredScale[],
  contrasts: readonly Contrast[],
): Pick<AudienceNumbers, 'estimates' | 'distributions' | 'importance' | 'gaps'> {
  const groups = [
    { cut: '' as const, group: '' },
    ...cutsOf(input).flatMap((cut) =>
      [...new Set(input.cells.map((cell) => cell[cut] as string))].sort().map((group) => ({ cut, group })),
    ),
  ];
  const replies = new Map(
    (answer?.reply.estimates ?? []).map((reply) => [publishedId(reply.id, reply.by), reply]),
  );
  const places = scales.flatMap((scale) => groups.map((of) => ({ scale, ...of })));
  const rowsOf = membership(table);
  const dimensions = new Map(input.items.map((item) => [item.code, item]));
  const cells = places.map(({ scale, cut, group }): Cell => {
    const rows = rowsOf(cut, group);
    const scores = table.rows > 0 ? table.numbers(scoreColumn('index', scale)) : new Float64Array();
    const valued = rows.filter((row) => !Number.isNaN(scores[row]));
    const item = scale.scope === 'item' ? dimensions.get(scale.key) : undefined;
    return {
      scope: scale.scope,
      key: scale.key,
      dimension: item?.dimension ?? null,
      isScored: item?.role === 'scored',
      cut,
      group,
      persons: rows.length,
      n: valued.length,
      population: valued.reduce((sum, row) => sum + (answer?.weights[row] ?? 0), 0),
      means: measures.map((measure) => replies.get(estimateId(measure, scale, cut, group))?.estimate ?? null),
    };
  });
  const hidden = suppressCells(cells, input.plan.suppressBelow);
  const estimates = scales.flatMap((scale) =>
    measures.flatMap((measure) =>
      groups.map(({ cut, group }): Estimate => {
        const id = estimateId(measure, scale, cut, group);
        const at = places.findIndex(
          (place) => place.scale === scale && place.cut === cut && place.group === group,
        );
        const place = { id, measure, scope: scale.scope, key: scale.key, cut, group };
        return { ...place, ...(hidden[at] ? hiddenNumbers : numbersOf(replies.get(id))) };
      }),
    ),
  );
  return {
    estimates,
    distributions: publishedDistributions(input.items, replies, cells, hidden),
    importance: importanceOf(input.items, table, answer?.weights ?? new Float64Array(), cells, hidden),
    gaps: publishedGaps(contrasts, replies, cells, hidden),
  };
}

const hiddenNumbers = {
  estimate: null,
  se: null,
  ci: null,
  n: null,
  df: null,
  deff: null,
  suppressed: true,
  reason: null,
};

function numbersOf(
  reply: EstimationReply['estimates'][number] | undefined,
): Omit<Estimate, 'id' | 'measure' | 'scope' | 'key' | 'cut' | 'group'> {
  if (!reply) return { ...hiddenNumbers, n: 0, suppressed: false, reason: 'no-values' };
  const { estimate, se, ci, n, df, deff, reason } = reply;
  const closed = ci && ci[0] !== null && ci[1] !== null ? ([ci[0], ci[1]] as [number, number]) : null;
  return { estimate, se, ci: closed, n, df, deff, suppressed: false, reason };
}

/** Rows of the table by group of a cut. */
function membership(table: EstimatedTable['table']): (cut: Estimate['cut'], group: string) => number[] {
  const all = Array.from({ length: table.rows }, (_, row) => row);
  return (cut, group) => {
    if (cut === '' || table.rows === 0) return all;
    const { codes, text } = table.coded(cut);
    return all.filter((row) => text(codes[row] ?? 0) === group);
  };
}

/** The audience index over all answers, excluded ones too, so that a reader sees what the exclusion did. */
function headlineOf(
  estimated: EstimatedTable | null,
  excluded: number,
  threshold: number,
): Result['withExcluded'] {
  const [found] = estimated?.answer?.reply.estimates ?? [];
  if (!estimated?.plan || !found) return null;
  const { plan, table } = estimated;
  const { estimate, se } = found;
  if (excluded >= threshold) return { estimate, se, roundedTo: null, plan };
  const roundedTo = roundingFor(excluded, table.rows);
  const rounded = estimate === null ? null : Math.round(estimate / roundedTo) * roundedTo;
  return { estimate: rounded, se: null, roundedTo, plan };
}

function reliabilityOf(
  scales: readonly MeasuredScale[],
  kept: AudienceInput['answers'],
): Result['reliability'] {
  return scales
    .filter((scale) => scale.scope !== 'item' && scale.itemCodes.length > 1)
    .map((scale) => {
      const covariance = covariances(crossProducts(scale, kept));
      return {
        dimension: scale.key,
        alpha: covariance && cronbachAlpha(covariance),
        items: scale.itemCodes.length,
      };
    });
}
