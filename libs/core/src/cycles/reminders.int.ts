import 'reflect-metadata';
import { Module, type INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { getConnectionToken } from '@nestjs/mongoose';
import type { Connection } from 'mongoose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AccountsService, AuditService, IdentityModule } from '../identity';
import { clerk as county, office } from '../identity/people.fixture';
import { PlatformModule } from '../platform';
import { catchMail, type MailCatcher } from '../platform/mail-catcher.fixture';
import { useServers } from '../platform/servers.fixture';
import type { MilestoneFact } from './board';
import { AgenciesService, BoardService, CyclesModule, CyclesService, ReminderWork } from './index';

@Module({ imports: [PlatformModule, IdentityModule, CyclesModule] })
class Root {}

const password = 'a password of twelve and more';
/** Noon in Shanghai. */
const noonOf = (day: string) => new Date(`${day}T04:00:00Z`);

let app: INestApplicationContext;
let catcher: MailCatcher;
let work: ReminderWork;
let board: BoardService;
let cycleId: string;
const facts: MilestoneFact[] = [];
const reminderOf = (key: string, due: string) => `${cycleId}.${key}.${due}`;
const done = (countyCode: string, key: MilestoneFact['key']) =>
  facts.push({ countyCode, key, state: 'done', doneOn: '2021-06-09' });

async function open(): Promise<void> {
  app = await NestFactory.createApplicationContext(Root, { logger: false, abortOnError: false });
  work = app.get(ReminderWork);
  board = app.get(BoardService);
  board.register({ milestoneFacts: () => Promise.resolve(facts) });
}

beforeAll(async () => {
  catcher = await catchMail();
  useServers('reminders-int', 11);
  Object.assign(process.env, { PUBLIC_URL: 'https://mingjian.example.cn', MAIL_FROM: 'office@example.cn' });
  delete process.env.SMTP_URL;
  await open();
  const [own, other] = await Promise.all(
    ['某某评估院', '另一评估院'].map((name) => app.get(AgenciesService).create(name)),
  );
  const cycle = await app.get(CyclesService).open(office, {
    year: 2021,
    title: { zh: '2021年评价', en: 'Evaluation 2021' },
    focus: '',
    milestones: [],
  });
  cycleId = cycle.id;
  await app.get(CyclesService).commission(office, cycleId, own?.id ?? '');
  const make = (email: string, role: 'office' | 'agency', agencyId: string | null) =>
    app.get(AccountsService).create({ email, name: email, role, agencyId, countyCode: null, password });
  await make('lead@own.cn', 'agency', own?.id ?? '');
  await make('gone@own.cn', 'agency', own?.id ?? '');
  await make('lead@other.cn', 'agency', other?.id ?? '');
  await make('chief@office.cn', 'office', null);
  for (const { code } of (await board.board(office, cycleId)).rows.map((row) => ({ code: row.countyCode })))
    if (code !== '231081' && code !== '231083') done(code, 'monitoringReport');
});

afterAll(async () => {
  await app.get<Connection>(getConnectionToken()).dropDatabase();
  await app.close();
  await catcher.close();
});

async function deeds(): Promise<{ action: string; detail: unknown }[]> {
  const { entries } = await app.get(AuditService).page(1);
  return entries.filter(({ action }) => action.startsWith('reminder.'));
}

describe('without a mail server', () => {
  it('nobody is written to, nothing is noted, and the board says that it cannot', async () => {
    await work.wake(noonOf('2021-06-11'));
    expect((await board.board(office, cycleId)).reminders).toEqual({ mail: false, list: [] });
    expect(await deeds()).toEqual([]);
  });
});

describe('with one', () => {
  beforeAll(async () => {
    await app.close();
    process.env.SMTP_URL = catcher.url;
    await open();
  });

  it('the day itself is quiet; on the next the agency is called out, by name of the counties', async () => {
    await work.wake(noonOf('2021-06-10'));
    expect((await board.board(office, cycleId)).reminders).toEqual({ mail: true, list: [] });
    await work.wake(noonOf('2021-06-11'));
    expect((await board.board(office, cycleId)).reminders?.list).toEqual([
      {
        key: 'monitoringReport',
        due: '2021-06-10',
        to: 'agency',
        counties: ['231081', '231083'],
        status: 'sending',
        calledOn: '2021-06-11',
        recipients: 2,
        reached: 0,
      },
    ]);
    expect((await board.board(county, cycleId)).reminders).toBeNull();
  });

  it('a server that is away is tried again, and each is written to once; an address that is gone is not reached', async () => {
    const id = reminderOf('monitoringReport', '2021-06-10');
    catcher.away = true;
    await expect(work.send(id)).rejects.toThrow('did not take');
    catcher.away = false;
    await work.send(id);
    await work.send(id);
    expect(catcher.caught.map(({ to }) => to)).toEqual(['lead@own.cn']);
    const { text } = catcher.caught[0]!;
    expect(text).toContain('监测报告尚未提交，期限 2021-06-10 已过');
    expect(text).toContain('绥芬河市、海林市');
    expect(text).toContain(`https://mingjian.example.cn/cycles/${cycleId}/reports`);
    expect((await board.board(office, cycleId)).reminders?.list).toMatchObject([
      { status: 'sent', recipients: 2, reached: 1 },
    ]);
  });

  it('a deadline is called out once, whoever looks and however often', async () => {
    await Promise.all([1, 2, 3].map(() => work.wake(noonOf('2021-06-12'))));
    await work.wake(noonOf('2021-06-13'));
    expect((await board.board(office, cycleId)).reminders?.list).toHaveLength(1);
    expect(catcher.caught).toHaveLength(1);
  });

  it('a deadline that was moved is another one, and the office is called out for what lies before it', async () => {
    await app.get(CyclesService).putMilestone(office, cycleId, 'monitoringReport', {
      revised: '2021-07-01',
      reason: '汛期',
      actual: null,
    });
    await work.wake(noonOf('2021-07-01'));
    expect((await board.board(office, cycleId)).reminders?.list).toHaveLength(1);
    done('231081', 'monitoringReport');
    await work.wake(noonOf('2021-08-01'));
    const list = (await board.board(office, cycleId)).reminders?.list ?? [];
    expect(list.map(({ key, due, to, counties }) => [key, due, to, counties.length])).toEqual(
      expect.arrayContaining([
        ['monitoringReport', '2021-07-01', 'agency', 1],
        ['review', '2021-07-15', 'office', 9],
      ]),
    );
    await work.send(reminderOf('review', '2021-07-15'));
    expect(catcher.caught.at(-1)?.to).toBe('chief@office.cn');
  });

  it('stands on the audit log, without an address', async () => {
    const found = await deeds();
    expect(found.filter(({ action }) => action === 'reminder.call')).toHaveLength(3);
    expect(found).toContainEqual(
      expect.objectContaining({
        action: 'reminder.sent',
        detail: { key: 'review', due: '2021-07-15', to: 'office', reached: 1, recipients: 1 },
      }),
    );
    expect(JSON.stringify(found)).not.toContain('@');
  });
});
