import 'reflect-metadata';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Module, type INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { getConnectionToken } from '@nestjs/mongoose';
import type { Audience } from '@mingjian/contract/surveys';
import iconv from 'iconv-lite';
import type { Connection } from 'mongoose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CodeIssueService, CodesService, SamplesService } from '../distribution';
import { layField, samplingPlan } from '../distribution/field.fixture';
import { IdentityModule, scopeOf, type Person } from '../identity';
import { PlatformModule } from '../platform';
import { catchMail, type MailCatcher } from '../platform/mail-catcher.fixture';
import { codeOf, problemOf } from '../platform/refusal.fixture';
import { useServers } from '../platform/servers.fixture';
import { SurveysService } from '../surveys';
import { publishReviewed } from '../surveys/publish-reviewed.fixture';
import { smsSignature } from '../platform/message-channels';
import { FieldworkModule, MailingsService, MailingWork } from './index';

@Module({ imports: [PlatformModule, IdentityModule, FieldworkModule] })
class Root {}

let app: INestApplicationContext;
let agency: Person;
let connection: Connection;
let surveyIds: Record<Audience, string>;
let mailings: MailingsService;
let work: MailingWork;
let catcher: MailCatcher;
let gateway: Server;
const texts: { phone: string; isSigned: boolean }[] = [];
const secret = 'a secret of the gateway';

beforeAll(async () => {
  catcher = await catchMail();
  gateway = createServer((request, reply) => {
    let body = '';
    request.on('data', (part: Buffer) => (body += part.toString()));
    request.on('end', () => {
      const { phone } = JSON.parse(body) as { phone: string };
      const stamp = String(request.headers['x-mingjian-timestamp']);
      texts.push({
        phone,
        isSigned: request.headers['x-mingjian-signature'] === smsSignature(secret, stamp, body),
      });
      reply.writeHead(phone.endsWith('9') ? 422 : 202).end();
    });
  });
  await new Promise<void>((resolve) => gateway.listen(0, '127.0.0.1', resolve));
  useServers('mailings-int', 15);
  Object.assign(process.env, {
    PUBLIC_URL: 'https://mingjian.example.cn',
    SMTP_URL: catcher.url,
    MAIL_FROM: 'survey@example.cn',
    SMS_URL: `http://127.0.0.1:${(gateway.address() as AddressInfo).port}/send`,
    SMS_SECRET: secret,
    MINGJIAN_MESSAGES_PER_SECOND: '1000',
  });
  app = await NestFactory.createApplicationContext(Root, { logger: ['error'], abortOnError: false });
  connection = app.get(getConnectionToken());
  mailings = app.get(MailingsService);
  work = app.get(MailingWork);
  const field = await layField(app);
  ({ agency, surveyIds } = field);
  await app.get(SamplesService).draw(agency, field.cycleId, samplingPlan);
  await publishReviewed(app, agency, surveyIds.teacher);
  await app.get(CodeIssueService).issue(agency, surveyIds.teacher, '231002');
});
afterAll(async () => {
  await app.close();
  await catcher.close();
  gateway.close();
});

const table = (lines: string[], encoding = 'utf8') =>
  iconv.encode(['学校标识码,邮箱,手机', ...lines].join('\r\n'), encoding);
const take = (bytes: Uint8Array, dryRun = false) =>
  mailings.importContacts(agency, surveyIds.teacher, bytes, dryRun);
/** Forgets when the last mailing began, so that the next need not wait a day. */
const tomorrow = () => connection.collection('mailings').updateMany({}, { $set: { startedAt: new Date(0) } });

describe('a table of contacts', () => {
  it('of 10,000 rows names those that are wrong, in the words of the file, and takes none', async () => {
    const many = Array.from({ length: 10_000 }, (_, at) => `999${at},p${at}@x.cn,`);
    expect((await problemOf(take(table(many)))).text.zh).toContain('10000 处错误');
    const problem = await problemOf(
      take(
        table(
          [
            '2123900001,a@x.cn,',
            '2123900001,A@X.cn,',
            '2123900001,nobody,',
            '2123900001,,12345',
            '2123900001,,',
            '999,b@x.cn,',
          ],
          'gbk',
        ),
      ),
    );
    expect(problem.faults.map(({ row, rule }) => [row, rule])).toEqual([
      [3, 'twice'],
      [4, 'bad-email'],
      [5, 'bad-phone'],
      [6, 'no-address'],
      [7, 'not-sampled'],
    ]);
    expect(problem.faults[1]).toMatchObject({ field: '邮箱', value: 'nobody' });
    const eleven = Array.from({ length: 11 }, (_, at) => `2123900001,p${at}@x.cn,`);
    expect((await problemOf(take(table(eleven)))).faults).toMatchObject([{ row: 12, rule: 'too-many' }]);
    expect(await connection.collection('contacts').countDocuments()).toBe(0);
  });

  it('is tried first, then taken in from GBK too, and kept sealed', async () => {
    const lines = [
      ...Array.from({ length: 8 }, (_, at) => `2123900001,teacher${at}@x.cn,`),
      '2123900001,gone@x.cn,',
      '2123900002,,138 0013 8000',
      '2123900002,,+8613800138009',
    ];
    expect(await take(table(lines, 'gbk'), true)).toEqual({
      contacts: 11,
      email: 9,
      sms: 2,
      cells: 2,
      encoding: 'GB18030',
      dryRun: true,
    });
    expect(await connection.collection('contacts').countDocuments()).toBe(0);
    await take(table(lines, 'gbk'));
    const stored = JSON.stringify(await connection.collection('contacts').find().toArray());
    expect(stored).not.toContain('x.cn');
    expect(stored).not.toContain('13800138000');
    expect((await problemOf(take(table(lines)))).faults[0]).toMatchObject({ rule: 'already-there', row: 2 });
  });
});

describe('an invitation', () => {
  it('waits until the survey is open, then reaches each address with a link of its own; bounces are counted', async () => {
    const invite = () =>
      mailings.start(agency, surveyIds.teacher, { kind: 'invitation', channel: 'email', language: 'zh-CN' });
    expect(await codeOf(invite())).toBe('survey-not-open');
    await app.get(SurveysService).open(agency, surveyIds.teacher);
    const { id, total } = await invite();
    expect(total).toBe(9);
    expect(await codeOf(invite())).toBe('mailing-running');
    catcher.away = true;
    await expect(work.send(id, false)).rejects.toThrow('mail server');
    expect((await mailings.overview(scopeOf(agency), surveyIds.teacher)).list[0]).toMatchObject({
      status: 'waiting',
      sent: 0,
    });
    await work.send(id, true);
    expect((await mailings.overview(scopeOf(agency), surveyIds.teacher)).list[0]).toMatchObject({
      status: 'stopped',
    });
    catcher.away = false;
    await mailings.goOn(agency, surveyIds.teacher, id);
    await work.send(id, false);
    expect((await mailings.overview(scopeOf(agency), surveyIds.teacher)).list[0]).toMatchObject({
      status: 'done',
      sent: 8,
      bounced: 1,
    });
    expect(catcher.caught.map(({ to }) => to).sort()).toEqual(
      Array.from({ length: 8 }, (_, at) => `teacher${at}@x.cn`),
    );
    const codes = catcher.caught.map(({ text }) => /#c=(\w{10})/.exec(text)?.[1] ?? '');
    expect(new Set(codes).size).toBe(8);
    expect(await app.get(CodesService).find(codes[0] ?? '')).toMatchObject({
      surveyId: surveyIds.teacher,
      used: false,
    });
    expect(catcher.caught.every(({ text }) => !/<img|<html/i.test(text))).toBe(true);
    await work.send(id, false);
    expect(catcher.caught).toHaveLength(8);
  });

  it('by SMS is signed, and a number that cannot be reached counts as bounced', async () => {
    const { id } = await mailings.start(agency, surveyIds.teacher, {
      kind: 'invitation',
      channel: 'sms',
      language: 'zh-CN',
    });
    await work.send(id, false);
    expect(texts.map(({ phone, isSigned }) => [phone, isSigned]).sort()).toEqual([
      ['13800138000', true],
      ['13800138009', true],
    ]);
    const { list } = await mailings.overview(scopeOf(agency), surveyIds.teacher);
    expect(list.find(({ channel }) => channel === 'sms')).toMatchObject({
      sent: 1,
      bounced: 1,
      status: 'done',
    });
  });
});

it('a reminder comes a day later at the earliest, and goes only to those whose code is unused', async () => {
  const remind = () =>
    mailings.start(agency, surveyIds.teacher, { kind: 'reminder', channel: 'email', language: 'zh-CN' });
  expect(await codeOf(remind())).toBe('too-soon');
  await tomorrow();
  const used = catcher.caught.slice(0, 5);
  for (const { text } of used) {
    const code = await app.get(CodesService).find(/#c=(\w{10})/.exec(text)?.[1] ?? '');
    await connection.collection('codes').updateOne({ _id: code?.id as never }, { $set: { used: true } });
  }
  const before = catcher.caught.length;
  await work.send((await remind()).id, false);
  const reminded = catcher.caught.slice(before).map(({ to }) => to);
  expect(reminded.sort()).toEqual(
    catcher.caught
      .slice(5, 8)
      .map(({ to }) => to)
      .sort(),
  );
});

it('contacts are deleted when the survey closes, and belong to no other agency before', async () => {
  expect(
    await codeOf(mailings.overview(scopeOf({ ...agency, agencyId: 'another' }), surveyIds.teacher)),
  ).toBe('survey-not-found');
  await work.wake();
  expect(await connection.collection('contacts').countDocuments()).toBe(11);
  await connection
    .collection('surveys')
    .updateOne({ _id: surveyIds.teacher as never }, { $set: { status: 'closed' } });
  await work.wake();
  expect(await connection.collection('contacts').countDocuments()).toBe(0);
});

it('jobs and the audit log hold no address', async () => {
  const audit = JSON.stringify(await connection.collection('audit').find().toArray());
  expect(audit).not.toContain('teacher0@x.cn');
  expect(audit).not.toContain('13800138000');
});
