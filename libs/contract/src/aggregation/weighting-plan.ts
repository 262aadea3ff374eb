import { z } from 'zod';
import { audience } from '../surveys';

/** 加权方案: fixed and hashed before the first answer. */
export const weightingPlan = z.strictObject({
  nonresponseClass: z.enum(['stratum', 'stratum-grade']),
  margins: z.array(
    z.object({
      audience,
      /** Demographic item whose answers are raked to the registry's margins, e.g. P-D4. */
      variable: z.string(),
      /** Order in which neighbouring categories collapse when one is smaller than minimumCell. */
      categories: z
        .array(z.string())
        .min(2)
        .refine((all) => new Set(all).size === all.length, { message: 'each category once' }),
    }),
  ),
  minimumCell: z.number().int().min(1),
  /** Multiples of the median weight. */
  trim: z
    .object({ lower: z.number().positive(), upper: z.number().positive() })
    .refine(({ lower, upper }) => lower < 1 && upper > 1, { message: 'lower < 1 < upper', path: ['lower'] }),
  suppressBelow: z.number().int().min(1),
  cuts: z.array(z.enum(['stage', 'area'])),
  /** Screens whose confirmed exclusion removes an answer from the run. */
  screens: z.object({
    attention: z.boolean(),
    millisecondsPerItem: z.number(),
    straightLining: z.boolean(),
    notApplicableShare: z.number(),
  }),
});
export type WeightingPlan = z.infer<typeof weightingPlan>;
/** GET /api/cycles/:id/weighting-plan; 404 while none has been fixed. */
export const storedWeightingPlan = z.object({ plan: weightingPlan, hash: z.string() });
export type StoredWeightingPlan = z.infer<typeof storedWeightingPlan>;
