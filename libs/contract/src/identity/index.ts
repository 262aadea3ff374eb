import { z } from 'zod';

/** Who works in the console. A respondent has no account. */
export const role = z.enum(['office', 'agency', 'county', 'auditor', 'school']);
export type Role = z.infer<typeof role>;

/** 学校标识码 of a school, as the frame has it. */
export const schoolCode = z.string().regex(/^\d{4,20}$/);

/** Six digits of GB/T 2260; the retired 231024 and 231071 are refused by the registry. */
export const countyCode = z.string().regex(/^\d{6}$/);

export const signIn = z.strictObject({ email: z.email().max(200), password: z.string().min(1).max(200) });
export type SignIn = z.infer<typeof signIn>;

/** The signed-in person, as GET /api/session returns it. */
export const session = z.object({
  userId: z.string(),
  name: z.string(),
  email: z.string(),
  role,
  agencyId: z.string().nullable(),
  countyCode: countyCode.nullable(),
  /** Of a school's coordinator. */
  schoolCode: schoolCode.nullish(),
  expiresAt: z.iso.datetime(),
});
export type Session = z.infer<typeof session>;

/** One entry of the audit log, a hash chain: hash = SHA-256 of the previous hash and this entry. */
export const auditEntry = z.object({
  sequence: z.number().int(),
  at: z.iso.datetime(),
  actor: z.string(),
  action: z.string(),
  subject: z.string(),
  detail: z.record(z.string(), z.unknown()),
  previousHash: z.string(),
  hash: z.string(),
});
export type AuditEntry = z.infer<typeof auditEntry>;
export const auditPage = z.object({ entries: z.array(auditEntry), total: z.number().int() });
export const auditVerdict = z.object({
  intact: z.boolean(),
  entries: z.number().int(),
  brokenAt: z.number().int().nullable(),
});

/** An account as the office sees it. */
export const account = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  role,
  agencyId: z.string().nullable(),
  countyCode: countyCode.nullable(),
  schoolCode: schoolCode.nullish(),
});
export type Account = z.infer<typeof account>;

/** POST /api/accounts: an agency account names its agency, a county account its county, a school's coordinator the school. The password is generated. */
export const newAccount = z.strictObject({
  email: z.email().max(200),
  name: z.string().min(1).max(100),
  role,
  agencyId: z.string().max(100).nullable(),
  countyCode: countyCode.nullable(),
  schoolCode: schoolCode.nullish(),
});
export type NewAccount = z.infer<typeof newAccount>;

/** The reply to it: the only time the password is shown. */
export const createdAccount = z.object({ account, password: z.string() });
export type CreatedAccount = z.infer<typeof createdAccount>;

/** PUT /api/session/password: ends the person's other sessions. */
export const changePassword = z.strictObject({
  current: z.string().min(1).max(200),
  next: z.string().min(12).max(200),
});
export type ChangePassword = z.infer<typeof changePassword>;
