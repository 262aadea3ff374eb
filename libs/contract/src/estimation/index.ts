import { z } from 'zod';

/** A value as the CSV writes it: `1` and `"1"` are alike. */
const value = z.union([z.string(), z.number(), z.boolean()]);
/** Column → value or values; matched against the text of the CSV. */
const condition = z.record(z.string().min(1), z.union([value, z.array(value).min(1)]));
const column = z.string().min(1);

const common = {
  id: z.string().min(1),
  where: condition.optional(),
  level: z.number().gt(0).lt(1).optional(),
  /** One row for each combination of values that occurs. */
  by: z.array(column).optional(),
};

/** `xlogit` is another name of `logit`, `wald` of `mean`. */
export const proportionInterval = z.enum(['logit', 'beta', 'xlogit', 'asin', 'likelihood', 'mean', 'wald']);

export const plannedEstimate = z.discriminatedUnion('statistic', [
  z.strictObject({ ...common, statistic: z.literal('mean'), variable: column }),
  z.strictObject({ ...common, statistic: z.literal('total'), variable: column }),
  z.strictObject({
    ...common,
    statistic: z.literal('proportion'),
    variable: column,
    values: z.array(value).min(1),
    interval: proportionInterval.optional(),
    /** Estimate, standard error and interval times 100. */
    percent: z.boolean().optional(),
  }),
  z.strictObject({ ...common, statistic: z.literal('ratio'), numerator: column, denominator: column }),
  z.strictObject({
    ...common,
    statistic: z.literal('quantile'),
    variable: column,
    probability: z.number().gt(0).lt(1),
  }),
  z.strictObject({
    ...common,
    statistic: z.literal('difference'),
    of: z.literal('mean'),
    variable: column,
    /** Two domains without a common member: the first minus the second. */
    between: z.tuple([condition, condition]),
  }),
]);
export type PlannedEstimate = z.infer<typeof plannedEstimate>;

export const surveyDesign = z.strictObject({
  /** One column a stage. */
  strata: z.array(column).optional(),
  /** Primary sampling units first, then later stages; none: the rows are the units. */
  clusters: z.array(column).optional(),
  /** May be left out when `fpc` gives them. */
  weights: column.optional(),
  /** One column a stage: population sizes, or sampling fractions up to 1. */
  fpc: z.array(column).optional(),
  /** Cluster names repeat in other strata. */
  nest: z.boolean().optional(),
  lonelyPsu: z.enum(['fail', 'remove', 'adjust', 'average', 'certainty']).optional(),
});

const pair = (schema: z.ZodNumber) =>
  z.tuple([schema, schema]).refine(([low, high]) => low < high, 'the first must be below the second');

export const plannedCalibration = z.strictObject({
  /** `rake` and `raking` are the same weights; see `variance`. */
  method: z.enum(['poststratify', 'rake', 'linear', 'raking', 'logit']),
  margins: z
    .array(
      z.strictObject({
        variables: z.array(column).min(1),
        /** A value for each variable, and the population's total. */
        totals: z.array(z.object({ total: z.number().positive() }).catchall(value)).min(1),
      }),
    )
    .min(1),
  /** On the factor by which a weight changes. */
  bounds: pair(z.number().min(0)).optional(),
  trim: z
    .strictObject({
      lower: z.number().min(0),
      upper: z.number().positive(),
      /** What `lower` and `upper` are multiples of. */
      of: z.enum(['median', 'mean']).optional(),
      /** Repeat until no weight is outside. */
      strict: z.boolean().optional(),
      /** Calibrate again after trimming, and repeat until margins and bounds hold together: the platform's own way. */
      untilMarginsHold: z.boolean().optional(),
    })
    .refine(({ lower, upper }) => lower < upper, 'lower must be below upper')
    .refine(
      ({ strict, untilMarginsHold }) => !(strict && untilMarginsHold),
      'strict and untilMarginsHold are two ways of trimming: choose one',
    )
    .optional(),
  /** `ten-sweeps` is the approximation of R's rake(), for comparison only. */
  variance: z.enum(['exact', 'ten-sweeps']).optional(),
});

/** The analyst's plan: what `estimate` reads and what a published result can be re-run from. */
export const estimationPlan = z.strictObject({
  /** Path of the CSV from the plan's folder. */
  data: z.string().min(1),
  design: surveyDesign,
  calibration: plannedCalibration.optional(),
  estimates: z.array(plannedEstimate).min(1),
  /** Path for the final weights, from the plan's folder. */
  writeWeights: z.string().min(1).optional(),
});
export type EstimationPlan = z.infer<typeof estimationPlan>;

export const estimationReply = z.object({
  /** Rows of the file. */
  n: z.number().int(),
  weights: z.object({ sum: z.number(), sumOfSquares: z.number(), min: z.number(), max: z.number() }),
  estimates: z.array(
    z.object({
      id: z.string(),
      by: z.record(z.string(), z.string()),
      /** Rows used: weight above zero, value present. */
      n: z.number().int(),
      estimate: z.number().nullable(),
      se: z.number().nullable(),
      df: z.number().nullable(),
      /** An end is null where a quantile's interval is open. */
      ci: z.tuple([z.number().nullable(), z.number().nullable()]).nullable(),
      deff: z.number().nullable(),
      /** Why something is null. */
      reason: z.string().nullable(),
    }),
  ),
  warnings: z.array(z.string()),
});
export type EstimationReply = z.infer<typeof estimationReply>;
