import { z } from 'zod';
import { countyCode } from '../identity';
import { localized } from '../localized';

export const milestoneKey = z.enum([
  'notice',
  'selfReport',
  'fieldwork',
  'onSite',
  'monitoringReport',
  'review',
  'feedback',
  'rectification',
  'finalReport',
]);
export type MilestoneKey = z.infer<typeof milestoneKey>;
export const lateParty = z.enum(['office', 'county', 'agency', 'experts']);

/** Dates are Asia/Shanghai calendar days, YYYY-MM-DD. Lateness warns and never blocks. */
export const milestone = z.object({
  key: milestoneKey,
  planned: z.iso.date(),
  revised: z.iso.date().nullable(),
  reason: z.string().max(500).nullable(),
  /** The day on which it was really reached, recorded by the office; it then counts as done for every county. */
  actual: z.iso.date().nullable().default(null),
  responsible: lateParty,
});
export type Milestone = z.infer<typeof milestone>;

/**
 * PUT /api/cycles/:id/milestones/:key: another day needs its reason; null takes the revision, or the record of the
 * actual day, back. An actual day cannot lie in the future.
 */
export const putMilestone = z.strictObject({
  revised: z.iso.date().nullable(),
  reason: z.string().trim().min(1).max(500).nullable(),
  actual: z.iso.date().nullable(),
});
export type PutMilestone = z.infer<typeof putMilestone>;

export const openCycle = z.strictObject({
  year: z.number().int().min(2000).max(2100),
  title: localized,
  focus: z.string().max(2000),
  milestones: z.array(milestone).max(20),
});
export type OpenCycle = z.infer<typeof openCycle>;

export const agency = z.object({ id: z.string(), name: z.string() });
export type Agency = z.infer<typeof agency>;
export const newAgency = z.strictObject({ name: z.string().trim().min(1).max(100) });
export type NewAgency = z.infer<typeof newAgency>;
export const commissionAgency = z.strictObject({ agencyId: z.string() });
export type CommissionAgency = z.infer<typeof commissionAgency>;

export const cycle = z.object({
  id: z.string(),
  year: z.number().int(),
  title: localized,
  focus: z.string(),
  status: z.enum(['open', 'closed']),
  agency: agency.nullable(),
  milestones: z.array(milestone),
  weightingPlanHash: z.string().nullable(),
});
export type Cycle = z.infer<typeof cycle>;

/** One square of the board: county × milestone. */
export const boardCell = z.object({
  key: milestoneKey,
  state: z.enum(['done', 'active', 'waiting', 'late']),
  due: z.iso.date(),
  doneOn: z.iso.date().nullable(),
});
/** 逾期提醒: a mail to the party whose move it is, once a deadline. */
export const lateReminder = z.object({
  key: z.enum(['monitoringReport', 'review']),
  due: z.iso.date(),
  to: z.enum(['agency', 'office']),
  /** Those that were open when it was called out. */
  counties: z.array(countyCode),
  /** `nobody`: the party has no account to write to. */
  status: z.enum(['sending', 'sent', 'nobody']),
  calledOn: z.iso.date(),
  /** Accounts, and those whose mail was taken over. */
  recipients: z.number().int(),
  reached: z.number().int(),
});
export type LateReminder = z.infer<typeof lateReminder>;
/** GET /api/cycles/:id/board: counties × milestones, plus what the reader has to do today. */
export const board = z.object({
  cycle,
  rows: z.array(z.object({ countyCode, nameZh: z.string(), nameEn: z.string(), cells: z.array(boardCell) })),
  todo: z.array(z.object({ text: localized, link: z.string() })),
  /** The latest first; null for a county. `mail`: whether the server can send any. */
  reminders: z.object({ mail: z.boolean(), list: z.array(lateReminder) }).nullable(),
});
export type Board = z.infer<typeof board>;
