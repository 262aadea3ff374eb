import {
  cronbachAlpha,
  estimateMean,
  estimateProportion,
  type Design,
  type Variable,
} from '@mingjian/statistics';
import {
  screenReason,
  type Estimate,
  type Measure,
  type Result,
  type Run,
  type ScreenReason,
  type WeightingPlan,
} from '@mingjian/contract/aggregation';
import type { Margin } from '@mingjian/contract/registry';
import type { Audience, ItemMapping } from '@mingjian/contract/surveys';
import type { CellFrame } from '../distribution';
import { buildCellTable, type CellTable } from './cell-table';
import { estimateId, scalesOf, type MeasuredScale } from './measures';
import { covariances, crossProducts } from './reliability';
import { isExcluded, screenAnswers, type AnswerRow } from './screens';
import { suppressSmallCells } from './suppression';
import { weightAudience } from './weight-audience';

/** Everything that decides the numbers of one county × audience. */
export interface AudienceInput {
  countyCode: string;
  audience: Audience;
  items: readonly ItemMapping[];
  cells: readonly CellFrame[];
  answers: readonly AnswerRow[];
  margins: readonly Margin[];
  plan: WeightingPlan;
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
  | 'estimates'
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
  const { items, cells, answers, plan } = input;
  yield 'screen';
  const flags = screenAnswers(answers, items, plan.screens);
  const kept = answers.filter((_, index) => !isExcluded(flags[index] ?? [], input.exclusions));
  const scales = scalesOf(items);

  yield 'tabulate';
  const table = tabulate(input, kept, scales);
  yield 'weight';
  const { design, report } = weigh(input, table);
  yield 'estimate';
  const estimates = estimateAll(input, table, design, scales);
  yield 'suppress';
  const persons = (cut: Estimate['cut'], group: string) =>
    table.cells.reduce(
      (total, cell, r) => total + (belongs(cell, cut, group) ? (table.count[r] ?? 0) : 0),
      0,
    );
  return {
    invited: cells.reduce((total, cell) => total + cell.invited, 0),
    eligible: cells.reduce((total, cell) => total + cell.eligible, 0),
    answered: answers.length,
    excluded: answers.length - kept.length,
    flagged: screenReason.options.map((reason) => ({
      reason,
      answers: flags.filter((reasons) => reasons.includes(reason)).length,
    })),
    withExcluded: kept.length === answers.length ? null : headlineOf(input, answers, scales),
    weighting: report,
    reliability: scales
      .filter((scale) => scale.scope !== 'item' && scale.itemCodes.length > 1)
      .map((scale) => {
        const covariance = covariances(crossProducts(scale, kept));
        return {
          dimension: scale.key,
          alpha: covariance && cronbachAlpha(covariance),
          items: scale.itemCodes.length,
        };
      }),
    estimates: suppressSmallCells(estimates, persons, plan.suppressBelow),
  };
}

function tabulate(
  input: AudienceInput,
  answers: readonly AnswerRow[],
  scales: readonly MeasuredScale[],
): CellTable {
  const raking = new Map(
    declaredMargins(input).map(({ variable, categories }) => [variable, new Set(categories)] as const),
  );
  return buildCellTable(input.cells, answers, scales, raking);
}

function declaredMargins({ plan, audience }: AudienceInput): WeightingPlan['margins'] {
  return plan.margins.filter((margin) => margin.audience === audience);
}

/** Three stages: schools in strata, classes in grades (not for teachers), persons who answered out of those eligible. */
function weigh(input: AudienceInput, table: CellTable): { design: Design; report: Result['weighting'] } {
  const { weight, calibration, report } = weightAudience(
    table,
    input.plan,
    declaredMargins(input),
    input.margins,
  );
  const label = numbering();
  const { cells } = table;
  const schools = {
    stratum: Int32Array.from(cells, (cell) => label(`${cell.stage}/${cell.area}`)),
    unit: table.school,
    populationSize: Float64Array.from(cells, (cell) => cell.schoolsInStratum),
  };
  const classes = {
    stratum: Int32Array.from(cells, (cell, r) => label(`${table.school[r] ?? 0}/${cell.grade ?? ''}`)),
    unit: table.class,
    populationSize: Float64Array.from(cells, (cell) => cell.classesInGrade ?? 1),
  };
  return {
    design: {
      size: cells.length,
      count: table.count,
      weight,
      stages: cells.some((cell) => cell.classKey !== null) ? [schools, classes] : [schools],
      persons: { stratum: table.class, populationSize: Float64Array.from(cells, (cell) => cell.eligible) },
      lonelyPsu: 'adjust',
      calibration,
    },
    report,
  };
}

function estimateAll(
  { plan, audience, cells }: AudienceInput,
  table: CellTable,
  design: Design,
  scales: readonly MeasuredScale[],
): Estimate[] {
  // A teacher is never shown below county × stage: where a school stands would narrow it down too far.
  const cuts = plan.cuts.filter((cut) => audience !== 'teacher' || cut === 'stage');
  const groups = cuts.flatMap((cut) =>
    [...new Set(cells.map((cell) => cell[cut] as string))].sort().map((group) => ({ cut, group })),
  );
  return scales.flatMap((scale) =>
    measures.flatMap((measure) => {
      const variable = table.variables.get(estimateId(measure, scale));
      if (!variable) return [];
      return [{ cut: '' as const, group: '' }, ...groups].map(({ cut, group }): Estimate => {
        const numbers = estimateOne(scale, measure, variable, design, (r) =>
          belongs(table.cells[r], cut, group),
        );
        return {
          id: estimateId(measure, scale, cut, group),
          measure,
          scope: scale.scope,
          key: scale.key,
          cut,
          group,
          ...numbers,
        };
      });
    }),
  );
}

function estimateOne(
  scale: MeasuredScale,
  measure: Measure,
  variable: Variable,
  design: Design,
  inDomain: (record: number) => boolean,
): Pick<Estimate, 'estimate' | 'se' | 'ci' | 'n' | 'df' | 'deff' | 'suppressed' | 'reason'> {
  const isProportion = measure === 'top2' && scale.itemCodes.length === 1;
  const { n, estimate, se, ci, df, deff, reason } = isProportion
    ? inPercent(estimateProportion(design, asShare(variable), inDomain))
    : estimateMean(design, variable, inDomain);
  return { estimate, se, ci, n, df, deff, suppressed: false, reason };
}

/** A percentage of 0 or 100 a person, as zeros and ones. */
function asShare({ n, sum, sumOfSquares }: Variable): Variable {
  return { n, sum: sum.map((each) => each / 100), sumOfSquares: sumOfSquares.map((each) => each / 10_000) };
}

function inPercent<E extends { estimate: number | null; se: number | null; ci: [number, number] | null }>(
  share: E,
): E {
  const { estimate, se, ci } = share;
  return {
    ...share,
    estimate: estimate === null ? null : 100 * estimate,
    se: se === null ? null : 100 * se,
    ci: ci && [100 * ci[0], 100 * ci[1]],
  };
}

/** The audience index over all answers, excluded ones too, so that a reader sees what the exclusion did. */
function headlineOf(
  input: AudienceInput,
  answers: readonly AnswerRow[],
  scales: readonly MeasuredScale[],
): Result['withExcluded'] {
  const whole = scales.slice(0, 1);
  const table = tabulate(input, answers, whole);
  const { design } = weigh(input, table);
  const variable = whole[0] && table.variables.get(estimateId('index', whole[0]));
  if (!variable) return null;
  const { estimate, se } = estimateMean(design, variable);
  return { estimate, se };
}

function belongs(cell: CellFrame | undefined, cut: Estimate['cut'], group: string): boolean {
  return cut === '' || cell?.[cut] === group;
}

/** Numbers texts from 0 in the order in which they are first seen. */
function numbering(): (text: string) => number {
  const seen = new Map<string, number>();
  return (text) => {
    const known = seen.get(text) ?? seen.size;
    seen.set(text, known);
    return known;
  };
}
