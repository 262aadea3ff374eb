import { z } from 'zod';
import { withDefaults } from '../defaults';
import { countyCode } from '../identity';
import { language, localized } from '../localized';
import { estimate, result, weightingPlan } from '../aggregation';
import { indicator, indicatorValue } from '../indicators';
import { audience, itemMapping } from '../surveys';
import { block } from './blocks';
import { reportFormat, reportStatus } from './status';

export * from './blocks';
export * from './editing';
export * from './page';
export * from './status';
export * from './verification';

/** A question as the report quotes it; a demographic one with the answers it offers. */
export const reportItem = itemMapping
  .pick({ code: true, role: true, text: true, dimension: true, indicatorCode: true })
  .extend({ audience, options: z.array(z.object({ value: z.string(), text: localized })) });
export type ReportItem = z.infer<typeof reportItem>;

/** Published estimates of the county from an earlier year, as far as they may be compared; see `whyNot` for the others. */
export const earlierYear = z.object({
  year: z.number().int(),
  results: z.array(z.object({ audience, resultHash: z.string(), estimates: z.array(estimate) })),
  /** Scored items for which no trend is claimed. */
  notCompared: z.array(
    z.object({
      audience,
      code: z.string(),
      why: z.enum(['new', 'dropped', 'wording', 'answers', 'role', 'coverage']),
    }),
  ),
});
export type EarlierYear = z.infer<typeof earlierYear>;

/** Of the open link, which is no sample; missing for what the sample wrote. */
const openLinkOnly = z.literal('open-link').optional();

/** 留言主题 of an audience, counted by keywords; null where fewer people than may be told. */
export const opinions = z.object({
  audience,
  evidence: openLinkOnly,
  wrote: z.number().int().nullable(),
  themes: z.array(z.object({ theme: z.string(), people: z.number().int().nullable() })),
});
export type Opinions = z.infer<typeof opinions>;

/** GET /api/reports/:id/quotations: what of people's own words, redacted, would be quoted. */
export const reportQuotations = z.object({
  released: z.boolean(),
  revision: z.number().int(),
  quotations: z.array(
    z.object({
      audience,
      evidence: openLinkOnly,
      theme: z.string(),
      themeName: localized,
      text: z.string(),
    }),
  ),
});
export type ReportQuotations = z.infer<typeof reportQuotations>;
/** PUT of the same; `revision` is the one that the person saw. */
export const releaseQuotations = z.strictObject({ released: z.boolean(), revision: z.number().int() });
export type ReleaseQuotations = z.infer<typeof releaseQuotations>;

/** What a report on several counties compares: their published estimates without groups. */
export const comparison = z.object({
  counties: z.array(
    z.object({
      code: countyCode,
      nameZh: z.string(),
      nameEn: z.string(),
      results: z.array(
        z.object({
          audience,
          resultHash: z.string(),
          /** Sum of the weights: the people stood for. */
          population: z.number(),
          invited: z.number().int(),
          answered: z.number().int(),
          estimates: z.array(estimate),
        }),
      ),
    }),
  ),
});
export type Comparison = z.infer<typeof comparison>;

/** What a report says and what it says it from. Fields that came later have a default for the models stored before. */
export const reportModel = z.object({
  title: localized,
  county: z.object({ code: countyCode, nameZh: z.string(), nameEn: z.string() }),
  year: z.number().int(),
  agency: z.string(),
  cycleTitle: localized,
  composedOn: z.iso.date(),
  /** Day on which fieldwork was due to end. */
  fieldworkUntil: z.iso.date().nullable(),
  weightingPlan: weightingPlan.nullable(),
  items: z.array(reportItem),
  blocks: z.array(block),
  results: z.array(result),
  /** Last year. */
  previous: earlierYear.nullable().default(null),
  /** The years before last that have results, latest first; with this year and last they make the trend. */
  earlier: z.array(earlierYear).default([]),
  opinions: z.array(opinions).default([]),
  /** null in a county's own report */
  comparison: comparison.nullable().default(null),
  indicators: z.array(indicator),
  indicatorValues: z.array(indicatorValue),
});
export type ReportModel = z.infer<typeof reportModel>;

/** A model as stored with the defaults of what it does not have. Never hash it: its hash is that of what was stored. */
export function completeModel(stored: ReportModel): ReportModel {
  const results = stored.results.map((each) => withDefaults(result, each));
  return { ...withDefaults(reportModel, stored), results };
}

/** The years before this one that have results, latest first. */
export const yearsBefore = ({
  previous,
  earlier,
}: Pick<ReportModel, 'previous' | 'earlier'>): EarlierYear[] => (previous ? [previous, ...earlier] : earlier);

/** report.json: the model with every estimate laid out flat, what it was computed from, and the hash over it. */
export const reportFile = z.object({
  format: z.literal('mingjian-report-1'),
  model: reportModel,
  estimates: z.array(estimate.extend({ audience, countyCode: countyCode.optional() })),
  inputs: z.array(
    z.object({
      audience,
      resultHash: z.string(),
      countyCode: countyCode.optional(),
      surveyVersionHash: z.string(),
      snapshotHash: z.string(),
      weightingPlanHash: z.string(),
      codeVersion: z.string(),
    }),
  ),
  hash: z.string(),
});
export type ReportFile = z.infer<typeof reportFile>;

export const reportComment = z.object({
  id: z.string(),
  blockId: z.string().nullable(),
  author: z.string(),
  text: z.string(),
  at: z.iso.datetime(),
  /** The comment that opened the thread; null for that one itself. */
  replyTo: z.string().nullable(),
  /** Set on the opening comment of a thread that is settled. */
  resolved: z.object({ by: z.string(), at: z.iso.datetime() }).nullable(),
});
export type ReportComment = z.infer<typeof reportComment>;
export const addComment = z.strictObject({
  blockId: z.string().nullable(),
  text: z.string().min(1).max(4000),
  replyTo: z.string().nullable().default(null),
});
export type AddComment = z.infer<typeof addComment>;
/** The revision that the person saw; with it, a change made meanwhile by somebody else is told instead of passed over. */
const seenRevision = z.number().int().optional();
export const returnReport = z.strictObject({ reason: z.string().min(1).max(4000), revision: seenRevision });
export type ReturnReport = z.infer<typeof returnReport>;
/** POST /api/reports/:id/submit and /accept; the body may be empty. */
export const moveReport = z.strictObject({ revision: seenRevision }).default({});
export type MoveReport = z.infer<typeof moveReport>;

export const reportSummary = z.object({
  id: z.string(),
  cycleId: z.string(),
  countyCode,
  version: z.number().int(),
  status: reportStatus,
  hash: z.string(),
  runId: z.string(),
  /** Revision for optimistic locking: two people at once, the second is told. */
  revision: z.number().int(),
  files: z.array(
    z.object({
      format: reportFormat,
      language,
      bytes: z.number().int(),
      sha256: z.string(),
    }),
  ),
  /** Whether the files are those of the words as they stand; false for the seconds after an edit. */
  rendered: z.boolean(),
  /** Edited paragraphs whose numbers changed since, and threads not settled. */
  open: z.object({ staleParagraphs: z.number().int(), threads: z.number().int() }),
  /** audience → headline index, for side-by-side reading. */
  headline: z.array(z.object({ audience: z.string(), estimate: estimate.nullable() })),
  submittedAt: z.iso.datetime().nullable(),
  acceptedAt: z.iso.datetime().nullable(),
  acceptedBy: z.string().nullable(),
});
export type ReportSummary = z.infer<typeof reportSummary>;
export const reportDetail = reportSummary.extend({
  model: reportModel,
  /** All versions of this county's report in the cycle that the reader may see, latest first. */
  versions: z.array(z.object({ id: z.string(), version: z.number().int(), status: reportStatus })),
  comments: z.array(reportComment),
  history: z.array(
    z.object({
      at: z.iso.datetime(),
      actor: z.string(),
      from: reportStatus.nullable(),
      to: reportStatus,
      reason: z.string().nullable(),
    }),
  ),
});
export type ReportDetail = z.infer<typeof reportDetail>;
