import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { InjectConnection, InjectModel } from '@nestjs/mongoose';
import type { CreatedAccount, Role } from '@mingjian/contract/identity';
import type { Connection, Model } from 'mongoose';
import { inTransaction, isDuplicateKey, Problem } from '../platform';
import { AuditService } from './audit.service';
import type { AccountDocument, SessionDocument } from './identity.schema';
import { generatePassword, hashPassword } from './password';
import type { Person } from './person';

export interface NewAccount {
  email: string;
  name: string;
  role: Role;
  agencyId: string | null;
  countyCode: string | null;
  schoolCode?: string | null;
  /** At least twelve characters; there is no default. */
  password: string;
}

@Injectable()
export class AccountsService {
  constructor(
    @InjectConnection() private readonly connection: Connection,
    @InjectModel('Account') private readonly accounts: Model<AccountDocument>,
    @InjectModel('Session') private readonly sessions: Model<SessionDocument>,
    private readonly audit: AuditService,
  ) {}

  /**
   * Makes an account. Nobody signs up by themselves: the office, the first start or a command calls this.
   *
   * @throws Problem 422 `weak-password`, 422 `account-without-scope`, 409 `email-taken`
   */
  async create(account: NewAccount): Promise<Person> {
    requireStrong(account.password);
    const fits =
      (account.role === 'agency') === (account.agencyId !== null) &&
      (account.role === 'county') === (account.countyCode !== null) &&
      (account.role === 'school') === (account.schoolCode != null);
    if (!fits) {
      throw new Problem(422, 'account-without-scope', {
        zh: '机构账户须且仅须指定机构，县区账户须且仅须指定县区，学校联络员账户须且仅须指定学校。',
        en: 'An agency account names its agency, a county account its county, a coordinator’s account its school, and no other account any of them.',
      });
    }
    const document: AccountDocument = {
      _id: randomUUID(),
      email: account.email.trim().toLowerCase(),
      name: account.name,
      role: account.role,
      agencyId: account.agencyId,
      countyCode: account.countyCode,
      schoolCode: account.schoolCode ?? null,
      passwordHash: await hashPassword(account.password),
      createdAt: new Date(),
    };
    try {
      await this.accounts.create(document);
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
      throw new Problem(409, 'email-taken', {
        zh: '该邮箱已有账户。',
        en: 'There is an account with this e-mail already.',
      });
    }
    return personOf(document);
  }

  /**
   * Makes an account at a person's request, with a generated password that is shown once and kept nowhere.
   *
   * @throws as `create`
   */
  async createBy(person: Person, account: Omit<NewAccount, 'password'>): Promise<CreatedAccount> {
    const password = generatePassword();
    const created = await this.create({ ...account, password });
    await this.audit.record({
      actor: person.email,
      action: 'account.create',
      subject: created.id,
      detail: {
        role: created.role,
        agencyId: created.agencyId,
        countyCode: created.countyCode,
        schoolCode: created.schoolCode,
      },
    });
    return { account: created, password };
  }

  /**
   * Gives an account a new generated password, shown once, and ends its sessions: for who forgot theirs, or left.
   *
   * @throws Problem 404 `account-unknown`
   */
  async resetPassword(person: Person, id: string): Promise<CreatedAccount> {
    const password = generatePassword();
    const account = await this.setPassword(person, id, password, null);
    return { account, password };
  }

  /**
   * Changes a person's own password and ends their other sessions. The caller has checked the current one.
   *
   * @param keep the session (its stored id) that goes on; null ends all
   * @throws Problem 404 `account-unknown`, 422 `weak-password`
   */
  async setPassword(person: Person, id: string, password: string, keep: string | null): Promise<Person> {
    requireStrong(password);
    const passwordHash = await hashPassword(password);
    return inTransaction(this.connection, async (session) => {
      const account = await this.accounts
        .findOneAndUpdate({ _id: id }, { passwordHash }, { session, returnDocument: 'after' })
        .lean();
      if (!account) {
        throw new Problem(404, 'account-unknown', { zh: '没有这个账户。', en: 'There is no such account.' });
      }
      await this.sessions.deleteMany(
        { accountId: id, ...(keep === null ? {} : { _id: { $ne: keep } }) },
        { session },
      );
      await this.audit.record(
        { actor: person.email, action: 'account.password', subject: id, detail: {} },
        session,
      );
      return personOf(account);
    });
  }

  /** All accounts, by e-mail. */
  async list(): Promise<Person[]> {
    return (await this.accounts.find().sort({ email: 1 }).lean()).map(personOf);
  }

  /**
   * Makes the first office account when there is none at all, and gives its password, which is kept nowhere else.
   * Two processes starting at once make one account: the e-mail is unique.
   *
   * @returns null when there is an account already
   */
  async bootstrap(email: string): Promise<{ email: string; password: string } | null> {
    if ((await this.accounts.estimatedDocumentCount()) > 0) return null;
    const password = generatePassword();
    try {
      await this.create({
        email,
        name: '市教育督导室',
        role: 'office',
        agencyId: null,
        countyCode: null,
        password,
      });
    } catch (error) {
      if (error instanceof Problem && error.code === 'email-taken') return null;
      throw error;
    }
    return { email, password };
  }
}

function requireStrong(password: string): void {
  if (password.length >= 12) return;
  throw new Problem(422, 'weak-password', {
    zh: '密码至少 12 个字符。',
    en: 'A password needs at least 12 characters.',
  });
}

/** The part of an account that the rest of the system may see. */
export function personOf(account: AccountDocument): Person {
  return {
    id: account._id,
    name: account.name,
    email: account.email,
    role: account.role,
    agencyId: account.agencyId,
    countyCode: account.countyCode,
    schoolCode: account.schoolCode ?? null,
  };
}
