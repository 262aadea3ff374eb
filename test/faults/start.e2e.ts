import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { MongoClient } from 'mongodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { build } from '../../tools/build.mjs';
import { folderWithRoom } from '../../tools/places.mjs';
import { freePort, isAlive, type Identity } from '../../tools/processes.mjs';
import { descendants } from '../platform/descendants';

const root = join(import.meta.dirname, '..', '..');
const folder = mkdtempSync(join(tmpdir(), 'mingjian-faults-'));
const starts: Start[] = [];

interface Start {
  child: ChildProcess;
  /** What it has said so far. */
  words: () => string;
  ended: Promise<number | null>;
}

/** Runs `npm start -- --empty` on the test's own data folder, without servers of others. */
function start(port: number, env: NodeJS.ProcessEnv = {}): Start {
  const given: NodeJS.ProcessEnv = { ...process.env, MINGJIAN_DATA: join(folder, 'data'), ...env };
  for (const name of ['MONGODB_URI', 'REDIS_URL', 'PUBLIC_URL', 'PORT', 'NODE_ENV']) delete given[name];
  const child = spawn(process.execPath, ['tools/start.mjs', '--empty', '--port', String(port)], {
    cwd: root,
    env: given,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let words = '';
  child.stderr.on('data', (chunk: Buffer) => (words += chunk.toString()));
  const ended = new Promise<number | null>((settle) => child.once('close', settle));
  const one = { child, words: () => words, ended };
  starts.push(one);
  return one;
}

/** Waits until it has said something; a start that ends instead is a failure with all its words. */
async function until(one: Start, phrase: string): Promise<void> {
  for (const deadline = Date.now() + 180_000; !one.words().includes(phrase); await sleep(50))
    if (one.child.exitCode !== null || Date.now() > deadline)
      throw new Error(`never said “${phrase}”:\n${one.words()}`);
}

/** Waits until none of them runs any more. */
async function gone(processes: { pid: number }[]): Promise<void> {
  const alive = () =>
    processes.filter(({ pid }) => {
      const stat = execFileSync('ps', ['-A', '-o', 'pid=,stat='], { encoding: 'utf8' });
      return new RegExp(`^\\s*${pid}\\s+[^Z]`, 'm').test(stat);
    });
  for (const deadline = Date.now() + 30_000; alive().length > 0; await sleep(100))
    if (Date.now() > deadline) throw new Error(`still running: ${JSON.stringify(alive())}`);
}

async function withMongo<T>(work: (client: MongoClient) => Promise<T>): Promise<T> {
  const { port } = JSON.parse(readFileSync(join(folder, 'data/mongo/mongo.json'), 'utf8')) as {
    port: number;
  };
  const client = await new MongoClient(`mongodb://127.0.0.1:${port}/?directConnection=true`).connect();
  return work(client).finally(() => client.close());
}

const marks = (client: MongoClient) => client.db('faults').collection('marks');

beforeAll(() => build(['server']));

afterAll(async () => {
  for (const { child, ended } of starts) {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
    await ended;
  }
  rmSync(folder, { recursive: true, force: true });
});

describe('npm start says what is wrong and what to set', () => {
  test('when the port is taken', async () => {
    const other = createServer();
    const port = await freePort();
    await new Promise<void>((settle) => other.listen(port, '127.0.0.1', settle));
    const one = start(port);
    expect(await one.ended).toBe(1);
    other.close();
    expect(one.words()).toContain(`端口 ${port} 已被占用`);
    expect(one.words()).toContain(`Port ${port} is taken`);
    expect(one.words()).toContain(`npm start -- --port ${port + 1}`);
  });

  test('when a wrong argument is given', async () => {
    const one = start(70_000);
    expect(await one.ended).toBe(1);
    expect(one.words()).toContain('--port 70000');
  });

  test('when every download is refused', async () => {
    const one = start(await freePort(), {
      MINGJIAN_DATA: join(folder, 'refused'),
      MINGJIAN_CACHE: join(folder, 'cache'),
      PATH: folder,
      HTTPS_PROXY: 'http://127.0.0.1:9',
      https_proxy: 'http://127.0.0.1:9',
    });
    expect(await one.ended).toBe(1);
    expect(one.words()).toMatch(/无法获得 (MongoDB|Redis)/);
    expect(one.words()).toMatch(/Could not get (MongoDB|Redis)\. Tried:/);
    expect(one.words()).toContain('找不到 python3 或 pip');
    expect(one.words()).toMatch(/set (MONGODB_URI|REDIS_URL)/);
  });

  test('when the disk is too full', () => {
    const impossible = 1e9;
    expect(() => folderWithRoom(folder, impossible)).toThrow(/The disk is full: .* MB left.* MINGJIAN_DATA/);
  });
});

test('a start on data stops all it started, survives deaths, and finds its data again', async () => {
  const port = await freePort();
  const healthy = () => fetch(`http://127.0.0.1:${port}/api/health`).then((reply) => reply.ok);

  const first = start(port);
  await until(first, 'Mingjian is ready');
  expect(await healthy()).toBe(true);
  await withMongo((client) => marks(client).insertOne({ by: 'first' }));

  const second = start(await freePort());
  expect(await second.ended).toBe(1);
  expect(second.words()).toContain(`in use by another npm start (process ${first.child.pid})`);

  const worker = descendants(first.child.pid ?? 0).find((one) => one.args.includes('worker.js'));
  process.kill(worker?.pid ?? 0, 'SIGKILL');
  await until(first, 'The worker process ended (signal SIGKILL) and is started again');

  const started = descendants(first.child.pid ?? 0);
  expect(started.map((one) => one.args).join('\n')).toMatch(/mongod[^]*redis|redis[^]*mongod/);
  first.child.kill('SIGINT');
  expect(await first.ended).toBe(0);
  await gone(started);

  const third = start(port);
  await until(third, 'Mingjian is ready');
  expect(await withMongo((client) => marks(client).countDocuments({ by: 'first' }))).toBe(1);
  // Killed without a word, it cannot stop anything itself.
  const orphans = descendants(third.child.pid ?? 0);
  expect(orphans.length).toBeGreaterThanOrEqual(5);
  third.child.kill('SIGKILL');
  await third.ended;
  await gone(orphans);

  const fourth = start(port);
  await until(fourth, 'Mingjian is ready');
  expect(await withMongo((client) => marks(client).countDocuments({ by: 'first' }))).toBe(1);
  const rest = descendants(fourth.child.pid ?? 0);
  const mongo = JSON.parse(readFileSync(join(folder, 'data/mongo/mongo.json'), 'utf8')) as {
    process: Identity;
  };
  expect(isAlive(mongo.process)).toBe(true);
  process.kill(mongo.process.pid, 'SIGKILL');
  expect(await fourth.ended).toBe(1);
  expect(fourth.words()).toMatch(/MongoDB .*意外停止/);
  expect(fourth.words()).toMatch(/MongoDB .* died \(signal SIGKILL\)[^]*set MONGODB_URI/);
  await gone(rest);
});
