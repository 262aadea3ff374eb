import { keyListHash } from '@mingjian/credential';
import { keysOfCells } from '../distribution/key-documents';
import { sealingKey } from '../distribution/signing-key';
import type {
  CellDocument,
  CodeDocument,
  KeyListDocument,
  SigningKeyDocument,
} from '../distribution/distribution.schema';
import { mondayOf } from '../platform';
import { storeInOrderOfId } from './in-order-of-id';
import type { Upgrade, UpgradeContext } from './upgrade';

/**
 * Answers were handed in with their code, and knew their day and the number of their submission. Now the code is traded
 * for a blind signature, an answer knows its week, a few codes share a cell, and neither codes nor answers lie in the
 * order of their arrival. What could lead to a person (day, submission, small cell, order) is not carried over.
 */
export const answersUnderCredentials: Upgrade = {
  id: '2026-11-answers-under-credentials',
  async run(context) {
    const { db } = context;
    const keys = await makeMissingKeys(context);
    const shared = await sharedCells(context);
    const answers = await storeInOrderOfId(db, 'responses', ({ day, submissionId, ...kept }) => ({
      ...kept,
      week: typeof day === 'string' ? mondayOf(day) : kept.week,
      // No token hashes to this: what was handed in with a code cannot be handed in again under a credential.
      nonce: submissionId === undefined ? kept.nonce : `code.${kept._id}`,
      cellId: shared.get(kept.cellId as string) ?? kept.cellId,
    }));
    const codes = await storeInOrderOfId(db, 'codes', (code) => ({ blinded: null, ...code }));
    const reports = await storeInOrderOfId(db, 'coachingReports', (report) => report);
    await shareCellsOfSnapshots(context, shared);
    if (keys + answers + codes + reports === 0) return null;
    return {
      said: {
        zh: `${answers} 份答卷改为只记所在的周，提交编号和先后次序已删除，不足十个作答码的单元格已合并；${codes} 个作答码今后换取盲签名凭证（新建 ${keys} 把签名密钥）。旧的 MongoDB 复制日志（local.oplog.rs）和旧备份仍记有作答日期与先后，请按 docs/upgrade.md 处理`,
        en: `${answers} answers now know their week alone; the numbers of their submissions and their order are gone, and cells with fewer than ten codes are joined; ${codes} codes will be traded for blind signatures (${keys} new signing keys). MongoDB's replication log (local.oplog.rs) and older backups still hold days and order: see docs/upgrade.md`,
      },
      detail: { answers, codes, keys, joinedCells: shared.size },
    };
  },
};

/** Keys for the cells whose codes were issued before there were keys; the list of a survey that was opened is fixed. */
async function makeMissingKeys({ db, client, secret }: UpgradeContext): Promise<number> {
  const codes = db.collection<CodeDocument>('codes');
  const stored = db.collection<SigningKeyDocument>('signingKeys');
  const lists = db.collection<KeyListDocument>('keyLists');
  const sealing = sealingKey(secret);
  let made = 0;
  for (const surveyId of await codes.distinct('surveyId')) {
    if (await lists.findOne({ _id: surveyId })) continue;
    const issued = new Set(await codes.distinct('cellId', { surveyId }));
    const cells = await db.collection<CellDocument>('cells').find({ surveyId }).toArray();
    const keys = await keysOfCells(
      surveyId,
      cells.filter(({ _id }) => issued.has(_id)).map(({ _id, ...cell }) => ({ ...cell, id: _id })),
      sealing,
    );
    const survey = await db
      .collection<{ _id: string; status: string }>('surveys')
      .findOne({ _id: surveyId }, { projection: { status: 1 } });
    const listed = keys
      .map(({ _id, codes: count }) => ({ id: _id, codes: count }))
      .sort((a, b) => (a.id < b.id ? -1 : 1));
    const wasOpened = survey !== null && ['open', 'paused', 'closed'].includes(survey.status);
    await client.withSession((session) =>
      session.withTransaction(async () => {
        await stored.insertMany(keys, { session });
        await lists.insertOne(
          { _id: surveyId, keys: keys.length, hash: wasOpened ? keyListHash(surveyId, listed) : null },
          { session },
        );
      }),
    );
    made += keys.length;
  }
  return made;
}

/** The cell that answers name, by drawn cell, where several share a key. */
async function sharedCells({ db }: UpgradeContext): Promise<Map<string, string>> {
  const keys = db.collection<SigningKeyDocument>('signingKeys').find({ 'cellIds.1': { $exists: true } });
  const shared = new Map<string, string>();
  for await (const { cellId, cellIds } of keys) for (const id of cellIds) shared.set(id, cellId);
  return shared;
}

/** A snapshot's hash speaks of what a cell is, not of its id: its ids may change. */
async function shareCellsOfSnapshots({ db }: UpgradeContext, shared: Map<string, string>): Promise<void> {
  if (shared.size === 0) return;
  const chunks = db.collection<{ _id: string; cellIds: string[] }>('snapshotChunks');
  for await (const { _id, cellIds } of chunks.find({}, { projection: { cellIds: 1 } })) {
    if (!cellIds.some((id) => shared.has(id))) continue;
    await chunks.updateOne({ _id }, { $set: { cellIds: cellIds.map((id) => shared.get(id) ?? id) } });
  }
}
