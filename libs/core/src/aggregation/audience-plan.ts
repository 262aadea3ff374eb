import type { Estimate, WeightingPlan } from '@mingjian/contract/aggregation';
import type { EstimationPlan, PlannedEstimate } from '@mingjian/contract/estimation';
import { estimateId, type MeasuredScale } from './measures';
import type { RakedItem } from './raking-categories';
import { rakingColumn, scoreColumn } from './replay-table';

/** Names of the replay file and of the plan beside it. */
export const REPLAY_FILE = 'answers.csv';
export const PLAN_FILE = 'PLAN.json';
/** Where those of the open link, and those with the excluded answers, lie within the folder of their county and audience. */
export const OPEN_LINK_FOLDER = 'open-link';
export const WITH_EXCLUDED_FOLDER = 'with-excluded';

/**
 * The plan of a county × audience: schools in strata, classes in grades (not for teachers), persons who answered out of
 * those eligible; raked and trimmed until both hold. What the platform computes is this plan's reply, and so is what
 * `estimate` prints for the replay file.
 * @param input.totals by raked item and group; see rakingTotals
 * @param input.details what is estimated besides; see planned-details.ts
 */
export function audiencePlan(input: {
  hasClasses: boolean;
  raked: readonly RakedItem[];
  totals: readonly number[][];
  trim: WeightingPlan['trim'];
  scales: readonly MeasuredScale[];
  cuts: readonly Exclude<Estimate['cut'], ''>[];
  details: readonly PlannedEstimate[];
}): EstimationPlan {
  const { hasClasses, raked, totals, trim } = input;
  return {
    data: REPLAY_FILE,
    design: {
      strata: hasClasses ? ['stratum', 'grade'] : ['stratum'],
      clusters: hasClasses ? ['school', 'class', 'person'] : ['school', 'person'],
      weights: 'base_weight',
      fpc: hasClasses
        ? ['schools_in_stratum', 'classes_in_grade', 'eligible']
        : ['schools_in_stratum', 'eligible'],
      lonelyPsu: 'adjust',
    },
    ...(raked.length > 0
      ? {
          calibration: {
            method: 'rake',
            margins: raked.map(({ code, groups }, item) => ({
              variables: [rakingColumn(code)],
              totals: groups.map(({ name }, group) => ({
                [rakingColumn(code)]: name,
                total: totals[item]?.[group] ?? 0,
              })),
            })),
            trim: { lower: trim.lower, upper: trim.upper, of: 'median', untilMarginsHold: true },
          },
        }
      : {}),
    estimates: [
      ...input.scales.flatMap((scale) =>
        (['index', 'top2'] as const).flatMap((measure) =>
          (['', ...input.cuts] as const).map((cut): PlannedEstimate => {
            const id = estimateId(measure, scale, cut);
            const by = cut === '' ? {} : { by: [cut] };
            const variable = scoreColumn(measure, scale);
            // A single item's 满意率 is a share of people, and its interval that of a share.
            return measure === 'top2' && scale.itemCodes.length === 1
              ? { id, statistic: 'proportion', variable, values: [100], percent: true, ...by }
              : { id, statistic: 'mean', variable, ...by };
          }),
        ),
      ),
      ...input.details,
    ],
  };
}

/** The published estimate that a row of a plan's reply stands for: the plan's id with the group at its end. */
export function publishedId(id: string, by: Readonly<Record<string, string>>): string {
  return id + Object.values(by).join('');
}
