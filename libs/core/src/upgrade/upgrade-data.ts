import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import mongoose, { type ClientSession, type Connection, type mongo } from 'mongoose';
import { AuditService } from '../identity';
import {
  auditHeadSchema,
  auditSchema,
  type AuditDocument,
  type AuditHeadDocument,
} from '../identity/identity.schema';
import { inTransaction, type Env, type Log } from '../platform';
import { answersUnderCredentials } from './answers-under-credentials';
import { describedSamples } from './described-samples';
import { recordedResults } from './recorded-results';
import { reviewedSurveys } from './reviewed-surveys';
import type { Upgrade } from './upgrade';

/** In the order in which they run; new ones come last, and none is ever taken away or renamed. */
const upgrades: readonly Upgrade[] = [
  describedSamples,
  answersUnderCredentials,
  reviewedSurveys,
  recordedResults,
];

/** One document an upgrade that was done, and one that says who is at it now. */
interface UpgradeRecord {
  _id: string;
  at?: Date;
  holder?: string;
  until?: Date;
}
const lock = 'lock';
const leaseMs = 30_000;

/**
 * Brings the stored data to the shape of this version: each upgrade once, in order, by one process while the others
 * wait. To be called before anything reads or indexes the data; without anything to do it takes one query.
 *
 * @param known for tests: other upgrades than those of this version
 * @throws Error in both languages when the data were written by a later version, or what an upgrade throws; the next
 *   call goes on where this one stopped
 */
export async function upgradeData(
  env: Pick<Env, 'mongodbUri' | 'secret'>,
  log: Log,
  known: readonly Upgrade[] = upgrades,
): Promise<void> {
  const connection = await mongoose
    .createConnection(env.mongodbUri, {
      autoIndex: false,
      autoCreate: false,
      serverSelectionTimeoutMS: 5000,
      writeConcern: { w: 'majority', journal: true },
    })
    .asPromise();
  try {
    const records = connection.collection<UpgradeRecord>(
      'upgrades',
    ) as unknown as mongo.Collection<UpgradeRecord>;
    if ((await missing(records, known)).length === 0) return;
    const holder = await takeTurn(records);
    try {
      const fresh = await isNew(connection);
      for (const upgrade of await missing(records, known))
        if (fresh) await records.insertOne({ _id: upgrade.id, at: new Date() });
        else await runOne(connection, records, upgrade, env.secret, log);
    } finally {
      clearInterval(holder.renewing);
      await records.updateOne({ _id: lock, holder: holder.id }, { $set: { until: new Date(0) } });
    }
  } finally {
    await connection.close();
  }
}

/** Nothing was ever stored here but these records. */
async function isNew({ db }: Connection): Promise<boolean> {
  const collections = (await db?.listCollections({}, { nameOnly: true }).toArray()) ?? [];
  return collections.every(({ name }) => name === 'upgrades');
}

/** @throws Error when something was done to the data that this version does not know */
async function missing(
  records: mongo.Collection<UpgradeRecord>,
  known: readonly Upgrade[],
): Promise<Upgrade[]> {
  const done = (await records.find({ _id: { $ne: lock } }).toArray()).map(({ _id }) => _id);
  const strange = done.filter((id) => !known.some((upgrade) => upgrade.id === id));
  if (strange.length > 0)
    throw new Error(
      `这些数据由更新的版本写成（${strange.join('、')}），本版本不能使用。请使用那个版本，或恢复升级前的备份。 · ` +
        `These data were written by a later version (${strange.join(', ')}). Use that version, or restore a backup of before.`,
    );
  return known.filter(({ id }) => !done.includes(id));
}

/** Waits until no other process is at it. A turn that is not renewed ends by itself. */
async function takeTurn(
  records: mongo.Collection<UpgradeRecord>,
): Promise<{ id: string; renewing: NodeJS.Timeout }> {
  const id = randomUUID();
  // The server's clock decides, since those of the processes may differ.
  const until = { $dateAdd: { startDate: '$$NOW', unit: 'millisecond', amount: leaseMs } };
  await records.updateOne({ _id: lock }, { $setOnInsert: { until: new Date(0) } }, { upsert: true });
  const free = { _id: lock, $expr: { $lt: ['$until', '$$NOW'] } };
  while ((await records.updateOne(free, [{ $set: { holder: id, until } }])).matchedCount === 0)
    await sleep(200);
  const renew = () => records.updateOne({ _id: lock, holder: id }, [{ $set: { until } }]);
  const renewing = setInterval(() => void renew().catch(() => undefined), leaseMs / 3);
  renewing.unref();
  return { id, renewing };
}

/** What was done and that it is done go into the audit log and the records together. */
async function runOne(
  connection: Connection,
  records: mongo.Collection<UpgradeRecord>,
  upgrade: Upgrade,
  secret: string,
  log: Log,
): Promise<void> {
  const began = Date.now();
  const { db } = connection;
  if (!db) throw new Error('the connection has no database');
  log.info({ upgrading: upgrade.id }, 'bringing stored data to the shape of this version');
  const done = await upgrade.run({ db, client: connection.getClient(), secret });
  const audit = new AuditService(
    connection,
    connection.models['Audit'] ?? connection.model<AuditDocument>('Audit', auditSchema, 'audit'),
    connection.models['AuditHead'] ??
      connection.model<AuditHeadDocument>('AuditHead', auditHeadSchema, 'auditHead'),
  );
  if (done) await audit.onModuleInit();
  await inTransaction(connection, async (session: ClientSession) => {
    await records.insertOne({ _id: upgrade.id, at: new Date() }, { session });
    if (!done) return;
    await audit.record(
      { actor: 'system', action: 'data.upgrade', subject: upgrade.id, detail: done.detail },
      session,
    );
  });
  if (!done) return;
  const ms = Date.now() - began;
  log.warn({ upgrade: upgrade.id, ms, said: done.said, ...done.detail }, 'data upgraded');
}
