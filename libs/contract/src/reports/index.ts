import { z } from 'zod';
import { countyCode } from '../identity';
import { language, localized } from '../localized';
import { estimate, result } from '../aggregation';
import { indicator, indicatorValue } from '../indicators';

/** Digits never stand in a report's text: a value is a reference that the renderer resolves. */
export const valueRef = z.discriminatedUnion('of', [
  z.object({
    of: z.literal('estimate'),
    audience: z.string(),
    id: z.string(),
    show: z.enum(['estimate', 'interval', 'n', 'se']),
    decimals: z.number().int().min(0).max(4),
  }),
  z.object({ of: z.literal('indicator'), id: z.string() }),
  z.object({
    of: z.literal('count'),
    audience: z.string(),
    field: z.enum(['invited', 'answered', 'excluded', 'effectiveN']),
  }),
]);
export type ValueRef = z.infer<typeof valueRef>;
export const inline = z.union([z.object({ text: localized }), z.object({ value: valueRef })]);
export type Inline = z.infer<typeof inline>;

export const figureKind = z.enum(['dimension-dots', 'item-dots', 'stacked-indicators']);
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
    values: z.array(valueRef),
    labels: z.array(localized),
    alt: localized,
  }),
  z.object({
    kind: z.literal('table'),
    id: z.string(),
    title: localized,
    head: z.array(localized),
    rows: z.array(z.array(z.array(inline))),
    note: localized.nullable(),
  }),
  z.object({ kind: z.literal('note'), text: localized }),
  z.object({ kind: z.literal('page-break') }),
]);
export type Block = z.infer<typeof block>;

export const reportModel = z.object({
  title: localized,
  county: z.object({ code: countyCode, nameZh: z.string(), nameEn: z.string() }),
  year: z.number().int(),
  agency: z.string(),
  composedOn: z.iso.date(),
  blocks: z.array(block),
  results: z.array(result),
  indicators: z.array(indicator),
  indicatorValues: z.array(indicatorValue),
});
export type ReportModel = z.infer<typeof reportModel>;

export const reportStatus = z.enum(['draft', 'submitted', 'returned', 'accepted']);
export type ReportStatus = z.infer<typeof reportStatus>;
export const reportComment = z.object({
  id: z.string(),
  blockId: z.string().nullable(),
  author: z.string(),
  text: z.string(),
  at: z.iso.datetime(),
});
export const addComment = z.strictObject({
  blockId: z.string().nullable(),
  text: z.string().min(1).max(4000),
});
export const returnReport = z.strictObject({ reason: z.string().min(1).max(4000) });

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
      format: z.enum(['html', 'pdf', 'json']),
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
