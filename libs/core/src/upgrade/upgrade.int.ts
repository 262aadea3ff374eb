import 'reflect-metadata';
import { Module, type INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { canonicalHash } from '../platform/canonical';
import { keyListHash } from '@mingjian/credential';
import mongoose, { type Connection } from 'mongoose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AuditService, IdentityModule } from '../identity';
import { createLog, parseEnv, PlatformModule, type Env } from '../platform';
import { useServers } from '../platform/servers.fixture';
import { ResponsesModule, ResponsesService } from '../responses';
import { credentialFor } from '../responses/credential.fixture';
import { codeOf } from '../platform/refusal.fixture';
import { layEarlierData, type EarlierData, type Raw } from './earlier-data.fixture';
import { upgradeData } from './index';

@Module({ imports: [PlatformModule, IdentityModule, ResponsesModule] })
class Root {}

const log = createLog('cli', 'silent');
let env: Env;
let connection: Connection;
let earlier: EarlierData;
const all = (name: string) => connection.collection<Raw>(name).find().toArray();
const one = (name: string, _id: string) => connection.collection<Raw>(name).findOne({ _id } as never);

beforeAll(async () => {
  useServers('upgrade-int', 7);
  env = parseEnv(process.env);
  connection = await mongoose.createConnection(env.mongodbUri).asPromise();
  await connection.dropDatabase();
  earlier = await layEarlierData(connection.db as mongoose.mongo.Db, env.secret);
  // Several processes start at once; one of them does it, the others wait.
  await Promise.all([upgradeData(env, log), upgradeData(env, log), upgradeData(env, log)]);
});
afterAll(async () => {
  await connection.dropDatabase();
  await connection.close();
});

describe('data of an earlier version', () => {
  it('are upgraded once, which the audit log tells', async () => {
    const told = (await all('audit')).map(({ action, subject, actor }) => [actor, action, subject]);
    expect(told).toEqual([
      ['system', 'data.upgrade', '2026-11-described-samples'],
      ['system', 'data.upgrade', '2026-11-answers-under-credentials'],
      ['system', 'data.upgrade', '2026-11-reviewed-surveys'],
      ['system', 'data.upgrade', '2026-11-recorded-results'],
    ]);
    const before = await all('responses');
    await upgradeData(env, log);
    expect(await all('audit')).toHaveLength(4);
    expect(await all('responses')).toEqual(before);
  });

  it('lose what could lead to a person: day, submission, small cell, order of arrival', async () => {
    const answers = await all('responses');
    expect(answers.map(({ _id }) => _id)).toEqual(['aa', 'mm', 'tt', 'zz']);
    expect(answers.map(({ week }) => week)).toEqual(['2026-03-02', '2026-03-02', '2026-03-02', '2026-03-02']);
    expect(answers.some((answer) => 'day' in answer || 'submissionId' in answer)).toBe(false);
    expect(new Set(answers.map(({ nonce }) => nonce))).toHaveProperty('size', 4);
    const ofTeacher = await one('responses', 'tt');
    expect(ofTeacher?.cellId).not.toBe('staff');
    const key = await connection.collection<Raw>('signingKeys').findOne({ surveyId: 'teacher' });
    expect(key).toMatchObject({ cellId: ofTeacher?.cellId, codes: 2 });
    expect([...(key?.cellIds as string[])].sort()).toEqual(['staff', 'staff2']);
    expect((await one('snapshotChunks', 'k1'))?.cellIds).toEqual([ofTeacher?.cellId]);
    for (const name of ['responses', 'codes', 'coachingReports']) {
      const [found] = (await connection.db?.listCollections({ name }).toArray()) ?? [];
      expect(found).toHaveProperty('options.clusteredIndex.key', { _id: 1 });
    }
    const names = (await connection.db?.listCollections().toArray())?.map(({ name }) => name);
    expect(names?.filter((name) => name.includes('BeforeUpgrade'))).toEqual([]);
  });

  it('keep every answer, and what was published keeps its hash', async () => {
    expect((await one('responses', 'mm'))?.answers).toEqual({ Q1: 4 });
    expect(await one('coachingReports', 'r1')).toMatchObject({ text: '有人教我怎么答' });
    expect(await one('results', 'result')).toMatchObject({ hash: 'published', plan: null, gaps: [] });
    expect(await one('reports', 'report')).toMatchObject({
      hash: 'accepted',
      modelHash: canonicalHash({ blocks: [] }),
      model: { blocks: [] },
      comments: [{ text: '同意', replyTo: null, resolved: null }],
    });
    expect(await one('surveyVersions', 'v-student')).toMatchObject({ publishedBy: '机构负责人' });
  });

  it('say of their sample what samples say now', async () => {
    const sample = await one('samples', 's1');
    expect(sample).toMatchObject({ plan: { selection: 'equal' }, replaced: 0 });
    expect(sample?.precision).toHaveLength(2);
    expect(sample?.strata).toMatchObject([{ schoolsDrawn: 1, pupilsInFrame: 12, expandedPupils: 12 }]);
    expect(await one('cells', 'class')).toMatchObject({ certain: false, schoolWeight: 1 });
    expect(await all('sampledSchools')).toMatchObject([{ drawn: { name: '一小' }, substitutes: [] }]);
  });

  it('start, and a code from a slip of before is traded and answered under', async () => {
    const app: INestApplicationContext = await NestFactory.createApplicationContext(Root, {
      logger: ['error'],
      abortOnError: false,
    });
    const responses = app.get(ResponsesService);
    const doors = {
      check: (code: string) => responses.checkCode('student', code, '10.0.0.1'),
      trade: (body: Parameters<typeof responses.trade>[1]) => responses.trade('student', body, '10.0.0.1'),
    };
    const credential = await credentialFor('student', earlier.unused[0] ?? '', doors);
    const submission = { versionId: 'v-student', language: 'zh-CN' as const, durations: { Q1: 2000 } };
    await responses.submit('student', { ...credential, ...submission, answers: { Q1: 5 } });
    expect(await all('responses')).toHaveLength(5);
    const { keyListHash: fixed } = await responses.form('student');
    expect(fixed).toBe(keyListHash('student', (await responses.keyList('student')).keys));
    expect(await codeOf(doors.check(earlier.unused[0] ?? ''))).toBe('code-used');
    expect(await app.get(AuditService).verdict()).toMatchObject({ intact: true });
    await app.close();
  });
});

describe('an upgrade that was cut off', () => {
  it('goes on where it stopped: moved aside, half copied, not recorded', async () => {
    const responses = connection.collection<Raw>('responses');
    const before = await all('responses');
    await connection.collection('upgrades').deleteMany({ _id: { $ne: 'lock' } } as never);
    await responses.rename('responsesBeforeUpgrade');
    await connection.createCollection('responses', { clusteredIndex: { key: { _id: 1 }, unique: true } });
    await responses.insertMany(before.slice(0, 2));
    await upgradeData(env, log);
    expect(await all('responses')).toEqual(before);
  });

  it('of a process that is gone is taken over when its turn runs out', async () => {
    await connection
      .collection('upgrades')
      .updateOne({ _id: 'lock' } as never, { $set: { holder: 'gone', until: new Date(Date.now() + 1500) } });
    await connection.collection('upgrades').deleteOne({ _id: '2026-11-recorded-results' } as never);
    const began = Date.now();
    await upgradeData(env, log);
    expect(Date.now() - began).toBeGreaterThan(1000);
  });
});

it('data of a later version are refused in both languages', async () => {
  await connection.collection('upgrades').insertOne({ _id: '2099-01-later' } as never);
  await expect(upgradeData(env, log)).rejects.toThrow(/由更新的版本写成（2099-01-later）.*later version/);
});

it('an installation without any data has nothing upgraded, whichever of its processes comes first', async () => {
  await connection.dropDatabase();
  await Promise.all([upgradeData(env, log), upgradeData(env, log), upgradeData(env, log)]);
  expect(await all('audit')).toEqual([]);
  expect(await all('upgrades')).toHaveLength(5);
});
