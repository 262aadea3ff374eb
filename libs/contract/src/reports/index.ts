import { z } from 'zod';
import { countyCode } from '../identity';
import { language, localized } from '../localized';
import { estimate, result, screenReason, weightingPlan } from '../aggregation';
import { indicator, indicatorValue } from '../indicators';
import { audience, itemMapping } from '../surveys';

const decimals = z.number().int().min(0).max(4);

/** Digits never stand in a report's text: a value is a reference that one resolver turns into text for all outputs. */
export const valueRef = z.discriminatedUnion('of', [
  z.object({
    of: z.literal('estimate'),
    audience: z.string(),
    id: z.string(),
    show: z.enum(['estimate', 'interval', 'n', 'se', 'deff']),
    decimals,
  }),
  /** Estimate a minus estimate b of one audience, the groups taken as independent. */
  z.object({
    of: z.literal('difference'),
    audience: z.string(),
    a: z.string(),
    b: z.string(),
    show: z.enum(['estimate', 'interval']),
    decimals,
  }),
  z.object({ of: z.literal('indicator'), id: z.string() }),
  /** This year's value minus last year's, by the ids of the two values. */
  z.object({ of: z.literal('indicator-change'), id: z.string(), previousId: z.string() }),
  /** Counts and weights' diagnostics of an audience; '' sums over all audiences. */
  z.object({
    of: z.literal('count'),
    audience: z.string(),
    field: z.enum([
      'invited',
      'eligible',
      'answered',
      'excluded',
      'responseRate',
      'effectiveN',
      'kishDeff',
      'weightBase',
      'weightSum',
      'weightMin',
      'weightMax',
      'trimmed',
      'rounds',
    ]),
  }),
  z.object({ of: z.literal('flagged'), audience: z.string(), reason: screenReason }),
  /** The audience index had the confirmed exclusions been kept. */
  z.object({
    of: z.literal('with-excluded'),
    audience: z.string(),
    show: z.enum(['estimate', 'se']),
    decimals,
  }),
  z.object({
    of: z.literal('margin'),
    audience: z.string(),
    variable: z.string(),
    category: z.string(),
    show: z.enum(['target', 'achieved']),
  }),
  z.object({ of: z.literal('reliability'), audience: z.string(), dimension: z.string() }),
  /** How many indicators (leaves), within the level-1 code or '' for all. */
  z.object({
    of: z.literal('tally'),
    what: z.enum(['all', 'filed', 'meets', 'below', 'unjudged', 'without-threshold', 'improved', 'worsened']),
    within: z.string(),
  }),
  z.object({
    of: z.literal('plan'),
    field: z.enum(['suppressBelow', 'minimumCell', 'trimLower', 'trimUpper']),
  }),
  z.object({ of: z.literal('year'), offset: z.number().int() }),
  z.object({ of: z.literal('date'), which: z.enum(['composed', 'fieldwork']) }),
  z.object({ of: z.literal('confidence') }),
]);
export type ValueRef = z.infer<typeof valueRef>;

/** Fixed words, a referenced value, or words quoted from data (a name, a question, a code, a hash), which may hold digits. */
export const inline = z.union([
  z.object({ text: localized }),
  z.object({ value: valueRef }),
  z.object({ quote: localized }),
]);
export type Inline = z.infer<typeof inline>;

export const figureKind = z.enum(['dimension-dots', 'item-dots', 'stacked-indicators']);
export type FigureKind = z.infer<typeof figureKind>;
/** A table's row apart from the others: what needs attention, or the head of a group of rows. */
export const rowMark = z.enum(['', 'attention', 'group']);
export const block = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('heading'),
    level: z.union([z.literal(1), z.literal(2), z.literal(3)]),
    text: localized,
  }),
  z.object({ kind: z.literal('paragraph'), id: z.string(), inlines: z.array(inline) }),
  z.object({
    kind: z.literal('figure'),
    id: z.string(),
    title: localized,
    figure: figureKind,
    /** One value a mark; `labels` and `groups` run beside them (row, and the series or group of the row). */
    values: z.array(valueRef),
    labels: z.array(localized),
    groups: z.array(localized),
    reference: valueRef.nullable(),
    alt: localized,
  }),
  z.object({
    kind: z.literal('table'),
    id: z.string(),
    title: localized,
    head: z.array(localized),
    /** One a column: text on the left, numbers on the right. */
    align: z.array(z.enum(['left', 'right', 'center'])),
    /** Relative widths, one a column. */
    widths: z.array(z.number().positive()),
    rows: z.array(z.array(z.array(inline))),
    /** One a row. */
    marks: z.array(rowMark),
    note: localized.nullable(),
  }),
  z.object({ kind: z.literal('note'), text: localized }),
  z.object({ kind: z.literal('page-break') }),
]);
export type Block = z.infer<typeof block>;

/** A question as the report quotes it; a demographic one with the answers it offers. */
export const reportItem = itemMapping
  .pick({ code: true, role: true, text: true, dimension: true, indicatorCode: true })
  .extend({ audience, options: z.array(z.object({ value: z.string(), text: localized })) });
export type ReportItem = z.infer<typeof reportItem>;

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
  indicators: z.array(indicator),
  indicatorValues: z.array(indicatorValue),
});
export type ReportModel = z.infer<typeof reportModel>;

/** report.json: the model with every estimate laid out flat, what it was computed from, and the hash over it. */
export const reportFile = z.object({
  format: z.literal('mingjian-report-1'),
  model: reportModel,
  estimates: z.array(estimate.extend({ audience })),
  inputs: z.array(
    z.object({
      audience,
      resultHash: z.string(),
      surveyVersionHash: z.string(),
      snapshotHash: z.string(),
      weightingPlanHash: z.string(),
      codeVersion: z.string(),
    }),
  ),
  hash: z.string(),
});
export type ReportFile = z.infer<typeof reportFile>;

export const reportStatus = z.enum(['draft', 'submitted', 'returned', 'accepted']);
export type ReportStatus = z.infer<typeof reportStatus>;
export const reportComment = z.object({
  id: z.string(),
  blockId: z.string().nullable(),
  author: z.string(),
  text: z.string(),
  at: z.iso.datetime(),
});
export type ReportComment = z.infer<typeof reportComment>;
export const addComment = z.strictObject({
  blockId: z.string().nullable(),
  text: z.string().min(1).max(4000),
});
export type AddComment = z.infer<typeof addComment>;
/** The revision that the person saw; with it, a change made meanwhile by somebody else is told instead of passed over. */
const seenRevision = z.number().int().optional();
export const returnReport = z.strictObject({ reason: z.string().min(1).max(4000), revision: seenRevision });
export type ReturnReport = z.infer<typeof returnReport>;
/** POST /api/reports/:id/submit and /accept; the body may be empty. */
export const moveReport = z.strictObject({ revision: seenRevision }).default({});
export type MoveReport = z.infer<typeof moveReport>;

export const reportFormat = z.enum(['pdf', 'docx', 'xlsx', 'html', 'json']);
export type ReportFormat = z.infer<typeof reportFormat>;

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
  /** audience → headline index, for side-by-side reading. */
  headline: z.array(z.object({ audience: z.string(), estimate: estimate.nullable() })),
  submittedAt: z.iso.datetime().nullable(),
  acceptedAt: z.iso.datetime().nullable(),
  acceptedBy: z.string().nullable(),
});
export type ReportSummary = z.infer<typeof reportSummary>;
export const reportDetail = reportSummary.extend({
  model: reportModel,
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
