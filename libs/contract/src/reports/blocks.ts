import { z } from 'zod';
import { screenReason } from '../aggregation';
import { localized } from '../localized';

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
  /** A gap of the result: a group against the others of its cut, estimated in one design. */
  z.object({
    of: z.literal('gap'),
    audience: z.string(),
    id: z.string(),
    show: z.enum(['estimate', 'interval']),
    decimals,
  }),
  /** Estimate a minus estimate b, taken as independent: in reports from before gaps were estimated in one design. */
  z.object({
    of: z.literal('difference'),
    audience: z.string(),
    a: z.string(),
    b: z.string(),
    show: z.enum(['estimate', 'interval']),
    decimals,
  }),
  /** Percentage of an item's answers from 1 to 5 among those who rated it; 0 is 不适用 among all. */
  z.object({
    of: z.literal('share'),
    audience: z.string(),
    item: z.string(),
    answer: z.number().int().min(0).max(5),
  }),
  /** Correlation of an item with the overall view. */
  z.object({ of: z.literal('importance'), audience: z.string(), item: z.string() }),
  /** An estimate minus that of last year, the two samples being independent; `before` is last year's. */
  z.object({
    of: z.literal('change'),
    audience: z.string(),
    id: z.string(),
    show: z.enum(['estimate', 'interval', 'before']),
    decimals,
  }),
  /** An estimate of the year `offset` years away from the report's; missing where that year cannot be compared. */
  z.object({
    of: z.literal('year-estimate'),
    offset: z.number().int().max(0),
    audience: z.string(),
    id: z.string(),
    decimals,
  }),
  /** 平均每年变化: the slope of a straight line through the comparable years, in points a year. */
  z.object({
    of: z.literal('trend'),
    audience: z.string(),
    id: z.string(),
    show: z.enum(['estimate', 'interval']),
    decimals,
  }),
  /** People who wrote about a theme, or wrote at all where the theme is ''; `share` is of those who wrote. */
  z.object({
    of: z.literal('opinion'),
    audience: z.string(),
    /** Missing for the sample. */
    evidence: z.literal('open-link').optional(),
    theme: z.string(),
    show: z.enum(['people', 'share']),
  }),
  /** Of the answers by 开放链接: no sample, so without interval. */
  z.object({
    of: z.literal('open-link'),
    audience: z.string(),
    show: z.enum(['answers', 'index', 'top2']),
  }),
  /** An estimate of one of the compared counties. */
  z.object({
    of: z.literal('county-estimate'),
    county: z.string(),
    audience: z.string(),
    id: z.string(),
    show: z.enum(['estimate', 'interval', 'n']),
    decimals,
  }),
  /** The compared counties put together by their populations. */
  z.object({
    of: z.literal('city'),
    audience: z.string(),
    id: z.string(),
    show: z.enum(['estimate', 'interval', 'n']),
    decimals,
  }),
  /** A county minus the city that it is part of. */
  z.object({
    of: z.literal('against-city'),
    county: z.string(),
    audience: z.string(),
    id: z.string(),
    show: z.enum(['estimate', 'interval']),
    decimals,
  }),
  /** Counts of a compared county; '' sums over all counties, or audiences. */
  z.object({
    of: z.literal('county-count'),
    county: z.string(),
    audience: z.string(),
    field: z.enum(['invited', 'answered', 'responseRate']),
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
    /** Of this county, where a report has several; '*' adds them up. */
    county: z.string().optional(),
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

/**
 * 人工修改: what the agency wrote in place of a generated paragraph, its values still references. It survives
 * recomputation and is marked when what stands under it has changed since.
 */
export const paragraphEdit = z.object({
  /** null: as generated */
  zh: z.array(inline).nullable(),
  en: z.array(inline).nullable(),
  by: z.string(),
  at: z.iso.datetime(),
  /** Hash of the generated sentence and of every value as they were printed when this was written. */
  basis: z.string(),
  /** The numbers under it have changed: somebody must read it again. */
  stale: z.boolean(),
  /** Digits that are no reference, as typed. */
  typedDigits: z.array(z.string()),
});
export type ParagraphEdit = z.infer<typeof paragraphEdit>;

export const figureKind = z.enum([
  'dimension-dots',
  'item-dots',
  'stacked-indicators',
  'likert-bars',
  'quadrant',
  'difference-dots',
  'trend-panels',
  'county-tiles',
  'county-panels',
]);
export type FigureKind = z.infer<typeof figureKind>;
/** A table's row apart from the others: what needs attention, or the head of a group of rows. */
export const rowMark = z.enum(['', 'attention', 'group']);
export const block = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('heading'),
    level: z.union([z.literal(1), z.literal(2), z.literal(3)]),
    text: localized,
  }),
  z.object({
    kind: z.literal('paragraph'),
    id: z.string(),
    inlines: z.array(inline),
    edited: paragraphEdit.nullable().default(null),
  }),
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
