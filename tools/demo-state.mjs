// Whether this installation still wants its demo.
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { say } from './say.mjs';

/** @param {string} folder @param {'begun' | 'done'} state */
export function rememberDemo(folder, state) {
  writeFileSync(join(folder, 'demo.json'), JSON.stringify({ state }), { mode: 0o600 });
}

/**
 * `absent` when there is nothing yet, `present` when there is work of people or a finished demo. A demo that was
 * interrupted is removed first: its platform was never announced as ready, so nobody can have worked in it. On a
 * server of others (MONGODB_URI) nothing is removed.
 * @param {string} folder
 * @param {string} mongodbUri
 * @param {string} redisUrl
 * @returns {Promise<'absent' | 'present'>}
 */
export async function demoState(folder, mongodbUri, redisUrl) {
  const { MongoClient } = await import('mongodb');
  const client = await new MongoClient(mongodbUri).connect();
  try {
    const database = client.db();
    if (isHalfDone(folder) && !process.env.MONGODB_URI && !process.env.REDIS_URL) {
      say('上次的演示被中断，现在从头重做', 'The last demo was interrupted and begins anew');
      await database.dropDatabase();
      const { Redis } = await import('ioredis');
      const redis = new Redis(redisUrl);
      await redis.flushdb();
      redis.disconnect();
      rmSync(join(folder, 'demo.json'));
      return 'absent';
    }
    const some = await database.collection('cycles').findOne({}, { projection: { _id: 1 } });
    return some ? 'present' : 'absent';
  } finally {
    await client.close();
  }
}

/** @param {string} folder */
function isHalfDone(folder) {
  const file = join(folder, 'demo.json');
  return existsSync(file) && JSON.parse(readFileSync(file, 'utf8')).state === 'begun';
}
