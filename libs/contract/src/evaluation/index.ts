import { z } from 'zod';
import { countyCode } from '../identity';

/** 自评报告 in its five parts, together at most 5,000 characters (white space not counted). */
export const selfEvaluationParts = z.strictObject({
  review: z.string().max(20_000),
  results: z.string().max(20_000),
  practices: z.string().max(20_000),
  problems: z.string().max(20_000),
  measures: z.string().max(20_000),
});
export type SelfEvaluationParts = z.infer<typeof selfEvaluationParts>;
export const SELF_EVALUATION_LIMIT = 5000;

/** The limit counts every character but white space, as the form shows. */
export function countCharacters(text: string): number {
  return [...text.replace(/\s/gu, '')].length;
}

export const putSelfEvaluation = z.strictObject({
  parts: selfEvaluationParts,
  publicityUrl: z.union([z.literal(''), z.url({ protocol: /^https?$/ })]),
  publicityFrom: z.iso.date().nullable(),
  publicityTo: z.iso.date().nullable(),
  signedBy: z.string().max(50),
  submit: z.boolean(),
  revision: z.number().int(),
});
export const putOnSite = z.strictObject({
  visitedOn: z.iso.date(),
  /** School types and rural schools seen; the plan wants all types and rural ones. */
  schools: z
    .array(z.object({ name: z.string().min(1).max(100), stage: z.string(), rural: z.boolean() }))
    .min(1)
    .max(100),
  findings: z.string().min(1).max(20_000),
  submit: z.boolean(),
  revision: z.number().int(),
});
export const rectificationState = z.enum(['not-started', 'in-progress', 'done', 'rechecked', 'returned']);
export const putRectification = z.strictObject({
  items: z
    .array(
      z.object({
        problem: z.string().min(1).max(2000),
        source: z.string().max(200),
        measure: z.string().max(2000),
        owner: z.string().max(100),
        due: z.iso.date(),
        state: rectificationState,
      }),
    )
    .max(200),
  revision: z.number().int(),
});

export const inputState = z.object({
  accepted: z.boolean(),
  /** Why the merge may go on without this input, written by the office. */
  waiver: z.string().nullable(),
});
/** 综合评价: what the office concluded from the inputs as they stood, under one hash. */
export const merge = z.object({
  at: z.iso.datetime(),
  by: z.string(),
  conclusion: z.string(),
  /** of the monitoring report that went in, or null when monitoring was waived */
  monitoringHash: z.string().nullable(),
  hash: z.string(),
});
export type Merge = z.infer<typeof merge>;

/**
 * GET /api/cycles/:id/evaluations/:countyCode. Drafts are shown to their authors only, and a visit's findings to the
 * county once they were merged.
 */
export const evaluation = z.object({
  cycleId: z.string(),
  countyCode,
  selfEvaluation: z
    .object({ ...putSelfEvaluation.shape, submittedAt: z.iso.datetime().nullable() })
    .nullable(),
  onSite: z.object({ ...putOnSite.shape, submittedAt: z.iso.datetime().nullable() }).nullable(),
  monitoring: z
    .object({
      reportId: z.string(),
      version: z.number().int(),
      hash: z.string(),
      acceptedAt: z.iso.datetime(),
    })
    .nullable(),
  rectification: z.object({ ...putRectification.shape }).nullable(),
  inputs: z.object({ selfEvaluation: inputState, monitoring: inputState, onSite: inputState }),
  /** The merge that stands; a monitoring report accepted after it calls for a new one. */
  merged: merge.nullable(),
  /** Merges which no longer stand, the latest first. */
  earlier: z.array(merge),
});
export type Evaluation = z.infer<typeof evaluation>;
export type PutSelfEvaluation = z.infer<typeof putSelfEvaluation>;
export type PutOnSite = z.infer<typeof putOnSite>;
export type PutRectification = z.infer<typeof putRectification>;
export const waiveInput = z.strictObject({
  input: z.enum(['selfEvaluation', 'monitoring', 'onSite']),
  reason: z.string().min(1).max(1000),
});
export const mergeEvaluation = z.strictObject({ conclusion: z.string().min(1).max(20_000) });
export type WaiveInput = z.infer<typeof waiveInput>;
export type MergeEvaluation = z.infer<typeof mergeEvaluation>;
