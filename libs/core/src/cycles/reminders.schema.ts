import type { LateReminder } from '@mingjian/contract/cycles';
import { Schema } from 'mongoose';

const text = { type: String, required: true } as const;

/** 逾期提醒: one a deadline; `_id` names cycle, milestone and day, so that a deadline is called out once. */
export interface ReminderDocument extends Omit<LateReminder, 'calledOn' | 'recipients' | 'reached'> {
  _id: string;
  cycleId: string;
  calledAt: Date;
  /** Accounts to write to, and those that have been. Addresses stay with the accounts. */
  recipients: string[];
  reached: string[];
  /** When a mail server last refused or could not be reached. */
  failedAt: Date | null;
}
export const reminderSchema = new Schema<ReminderDocument>({
  _id: text,
  cycleId: { ...text, index: true },
  key: text,
  due: text,
  to: text,
  counties: [String],
  status: text,
  calledAt: { type: Date, required: true },
  recipients: [String],
  reached: [String],
  failedAt: { type: Date, default: null },
});
