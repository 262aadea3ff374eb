import { z } from 'zod';
import { estimationPlan } from '../estimation';
import { countyCode } from '../identity';
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

export const screenReason = z.enum(['attention', 'speeding', 'straight-lining', 'not-applicable']);
export type ScreenReason = z.infer<typeof screenReason>;

/** GET /api/cycles/:id/screening: answers showing a reason, whatever was decided about them. */
export const screeningRow = z.object({
  countyCode,
  audience,
  reason: screenReason,
  answers: z.number().int(),
});
export type ScreeningRow = z.infer<typeof screeningRow>;

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

/** POST /api/cycles/:id/runs; the body may be empty. Without reports the run ends with its published results. */
export const startRun = z.strictObject({ reports: z.boolean().default(true) }).default({ reports: true });
export type StartRun = z.infer<typeof startRun>;

export const runStep = z.enum([
  'queued',
  'screen',
  'tabulate',
  'weight',
  'estimate',
  'suppress',
  'done',
  'failed',
]);
export const run = z.object({
  id: z.string(),
  cycleId: z.string(),
  number: z.number().int(),
  status: z.enum(['queued', 'running', 'completed', 'failed']),
  watermark: z.object({ answers: z.number().int(), hash: z.string() }),
  parts: z.array(z.object({ countyCode, audience, step: runStep, error: z.string().nullable() })),
  reports: z.object({ done: z.number().int(), of: z.number().int() }),
  resultHash: z.string().nullable(),
  startedAt: z.iso.datetime(),
  finishedAt: z.iso.datetime().nullable(),
});
export type Run = z.infer<typeof run>;

/** 排除决定: proposed by one person, confirmed by another; it flags, it never deletes. */
export const proposeExclusion = z.strictObject({
  reasons: z.array(screenReason).min(1),
  note: z.string().min(1).max(500),
});
export const exclusion = z.object({
  id: z.string(),
  cycleId: z.string(),
  /** An answer is excluded when it shows all of these. */
  reasons: z.array(screenReason),
  note: z.string(),
  proposedBy: z.string(),
  confirmedBy: z.string().nullable(),
});
export type Exclusion = z.infer<typeof exclusion>;

/** 外部调查导入: a survey done elsewhere, as CSV (UTF-8/GBK) or XLSX, with its design named by column. */
export const importSpec = z.strictObject({
  title: z.string().min(1).max(200),
  countyCode: countyCode.nullable(),
  audience: audience.nullable(),
  weights: z.string().nullable(),
  strata: z.array(z.string()),
  clusters: z.array(z.string()),
  fpc: z.array(z.string()),
  variables: z.array(z.string()).min(1).max(100),
});
export type ImportSpec = z.infer<typeof importSpec>;
/** POST /api/cycles/:id/imports/columns (multipart file): the header of a workbook that a browser cannot read. */
export const importColumns = z.object({
  columns: z.array(z.string()),
  rows: z.number().int(),
  encoding: z.string(),
});
export type ImportColumns = z.infer<typeof importColumns>;
export const importedResult = z.object({
  id: z.string(),
  cycleId: z.string(),
  title: z.string(),
  file: z.object({ name: z.string(), sha256: z.string(), rows: z.number().int(), encoding: z.string() }),
  spec: importSpec,
  estimates: z.array(
    z.object({
      variable: z.string(),
      n: z.number().int(),
      estimate: z.number().nullable(),
      se: z.number().nullable(),
      ci: z.tuple([z.number(), z.number()]).nullable(),
      df: z.number().nullable(),
      deff: z.number().nullable(),
      reason: z.string().nullable(),
    }),
  ),
  hash: z.string(),
  importedBy: z.string(),
  createdAt: z.iso.datetime(),
});
export type ImportedResult = z.infer<typeof importedResult>;
