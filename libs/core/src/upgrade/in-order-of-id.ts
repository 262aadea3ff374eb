import type { mongo } from 'mongoose';
import { storedById } from '../platform';

const atOnce = 2000;
type Stored = { _id: string } & mongo.Document;

/**
 * Stores a collection anew in the order of its ids, each document as `change` makes it. The old one is moved aside first
 * and dropped last, so that a copy which was cut off is finished by the next call.
 *
 * @returns documents copied; 0 where the collection is missing, or lies in the order of its ids already
 */
export async function storeInOrderOfId(
  db: mongo.Db,
  name: string,
  change: (document: Stored) => Stored,
): Promise<number> {
  const aside = `${name}BeforeUpgrade`;
  if (!(await exists(db, aside))) {
    if (!(await exists(db, name)) || (await liesById(db, name))) return 0;
    await db.renameCollection(name, aside);
  }
  if (!(await exists(db, name)))
    await db.createCollection(name, { clusteredIndex: storedById.clusteredIndex });
  const target = db.collection<Stored>(name);
  let copied = 0;
  let group: Stored[] = [];
  const write = async () => {
    if (group.length === 0) return;
    // Replaced rather than inserted: a copy that was cut off has left some of them.
    await target.bulkWrite(
      group.map((document) => ({
        replaceOne: { filter: { _id: document._id }, replacement: document, upsert: true },
      })),
      { ordered: true, writeConcern: { w: 'majority', journal: true } },
    );
    copied += group.length;
    group = [];
  };
  for await (const document of db.collection<Stored>(aside).find().sort({ _id: 1 })) {
    group.push(change(document as Stored));
    if (group.length === atOnce) await write();
  }
  await write();
  await db.dropCollection(aside);
  return copied;
}

async function exists(db: mongo.Db, name: string): Promise<boolean> {
  return (await db.listCollections({ name }, { nameOnly: true }).toArray()).length > 0;
}

async function liesById(db: mongo.Db, name: string): Promise<boolean> {
  const [found] = await db.listCollections({ name }).toArray();
  return (found as { options?: { clusteredIndex?: unknown } }).options?.clusteredIndex !== undefined;
}
