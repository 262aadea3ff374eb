import { z } from 'zod';
import { language, localized } from '../localized';
import { audience, wordChange } from '../surveys';
import { paragraphEdit, valueRef } from './blocks';

/**
 * GET /api/reports/:id/paragraphs/:blockId: a paragraph as it is edited. A value stands as `{1}`, `{2}` …, the number of
 * an entry of `values`.
 */
export const editableParagraph = z.object({
  blockId: z.string(),
  /** As generated and as it stands now. */
  generated: localized,
  current: localized,
  values: z.array(z.object({ number: z.number().int(), text: localized, ref: valueRef })),
  edited: paragraphEdit.pick({ by: true, at: true, stale: true, typedDigits: true }).nullable(),
});
export type EditableParagraph = z.infer<typeof editableParagraph>;

/** PUT the same. A language that is null goes back to what is generated. Saving says that the text fits the numbers. */
export const editParagraph = z.strictObject({
  zh: z.string().max(4000).nullable(),
  en: z.string().max(4000).nullable(),
  /** The revision of the report that the writer saw. */
  revision: z.number().int(),
});
export type EditParagraph = z.infer<typeof editParagraph>;

/** POST /api/reports/:id/correct: a new version of an accepted report, and why. */
export const correctReport = z.strictObject({ reason: z.string().min(1).max(4000) });
export type CorrectReport = z.infer<typeof correctReport>;

/** What differs between two versions of a block in one language. */
export const reportChange = z.object({
  blockId: z.string(),
  kind: z.enum(['paragraph', 'table', 'figure']),
  /** A table's or figure's caption; the paragraph's first words. */
  title: z.string(),
  change: z.enum(['added', 'removed', 'changed']),
  /** Paragraph: its text. Table and figure: a line for each row that differs. */
  before: z.array(z.string()),
  after: z.array(z.string()),
});
/** The same for a reader: each line with what stayed, went and came in it. */
export const readChange = reportChange.omit({ before: true, after: true }).extend({
  /** Of the lines: the reader's, unless only the other language was rewritten. */
  language,
  lines: z.array(z.array(wordChange)),
});
/** An audience of which so few people's answers came or went between two versions that both together tell of them. */
export const fewApart = z.object({ audience, people: z.number().int() });
export type FewApart = z.infer<typeof fewApart>;
/** GET /api/reports/:id/changes?against=: what a reader would find different, in reading order. */
export const reportChanges = z.object({
  against: z.object({ id: z.string(), version: z.number().int() }),
  changes: z.array(readChange),
  fewApart: z.array(fewApart),
});
export type ReadChange = z.infer<typeof readChange>;
export type ReportChange = z.infer<typeof reportChange>;
export type ReportChanges = z.infer<typeof reportChanges>;
