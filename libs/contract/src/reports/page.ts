import { z } from 'zod';
import { language } from '../localized';
import { paragraphEdit, rowMark, valueRef } from './blocks';

/** A piece of printed text; `ref` leads from a value to where it comes from. */
export const printed = z.object({ text: z.string(), ref: valueRef.nullable() });
export type Printed = z.infer<typeof printed>;

/** A report in one language with every reference resolved, as a page shows it. */
export const pageBlock = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('heading'), level: z.number().int(), text: z.string() }),
  z.object({
    kind: z.literal('paragraph'),
    id: z.string(),
    parts: z.array(printed),
    notes: z.array(z.string()),
    edited: paragraphEdit.pick({ by: true, at: true, stale: true, typedDigits: true }).nullable(),
  }),
  z.object({
    kind: z.literal('figure'),
    id: z.string(),
    caption: z.string(),
    alt: z.string(),
    sentence: z.string(),
    svg: z.string(),
    notes: z.array(z.string()),
  }),
  z.object({
    kind: z.literal('table'),
    id: z.string(),
    caption: z.string(),
    head: z.array(z.string()),
    align: z.array(z.enum(['left', 'right', 'center'])),
    rows: z.array(z.object({ mark: rowMark, cells: z.array(z.array(printed)) })),
    notes: z.array(z.string()),
  }),
  z.object({ kind: z.literal('note'), text: z.string() }),
]);
export type PageBlock = z.infer<typeof pageBlock>;

/** GET /api/reports/:id/page?lang= */
export const reportPage = z.object({
  language,
  title: z.string(),
  hash: z.string(),
  /** Version of the program that made the results, where the one that shows them is another. */
  otherVersion: z.string().nullable(),
  blocks: z.array(pageBlock),
});
export type ReportPage = z.infer<typeof reportPage>;
