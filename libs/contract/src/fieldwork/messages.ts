import { z } from 'zod';
import { language } from '../localized';

export const channel = z.enum(['email', 'sms']);
export type Channel = z.infer<typeof channel>;
export const messageKind = z.enum(['invitation', 'reminder']);
export type MessageKind = z.infer<typeof messageKind>;

/** POST /api/surveys/:id/contacts (multipart `file`, `?dryRun=`): school, class, e-mail or phone. All rows or none. */
export const contactsImport = z.object({
  contacts: z.number().int(),
  email: z.number().int(),
  sms: z.number().int(),
  cells: z.number().int(),
  encoding: z.string(),
  dryRun: z.boolean(),
});
export type ContactsImport = z.infer<typeof contactsImport>;

/** POST /api/surveys/:id/mailings */
export const startMailing = z.strictObject({ kind: messageKind, channel, language });
export type StartMailing = z.infer<typeof startMailing>;

export const mailing = z.object({
  id: z.string(),
  kind: messageKind,
  channel,
  language,
  /** `waiting`: the server could not be reached and is tried again; `stopped`: given up, a person may go on. */
  status: z.enum(['sending', 'waiting', 'stopped', 'done']),
  /** Of a reminder rounded down to ten: exact counts would tell who used a code in between. */
  total: z.number().int(),
  sent: z.number().int(),
  bounced: z.number().int(),
  startedAt: z.iso.datetime(),
  startedBy: z.string(),
});
export type Mailing = z.infer<typeof mailing>;

/** GET /api/surveys/:id/mailings — counts alone: no address leaves the server again. */
export const mailings = z.object({
  channels: z.object({ email: z.boolean(), sms: z.boolean() }),
  contacts: z.object({ email: z.number().int(), sms: z.number().int(), bounced: z.number().int() }),
  list: z.array(mailing),
});
export type Mailings = z.infer<typeof mailings>;
