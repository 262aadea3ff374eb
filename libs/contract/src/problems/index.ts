import { z } from 'zod';

/** One fault in the input: where it stands and which rule it breaks. Row counts from 1, the header being row 1. */
export const fault = z.object({
  field: z.string(),
  row: z.number().int().optional(),
  value: z.string().optional(),
  rule: z.string(),
  message: z.string(),
});
export type Fault = z.infer<typeof fault>;

/** The one error shape: RFC 9457 problem details, `detail` in the reader's language, `code` stable. */
export const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  detail: z.string(),
  code: z.string(),
  faults: z.array(fault).optional(),
});
export type ProblemDetails = z.infer<typeof problem>;
