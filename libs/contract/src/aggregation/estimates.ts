import { z } from 'zod';

export const measure = z.enum(['index', 'top2']);
/** 'index' is (x−1)/4×100, 0–100; 'top2' is 满意率, the share choosing 4 or 5, as a percentage 0–100. */
export type Measure = z.infer<typeof measure>;

/** One estimate of a published result. Suppressed cells carry neither n nor numbers. */
export const estimate = z.object({
  /** stable within a result: measure|scope|key|cut|group, e.g. "index|item|T-03||" */
  id: z.string(),
  measure,
  scope: z.enum(['audience', 'dimension', 'item']),
  /** '' for the audience, the dimension's name or the item's code. */
  key: z.string(),
  cut: z.enum(['', 'stage', 'area']),
  group: z.string(),
  estimate: z.number().nullable(),
  se: z.number().nullable(),
  ci: z.tuple([z.number(), z.number()]).nullable(),
  n: z.number().int().nullable(),
  df: z.number().nullable(),
  deff: z.number().nullable(),
  suppressed: z.boolean(),
  /** Why there is no number, when it is not suppression. */
  reason: z.string().nullable(),
});
export type Estimate = z.infer<typeof estimate>;

/** 作答分布 of one rated item over a whole audience; withheld with the item, and where it would tell of a hidden group. */
export const distribution = z.object({
  /** the item's code */
  key: z.string(),
  /** Weighted percentages of those who rated it, from answer 1 to 5. */
  shares: z.array(z.number()).length(5).nullable(),
  /** Weighted percentage of all who came to it and chose 不适用. */
  notApplicable: z.number().nullable(),
  n: z.number().int().nullable(),
  suppressed: z.boolean(),
});
export type Distribution = z.infer<typeof distribution>;

/** 重要性 of one scored item: its weighted correlation with the overall view, −1 to 1; null where it cannot be had. */
export const importance = z.object({
  key: z.string(),
  correlation: z.number().nullable(),
  /** Answers that have both. */
  n: z.number().int().nullable(),
  suppressed: z.boolean(),
});
export type Importance = z.infer<typeof importance>;

/** 群体差异: the audience's index in a group minus that in the others of its cut, estimated in one design. */
export const gap = z.object({
  /** stable within a result: gap|cut|group */
  id: z.string(),
  cut: z.enum(['stage', 'area']),
  group: z.string(),
  against: z.array(z.string()),
  estimate: z.number().nullable(),
  se: z.number().nullable(),
  ci: z.tuple([z.number(), z.number()]).nullable(),
  df: z.number().nullable(),
  /** Two-sided, adjusted after Holm for all gaps of the cut that are shown. */
  p: z.number().nullable(),
  suppressed: z.boolean(),
  reason: z.string().nullable(),
});
export type Gap = z.infer<typeof gap>;
