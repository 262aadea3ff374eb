// Servers for one use, a test run or a demo: a data folder of their own that is gone afterwards, also after kill -9.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { guard } from './processes.mjs';
import { provisionMongo } from './provision-mongo.mjs';
import { provisionRedis } from './provision-redis.mjs';

/** A folder that goes when we go. @param {string} purpose part of its name @returns {string} */
export function temporaryFolder(purpose) {
  const folder = mkdtempSync(join(tmpdir(), `mingjian-${purpose}-`));
  guard({ remove: folder });
  return folder;
}

/**
 * MongoDB and Redis with nothing in them.
 * @param {string} purpose part of the folder's name
 * @returns {Promise<{ folder: string, mongodbUri: string, redisUrl: string, stop: () => Promise<void> }>}
 * @throws {import('./say.mjs').Failure} when a server cannot be had
 */
export async function temporaryServers(purpose) {
  const folder = temporaryFolder(purpose);
  const outcomes = await Promise.allSettled([
    provisionMongo({ folder: join(folder, 'mongo'), temporary: true }),
    provisionRedis({ folder: join(folder, 'redis'), temporary: true }),
  ]);
  const stop = async () => {
    await Promise.all(outcomes.map((o) => (o.status === 'fulfilled' ? o.value.stop() : undefined)));
    rmSync(folder, { recursive: true, force: true });
  };
  const [mongo, redis] = outcomes;
  if (mongo.status === 'fulfilled' && redis.status === 'fulfilled')
    return { folder, mongodbUri: mongo.value.uri, redisUrl: redis.value.uri, stop };
  await stop();
  throw mongo.status === 'rejected' ? mongo.reason : /** @type {PromiseRejectedResult} */ (redis).reason;
}
