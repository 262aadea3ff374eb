import { z } from 'zod';
import { language, localized } from '../localized';
import { reportFormat, reportStatus } from './status';

/** SHA-256 in hex: of a report's model, as its files carry it, or of a file. */
export const checkValue = z.string().regex(/^[0-9a-f]{64}$/);

/** GET /api/verify/:hash: what everyone who holds the hash may know. */
export const recordedReport = z.object({
  title: localized,
  version: z.number().int(),
  status: reportStatus,
  /** The hash that every file of the report carries. */
  hash: z.string(),
  acceptedAt: z.iso.datetime().nullable(),
  /** A later version has been accepted since. */
  superseded: z.boolean(),
  /** Set when the hash is that of a file. */
  file: z.object({ format: reportFormat, language }).nullable(),
});
export type RecordedReport = z.infer<typeof recordedReport>;
