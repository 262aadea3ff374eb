import 'reflect-metadata';
import { Module, type INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { getConnectionToken } from '@nestjs/mongoose';
import type { Connection } from 'mongoose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inTransaction, PlatformModule } from '../platform';
import { outcomeOf } from '../platform/refusal.fixture';
import { useServers } from '../platform/servers.fixture';
import { AccountsService, AuditService, IdentityModule, SessionsService } from './index';

@Module({ imports: [PlatformModule, IdentityModule] })
class Root {}

const password = 'correct horse battery';
let app: INestApplicationContext;
let connection: Connection;
let accounts: AccountsService;
let sessions: SessionsService;
let audit: AuditService;

beforeAll(async () => {
  useServers('identity-int');
  app = await NestFactory.createApplicationContext(Root, { logger: ['error'], abortOnError: false });
  connection = app.get<Connection>(getConnectionToken());
  accounts = app.get(AccountsService);
  sessions = app.get(SessionsService);
  audit = app.get(AuditService);
});
afterAll(() => app.close());

const office = (email: string) =>
  accounts.create({ email, name: 'X', role: 'office', agencyId: null, countyCode: null, password });
const enter = (email: string, given: string, address: string, device: string | null = null) =>
  sessions.open({ email, password: given }, address, device);

describe('the first account', () => {
  it('is made once, with a password of its own, however many processes start', async () => {
    const made = await Promise.all([1, 2, 3].map(() => accounts.bootstrap('first@mingjian.local')));
    const first = made.filter((entry) => entry !== null);
    expect(first).toHaveLength(1);
    expect(first[0]?.password).toHaveLength(20);
    expect(await accounts.bootstrap('second@mingjian.local')).toBeNull();
    const opened = await enter('first@mingjian.local', first[0]?.password ?? '', '10.0.0.1');
    expect(opened.person).toMatchObject({ role: 'office', agencyId: null, countyCode: null });
  });
});

describe('accounts', () => {
  it('are refused with a weak password, a wrong scope or a taken e-mail', async () => {
    const account = { email: 'a@x.cn', name: 'A', role: 'agency', agencyId: 'a1', countyCode: null } as const;
    expect(await outcomeOf(accounts.create({ ...account, password: 'short' }))).toBe('weak-password');
    expect(await outcomeOf(accounts.create({ ...account, agencyId: null, password }))).toBe(
      'account-without-scope',
    );
    expect(await outcomeOf(accounts.create({ ...account, countyCode: '231002', password }))).toBe(
      'account-without-scope',
    );
    expect(await outcomeOf(accounts.create({ ...account, password }))).toBe('done');
    expect(await outcomeOf(accounts.create({ ...account, email: ' A@X.cn', password }))).toBe('email-taken');
  });

  it('keep argon2id hashes, and sessions keep no token', async () => {
    await office('hash@x.cn');
    const { token } = await enter('HASH@x.cn', password, '10.0.0.2');
    const stored = JSON.stringify(await connection.collection('accounts').findOne({ email: 'hash@x.cn' }));
    expect(stored).toContain('$argon2id$v=19$m=19456,t=2,p=1$');
    expect(stored).not.toContain(password);
    expect(JSON.stringify(await connection.collection('sessions').find().toArray())).not.toContain(token);
  });
});

describe('a session', () => {
  it('ends by signing out, by idleness and by age', async () => {
    await office('session@x.cn');
    const open = async () => (await enter('session@x.cn', password, '10.0.0.3')).token;
    const change = (fields: Record<string, Date>) =>
      connection.collection('sessions').updateMany({}, { $set: fields });

    const signedOut = await open();
    expect((await sessions.resume(signedOut))?.person.email).toBe('session@x.cn');
    await sessions.close(signedOut);
    await sessions.close(signedOut);
    expect(await sessions.resume(signedOut)).toBeNull();

    const idle = await open();
    await change({ lastSeenAt: new Date(Date.now() - 59 * 60_000) });
    expect(await sessions.resume(idle)).not.toBeNull();
    await change({ lastSeenAt: new Date(Date.now() - 61 * 60_000) });
    expect(await sessions.resume(idle)).toBeNull();

    const old = await open();
    await change({ expiresAt: new Date(Date.now() - 1) });
    expect(await sessions.resume(old)).toBeNull();
    expect(await sessions.resume('no such token')).toBeNull();
  });
});

describe('a password', () => {
  it('changes with the current one, ends the other sessions, and cannot be guessed at a borrowed screen', async () => {
    const person = await office('change@x.cn');
    const here = (await enter('change@x.cn', password, '10.0.5.1')).token;
    const there = (await enter('change@x.cn', password, '10.0.5.2')).token;
    const next = 'another long password';
    const change = (current: string) => outcomeOf(sessions.changePassword(person, here, { current, next }));
    for (let time = 0; time < 5; time += 1) expect(await change('wrong')).toBe('wrong-password');
    expect(await change(password)).toBe('too-many-attempts');
    await connection.collection('signInFailures').deleteMany({});
    expect(await change(password)).toBe('done');
    expect(await sessions.resume(here)).not.toBeNull();
    expect(await sessions.resume(there)).toBeNull();
    expect(await outcomeOf(enter('change@x.cn', password, '10.0.5.3'))).toBe('wrong-credentials');

    const reset = await accounts.resetPassword(person, person.id);
    expect(await sessions.resume(here)).toBeNull();
    expect(await outcomeOf(enter('change@x.cn', reset.password, '10.0.5.4'))).toBe('done');
    expect(await outcomeOf(accounts.resetPassword(person, 'absent'))).toBe('account-unknown');
  });
});

describe('the lockout', () => {
  const wrongly = async (email: string, address: string, times: number) => {
    const codes: string[] = [];
    for (let time = 0; time < times; time += 1) codes.push(await outcomeOf(enter(email, 'wrong', address)));
    return codes;
  };

  it('holds up the attacker, also with the right password, and nobody else', async () => {
    await office('victim@x.cn');
    const { device } = await enter('victim@x.cn', password, '10.0.1.1');
    expect(await wrongly('victim@x.cn', '10.0.1.1', 7)).toEqual([
      ...Array<string>(5).fill('wrong-credentials'),
      ...Array<string>(2).fill('too-many-attempts'),
    ]);
    expect(await outcomeOf(enter('victim@x.cn', password, '10.0.1.1'))).toBe('too-many-attempts');
    const [latest] = (await audit.page(1)).entries;
    expect(latest).toMatchObject({
      actor: 'system',
      action: 'session.lockout',
      detail: { network: '10.0.1.1' },
    });
    // From elsewhere, and behind the very same address from a browser that has signed in before.
    expect(await outcomeOf(enter('victim@x.cn', password, '10.0.1.2'))).toBe('done');
    expect(await outcomeOf(enter('victim@x.cn', password, '10.0.1.1', device))).toBe('done');
    // A device cookie of one account, or a forged one, opens nothing on another.
    await office('other@x.cn');
    await wrongly('other@x.cn', '10.0.1.1', 5);
    expect(await outcomeOf(enter('other@x.cn', password, '10.0.1.1', device))).toBe('too-many-attempts');
    expect(await outcomeOf(enter('victim@x.cn', password, '10.0.1.1', 'forged.device'))).toBe(
      'too-many-attempts',
    );
  });

  it('treats an unknown account like a known one, in words, waits and time', async () => {
    await office('known@x.cn');
    expect(await wrongly('unknown@x.cn', '10.0.2.1', 6)).toEqual(await wrongly('known@x.cn', '10.0.2.1', 6));
    // Taken in turns, and the fastest of each: whatever else the machine does then slows both or neither.
    const fastest: Record<string, number> = {};
    for (let round = 0; round < 12; round += 1) {
      for (const email of ['known@x.cn', 'unknown@x.cn']) {
        const start = performance.now();
        await outcomeOf(enter(email, 'wrong', `10.0.3.${round}`));
        fastest[email] = Math.min(fastest[email] ?? Infinity, performance.now() - start);
      }
    }
    const { 'known@x.cn': known = 0, 'unknown@x.cn': unknown = 0 } = fastest;
    expect(unknown / known).toBeGreaterThan(0.5);
    expect(unknown / known).toBeLessThan(2);
  });

  it('bounds guesses from the whole world, without holding up a known device', async () => {
    await office('world@x.cn');
    const { device } = await enter('world@x.cn', password, '10.0.4.1');
    await wrongly('world@x.cn', '10.0.4.2', 1);
    await connection.collection('signInFailures').updateMany({}, { $set: { failures: 200 } });
    expect(await outcomeOf(enter('world@x.cn', password, '10.0.4.3'))).toBe('too-many-attempts');
    expect(await outcomeOf(enter('world@x.cn', password, '10.0.4.3', device))).toBe('done');
  });
});

describe('the audit log', () => {
  it('is one chain under many writers', async () => {
    const before = (await audit.verdict()).entries;
    await Promise.all(
      Array.from({ length: 40 }, (_, index) =>
        audit.record({
          actor: 'p',
          action: 'test.write',
          subject: String(index),
          detail: { index, gone: undefined },
        }),
      ),
    );
    expect(await audit.verdict()).toEqual({ intact: true, entries: before + 40, brokenAt: null });
    const page = await audit.page(1);
    expect(page.total).toBe(before + 40);
    expect(page.entries[0]?.sequence).toBe(before + 40);
  });

  it('keeps nothing of a transaction that fails', async () => {
    const before = await audit.verdict();
    const failing = inTransaction(connection, async (session) => {
      await audit.record({ actor: 'p', action: 'test.fail', subject: 's', detail: {} }, session);
      throw new Error('after the deed');
    });
    await expect(failing).rejects.toThrow('after the deed');
    expect(await audit.verdict()).toEqual(before);
  });

  it('shows what was changed behind its back', async () => {
    await connection
      .collection<{ _id: number }>('audit')
      .updateOne({ _id: 3 }, { $set: { actor: 'nobody' } });
    expect(await audit.verdict()).toMatchObject({ intact: false, brokenAt: 3 });
  });
});
