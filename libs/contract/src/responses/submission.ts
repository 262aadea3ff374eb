import { z } from 'zod';
import { language } from '../localized';

const base64Url = (bytes: number) =>
  z.string().regex(new RegExp(`^[A-Za-z0-9_-]{${Math.ceil((bytes * 4) / 3)}}$`));
/** A number below the modulus of 2,048 bits, big-endian. */
export const signatureBytes = base64Url(256);
/** SHA-256 of a key's modulus. */
export const signingKeyId = base64Url(32);

/**
 * POST /api/respond/:surveyId/responses, under a credential and without the code. The token makes sending again
 * harmless: the same body gets the same reply, other answers under the same token get 409. `durations` holds
 * milliseconds per item.
 */
export const submitResponse = z.strictObject({
  keyId: signingKeyId,
  /** The prepared message: 32 bytes by chance and the survey's id. */
  token: z.string().regex(/^[A-Za-z0-9_-]{43,120}$/),
  signature: signatureBytes,
  versionId: z.string().max(40),
  language,
  answers: z.record(z.string().max(40), z.unknown()),
  durations: z.record(z.string().max(40), z.number().int().min(0).max(86_400_000)),
});
export type SubmitResponse = z.infer<typeof submitResponse>;
