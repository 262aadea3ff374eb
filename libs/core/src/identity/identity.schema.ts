import { Schema } from 'mongoose';
import type { AuditEntry, Role } from '@mingjian/contract/identity';

const text = { type: String, required: true } as const;
const date = { type: Date, required: true } as const;

/** 账户 */
export interface AccountDocument {
  _id: string;
  /** Lower case, unique. */
  email: string;
  name: string;
  role: Role;
  agencyId: string | null;
  countyCode: string | null;
  schoolCode?: string | null;
  /** argon2id in PHC form. */
  passwordHash: string;
  createdAt: Date;
}
export const accountSchema = new Schema<AccountDocument>({
  _id: text,
  email: { ...text, unique: true },
  name: text,
  role: text,
  agencyId: { type: String, default: null },
  countyCode: { type: String, default: null },
  schoolCode: { type: String, default: null },
  passwordHash: text,
  createdAt: date,
});

/** 会话: `_id` is the SHA-256 of the token, so that a copy of the database opens no session. */
export interface SessionDocument {
  _id: string;
  accountId: string;
  lastSeenAt: Date;
  /** The absolute end; the idle end follows from lastSeenAt. */
  expiresAt: Date;
}
export const sessionSchema = new Schema<SessionDocument>({
  _id: text,
  accountId: { ...text, index: true },
  lastSeenAt: date,
  expiresAt: date,
});
sessionSchema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 });

/** Failed sign-ins under one key (see lockout.ts): `_id` is an HMAC, so no address is kept. */
export interface SignInFailuresDocument {
  _id: string;
  failures: number;
  lastAt: Date;
  /** Forgotten after this moment. */
  expiresAt: Date;
}
export const signInFailuresSchema = new Schema<SignInFailuresDocument>({
  _id: text,
  failures: { type: Number, required: true },
  lastAt: date,
  expiresAt: date,
});
signInFailuresSchema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 });

/** 审计记录: append only. `_id` is the sequence, from 1. */
export interface AuditDocument extends Omit<AuditEntry, 'sequence'> {
  _id: number;
}
export const auditSchema = new Schema<AuditDocument>(
  {
    _id: { type: Number, required: true },
    at: text,
    actor: { ...text, index: true },
    action: text,
    subject: text,
    detail: { type: Schema.Types.Mixed, required: true },
    previousHash: text,
    hash: text,
  },
  { minimize: false },
);

/** The end of the chain: one document, whose update makes appends wait for one another. */
export interface AuditHeadDocument {
  _id: 'head';
  sequence: number;
  hash: string;
}
export const auditHeadSchema = new Schema<AuditHeadDocument>({
  _id: text,
  sequence: { type: Number, required: true },
  hash: text,
});
