import { z } from 'zod';

const value = z.union([z.string(), z.number(), z.boolean()]);
/** Column → value or values; matched against the text of the CSV. */
const condition = z.record(z.string(), z.union([value, z.array(value).min(1)]));

const common = {
  id: z.string().min(1),
  where: condition.optional(),
  level: z.number().gt(0).lt(1).optional(),
};
const grouped = { ...common, by: z.array(z.string()).optional() };

export const plannedEstimate = z.discriminatedUnion('statistic', [
  z.strictObject({ ...grouped, statistic: z.literal('mean'), variable: z.string() }),
  z.strictObject({ ...grouped, statistic: z.literal('total'), variable: z.string() }),
  z.strictObject({
    ...grouped,
    statistic: z.literal('proportion'),
    variable: z.string(),
    values: z.array(value).min(1),
    interval: z.enum(['logit', 'mean']).optional(),
  }),
  z.strictObject({
    ...grouped,
    statistic: z.literal('ratio'),
    numerator: z.string(),
    denominator: z.string(),
  }),
  z.strictObject({
    ...common,
    statistic: z.literal('difference'),
    of: z.literal('mean'),
    variable: z.string(),
    between: z.tuple([condition, condition]),
  }),
]);
export type PlannedEstimate = z.infer<typeof plannedEstimate>;

export const surveyDesign = z.strictObject({
  strata: z.array(z.string()).optional(),
  /** Primary sampling units first, then later stages. */
  clusters: z.array(z.string()).optional(),
  weights: z.string().optional(),
  /** One column a stage: population sizes, or sampling fractions up to 1. */
  fpc: z.array(z.string()).optional(),
  nest: z.boolean().optional(),
  lonelyPsu: z.enum(['fail', 'remove', 'adjust', 'average', 'certainty']).optional(),
});

export const plannedCalibration = z.strictObject({
  method: z.enum(['rake', 'raking', 'poststratify']),
  margins: z
    .array(
      z.strictObject({
        variables: z.array(z.string()).min(1),
        totals: z.array(z.object({ total: z.number().positive() }).catchall(value)).min(1),
      }),
    )
    .min(1),
});

/** The analyst's plan: what `estimate` reads and what a published result can be re-run from. */
export const estimationPlan = z.strictObject({
  /** Path of the CSV from the plan's folder. */
  data: z.string().min(1),
  design: surveyDesign,
  calibration: plannedCalibration.optional(),
  estimates: z.array(plannedEstimate).min(1),
  writeWeights: z.string().optional(),
});
export type EstimationPlan = z.infer<typeof estimationPlan>;

export const estimationReply = z.object({
  n: z.number().int(),
  weights: z.object({ sum: z.number(), sumOfSquares: z.number(), min: z.number(), max: z.number() }),
  estimates: z.array(
    z.object({
      id: z.string(),
      by: z.record(z.string(), z.string()),
      n: z.number().int(),
      estimate: z.number().nullable(),
      se: z.number().nullable(),
      df: z.number().nullable(),
      ci: z.tuple([z.number(), z.number()]).nullable(),
      deff: z.number().nullable(),
      reason: z.string().nullable(),
    }),
  ),
  warnings: z.array(z.string()),
});
export type EstimationReply = z.infer<typeof estimationReply>;
