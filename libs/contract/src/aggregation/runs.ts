import { z } from 'zod';
import { countyCode } from '../identity';
import { audience } from '../surveys';

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
