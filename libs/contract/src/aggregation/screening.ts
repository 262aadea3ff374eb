import { z } from 'zod';
import { countyCode } from '../identity';
import { audience } from '../surveys';

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
