import type { Connection } from 'mongoose';

const COLLECTION = 'demo';
/** The mail domain of all demo accounts, by which they are known. */
export const demoDomain = 'demo.mingjian.example';

/** Where the demo of this database stands. */
export type DemoState = { state: 'none' } | { state: 'finished' | 'interrupted'; cycleId: string | null };

/** A document of any collection, by the fields that tell whose it is. */
interface Loose {
  _id: string;
  cycleId?: string;
  surveyId?: string;
  runId?: string;
  accountId?: string;
  email?: string;
}

interface Marker {
  _id: 'demo';
  cycleId: string | null;
  /** Cycles of the years before, which the demo plays first. */
  earlierCycleIds?: string[];
  finishedAt: Date | null;
}

export async function readDemoState(connection: Connection): Promise<DemoState> {
  const marker = await connection.collection<Marker>(COLLECTION).findOne({ _id: 'demo' });
  if (!marker) return { state: 'none' };
  return { state: marker.finishedAt === null ? 'interrupted' : 'finished', cycleId: marker.cycleId };
}

/** Notes that the demo has begun, which cycle is its own, and at last that it is done. */
export async function markDemo(
  connection: Connection,
  change: Partial<Pick<Marker, 'cycleId' | 'earlierCycleIds' | 'finishedAt'>>,
): Promise<void> {
  const markers = connection.collection<Marker>(COLLECTION);
  const begun: Marker = { _id: 'demo', cycleId: null, finishedAt: null };
  await markers.updateOne({ _id: 'demo' }, { $setOnInsert: begun }, { upsert: true });
  if (Object.keys(change).length > 0) await markers.updateOne({ _id: 'demo' }, { $set: change });
}

/**
 * Clears away what an interrupted demo left: everything of its own cycle and its accounts, whose passwords nobody has
 * seen. The audit log stays: nothing is ever taken out of it.
 */
export async function clearInterruptedDemo(connection: Connection, cycleId: string | null): Promise<void> {
  const collections = await connection.listCollections();
  const names = collections
    .map((each) => each.name)
    .filter((name) => !name.startsWith('audit') && !name.startsWith('system.'));
  const raw = (name: string) => connection.collection<Loose>(name);
  const marker = await connection.collection<Marker>(COLLECTION).findOne({ _id: 'demo' });
  const cycleIds = [cycleId, ...(marker?.earlierCycleIds ?? [])].filter((id) => id !== null);
  if (cycleIds.length > 0) {
    const idsOf = async (name: string) =>
      (
        await raw(name)
          .find({ cycleId: { $in: cycleIds } })
          .project<Loose>({ _id: 1 })
          .toArray()
      ).map((each) => each._id);
    const surveyIds = await idsOf('surveys');
    const runIds = await idsOf('runs');
    for (const name of names)
      await raw(name).deleteMany({
        $or: [
          { _id: { $in: cycleIds } },
          { cycleId: { $in: cycleIds } },
          { surveyId: { $in: surveyIds } },
          { runId: { $in: runIds } },
        ],
      });
  }
  const people = await raw('accounts')
    .find({ email: { $regex: `@${demoDomain.replaceAll('.', '\\.')}$` } })
    .toArray();
  const accountIds = people.map((person) => person._id);
  await raw('sessions').deleteMany({ accountId: { $in: accountIds } });
  await raw('accounts').deleteMany({ _id: { $in: accountIds } });
  await raw(COLLECTION).deleteMany({ _id: 'demo' });
}
