import { z } from 'zod';
import { estimationPlan } from '../estimation';
import { countyCode } from '../identity';
import { audience } from '../surveys';
import { distribution, estimate, gap, importance } from './estimates';
import { screenReason } from './screening';

export const marginCheck = z.object({
  variable: z.string(),
  category: z.string(),
  target: z.number(),
  achieved: z.number(),
});
export const weightingReport = z.object({
  base: z.number(),
  sum: z.number(),
  min: z.number(),
  max: z.number(),
  kishDeff: z.number(),
  effectiveN: z.number(),
  margins: z.array(marginCheck),
  collapses: z.array(z.object({ variable: z.string(), into: z.string(), from: z.array(z.string()) })),
  /** Answers whose weight was cut or raised; null where it is a few. */
  trimmed: z.number().int().nullable(),
  rounds: z.number().int(),
});
export type WeightingReport = z.infer<typeof weightingReport>;

/** 开放链接 of one county × audience: no probability sample, so raked and never with a margin of error. */
export const openLinkResult = z.object({
  evidence: z.literal('open-link'),
  /** Null, as are the numbers, where they are fewer than the plan publishes. */
  answers: z.number().int().nullable(),
  index: z.number().nullable(),
  top2: z.number().nullable(),
  /**
   * Answered for the open link's replay file, it gives both numbers again. Missing where there are none, and in results from
   * before the replay files held these answers.
   */
  plan: estimationPlan.optional(),
});
export type OpenLinkResult = z.infer<typeof openLinkResult>;

/**
 * The result of one county × audience: immutable, its hash taken over all fields but id, runId and createdAt. A field that
 * came later has a default, which is what results stored before it are read with; see `withDefaults`.
 */
export const result = z.object({
  id: z.string(),
  runId: z.string(),
  cycleId: z.string(),
  countyCode,
  audience,
  evidence: z.enum(['probability', 'import']),
  surveyVersionId: z.string(),
  surveyVersionHash: z.string(),
  snapshot: z.object({ answers: z.number().int(), hash: z.string() }),
  weightingPlanHash: z.string(),
  codeVersion: z.string(),
  invited: z.number().int(),
  eligible: z.number().int(),
  answered: z.number().int(),
  /** Null where it is a few, fewer than the plan publishes; so are the counts by reason. */
  excluded: z.number().int().nullable(),
  flagged: z.array(z.object({ reason: screenReason, answers: z.number().int().nullable() })),
  /** The audience index had the confirmed exclusions been kept. */
  withExcluded: z
    .object({
      estimate: z.number().nullable(),
      se: z.number().nullable(),
      /** Where a few were excluded: the estimate is a multiple of this, so that they cannot be worked out. */
      roundedTo: z.number().nullable(),
      plan: estimationPlan,
    })
    .nullable(),
  weighting: weightingReport,
  reliability: z.array(
    z.object({ dimension: z.string(), alpha: z.number().nullable(), items: z.number().int() }),
  ),
  /** Answered for the restricted replay file, it gives every estimate again; null where nobody answered. */
  plan: estimationPlan.nullable().default(null),
  estimates: z.array(estimate),
  distributions: z.array(distribution).default([]),
  importance: z.array(importance).default([]),
  gaps: z.array(gap).default([]),
  /** Null where nobody answered by an open link; results from before there were any say nothing of it. */
  openLink: openLinkResult.nullable().default(null),
  hash: z.string(),
  createdAt: z.iso.datetime(),
});
export type Result = z.infer<typeof result>;

/** GET /api/runs/:id/exports/(results|public|restricted)/:format; CSV and SPSS come as a zip with a codebook. */
export const exportFormat = z.enum(['csv', 'xlsx', 'sav']);
export type ExportFormat = z.infer<typeof exportFormat>;
