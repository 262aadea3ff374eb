import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { ChangePassword, SignIn } from '@mingjian/contract/identity';
import type { Model } from 'mongoose';
import { Env, Problem } from '../platform';
import { AccountsService, personOf } from './accounts.service';
import { AuditService } from './audit.service';
import type { AccountDocument, SessionDocument, SignInFailuresDocument } from './identity.schema';
import { freeFailures, globalWaitMs, memoryMs, networkOf, waitMs } from './lockout';
import { passwordMatches, unmatchableHash } from './password';
import type { Person } from './person';

/** However busy, a session ends after this long. */
export const sessionLifeSeconds = 12 * 3600;
export const deviceLifeSeconds = 180 * 24 * 3600;
/** lastSeenAt is written at most this often, so that reading costs no write. */
const touchEveryMs = 60_000;
/** Checks of passwords that may wait for the processor at once; beyond it, the honest answer is "later". */
const longestQueue = 32;

export interface OpenedSession {
  person: Person;
  /** For the session cookie; only its hash is stored. */
  token: string;
  /** For the device cookie. */
  device: string;
  expiresAt: Date;
}

@Injectable()
export class SessionsService {
  private checking = 0;

  constructor(
    @InjectModel('Account') private readonly accounts: Model<AccountDocument>,
    @InjectModel('Session') private readonly sessions: Model<SessionDocument>,
    @InjectModel('SignInFailures') private readonly failures: Model<SignInFailuresDocument>,
    private readonly people: AccountsService,
    private readonly audit: AuditService,
    private readonly env: Env,
  ) {}

  /**
   * Checks e-mail and password and opens a session with a fresh token (so a planted one gains nothing). An unknown
   * account takes as long, waits as long and reads the same as a wrong password.
   *
   * @param device the device cookie, if the browser sent one
   * @throws Problem 401 `wrong-credentials`, 429 `too-many-attempts`, 503 `busy`
   */
  async open(credentials: SignIn, address: string, device: string | null): Promise<OpenedSession> {
    const email = credentials.email.trim().toLowerCase();
    const now = new Date();
    const known = device !== null && this.isDeviceOf(device, email);
    const place = known ? `device ${device}` : `network ${networkOf(address)}`;
    const own = this.key(email, place);
    const global = this.key(email, 'everywhere');
    const states = await this.failures.find({ _id: { $in: [own, global] } }).lean();
    const wait = Math.max(
      waitMs(states.find((state) => state._id === own) ?? null, now),
      known ? 0 : globalWaitMs(states.find((state) => state._id === global) ?? null, now),
    );
    if (wait > 0) throw tooManyAttempts(wait);

    const account = await this.accounts.findOne({ email }).lean();
    const matches = await this.check(account?.passwordHash ?? (await unmatchableHash), credentials.password);
    if (!account || !matches) {
      const [failures] = await Promise.all([
        this.countFailure(own, now),
        known ? null : this.countFailure(global, now),
      ]);
      // Once when the waiting begins, not at every guess: the log is to be read.
      if (failures === freeFailures) {
        const subject = account?._id ?? 'unknown';
        const detail = { network: networkOf(address) };
        await this.audit.record({ actor: 'system', action: 'session.lockout', subject, detail });
      }
      throw new Problem(401, 'wrong-credentials', {
        zh: '邮箱或密码不正确。',
        en: 'The e-mail or the password is not right.',
      });
    }
    await this.failures.deleteOne({ _id: own });
    const token = randomBytes(32).toString('base64url');
    const expiresAt = new Date(now.getTime() + sessionLifeSeconds * 1000);
    await this.sessions.create({ _id: digest(token), accountId: account._id, lastSeenAt: now, expiresAt });
    await this.audit.record({
      actor: email,
      action: 'session.open',
      subject: account._id,
      detail: { network: networkOf(address) },
    });
    return { person: personOf(account), token, device: known ? device : this.newDevice(email), expiresAt };
  }

  /** The person behind a token, or null when the session is unknown, idle for too long, or over. */
  async resume(token: string): Promise<{ person: Person; expiresAt: Date } | null> {
    const session = await this.sessions.findById(digest(token)).lean();
    if (!session) return null;
    const now = Date.now();
    const idleEnd = session.lastSeenAt.getTime() + this.env.sessionIdleMinutes * 60_000;
    if (now >= session.expiresAt.getTime() || now >= idleEnd) return null;
    const account = await this.accounts.findById(session.accountId).lean();
    if (!account) return null;
    if (now - session.lastSeenAt.getTime() > touchEveryMs) {
      await this.sessions.updateOne({ _id: session._id }, { lastSeenAt: new Date(now) });
    }
    return { person: personOf(account), expiresAt: session.expiresAt };
  }

  /**
   * Changes the password of the person behind a session; their other sessions end. A wrong current password counts
   * like a wrong sign-in from this session, so a borrowed screen is no place to guess it.
   *
   * @throws Problem 422 `wrong-password` or `weak-password`, 429 `too-many-attempts`
   */
  async changePassword(person: Person, token: string, change: ChangePassword): Promise<void> {
    const id = digest(token);
    const now = new Date();
    const key = this.key(person.email, `session ${id}`);
    const wait = waitMs(await this.failures.findById(key).lean(), now);
    if (wait > 0) throw tooManyAttempts(wait);
    const account = await this.accounts.findById(person.id).lean();
    if (!(await this.check(account?.passwordHash ?? (await unmatchableHash), change.current))) {
      await this.countFailure(key, now);
      // Not 401: the session stands.
      throw new Problem(422, 'wrong-password', {
        zh: '当前密码不正确。',
        en: 'The current password is not right.',
      });
    }
    await this.people.setPassword(person, person.id, change.next, id);
  }

  /** Ends a session; an unknown one is no error. */
  async close(token: string): Promise<void> {
    const session = await this.sessions.findOneAndDelete({ _id: digest(token) }).lean();
    if (!session) return;
    const { accountId } = session;
    const account = await this.accounts.findById(accountId).lean();
    await this.audit.record({
      actor: account?.email ?? accountId,
      action: 'session.close',
      subject: accountId,
      detail: {},
    });
  }

  private async check(passwordHash: string, password: string): Promise<boolean> {
    if (this.checking >= longestQueue) {
      throw new Problem(
        503,
        'busy',
        { zh: '系统繁忙，请稍后再试。', en: 'Busy; please try again soon.' },
        [],
        5,
      );
    }
    this.checking += 1;
    try {
      return await passwordMatches(passwordHash, password);
    } finally {
      this.checking -= 1;
    }
  }

  private async countFailure(key: string, now: Date): Promise<number> {
    const state = await this.failures
      .findOneAndUpdate(
        { _id: key },
        { $inc: { failures: 1 }, $set: { lastAt: now, expiresAt: new Date(now.getTime() + memoryMs) } },
        { upsert: true, returnDocument: 'after' },
      )
      .lean();
    return state.failures;
  }

  private key(email: string, place: string): string {
    return this.mac(`failures\n${email}\n${place}`);
  }

  private newDevice(email: string): string {
    const nonce = randomBytes(16).toString('base64url');
    return `${nonce}.${this.mac(`device\n${email}\n${nonce}`)}`;
  }

  private isDeviceOf(device: string, email: string): boolean {
    const [nonce = '', given = ''] = device.split('.');
    const wanted = Buffer.from(this.mac(`device\n${email}\n${nonce}`));
    const received = Buffer.from(given);
    return wanted.length === received.length && timingSafeEqual(wanted, received);
  }

  private mac(text: string): string {
    return createHmac('sha256', this.env.secret).update(text).digest('base64url');
  }
}

function digest(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}

function tooManyAttempts(wait: number): Problem {
  const seconds = Math.ceil(wait / 1000);
  return new Problem(
    429,
    'too-many-attempts',
    {
      zh: `尝试次数过多，请在 ${seconds} 秒后再试。`,
      en: `Too many attempts; please try again in ${seconds} seconds.`,
    },
    [],
    seconds,
  );
}
