import { z } from 'zod';
import { language } from '../localized';

const code = z.string().min(1).max(40);

/** POST /api/surveys/:id/prints/slips — codes in clear as they came in the reply of issuing; answered with a PDF. */
export const printSlips = z.strictObject({
  language,
  cells: z
    .array(z.strictObject({ cellId: z.string().max(60), codes: z.array(code).min(1).max(2000) }))
    .min(1)
    .max(500),
});
export type PrintSlips = z.infer<typeof printSlips>;

export const paper = z.enum(['a4', 'a3']);
export type Paper = z.infer<typeof paper>;
