import { Schema } from 'mongoose';
import type { Channel, Mailing } from '@mingjian/contract/fieldwork';

const text = { type: String, required: true } as const;
const number = { type: Number, required: true } as const;

/**
 * 联系方式 of somebody who was invited, sealed. It knows which code it was given, so that a reminder reaches those whose
 * code is unused; nothing leads from a code to an answer. Deleted when the survey closes.
 */
export interface ContactDocument {
  _id: string;
  surveyId: string;
  channel: Channel;
  /** Address and code, encrypted. */
  sealed: string;
  /** Keyed hash of the address. */
  mark: string;
  /** Hash of the code. */
  codeId: string;
  bounced: boolean;
  /** The last mailing that it was part of. */
  mailingId: string | null;
}
export const contactSchema = new Schema<ContactDocument>({
  _id: text,
  surveyId: text,
  channel: text,
  sealed: text,
  mark: text,
  codeId: text,
  bounced: { type: Boolean, required: true },
  mailingId: { type: String, default: null },
});
contactSchema.index({ surveyId: 1, mark: 1 }, { unique: true });
contactSchema.index({ surveyId: 1, channel: 1, mailingId: 1 });

/** 邀请或提醒: one wave of messages. */
export interface MailingDocument extends Omit<Mailing, 'id' | 'startedAt'> {
  _id: string;
  surveyId: string;
  startedAt: Date;
}
export const mailingSchema = new Schema<MailingDocument>({
  _id: text,
  surveyId: { ...text, index: true },
  kind: text,
  channel: text,
  language: text,
  status: { ...text, index: true },
  total: number,
  sent: number,
  bounced: number,
  startedAt: { type: Date, required: true },
  startedBy: text,
});
