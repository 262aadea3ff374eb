// The two processes of the product, api and worker, as `npm start` and the headless demo run them.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { root } from './places.mjs';
import { end, guard, identify, portIsFree, startProcess } from './processes.mjs';
import { Failure, say } from './say.mjs';

/**
 * @typedef {object} Settings
 * @property {string} folder for the logs
 * @property {number} port
 * @property {string} mongodbUri
 * @property {string} redisUrl
 * @property {string} secret
 * @property {boolean} [demo] an invented city answers: its phones are all on this machine, so their proof of work is light
 * @property {boolean} [bootstrap] an installation without the demo makes its first office account
 */

/**
 * @typedef {object} Platform
 * @property {string} url where the api answers
 * @property {NodeJS.ProcessEnv} env what its processes were given
 * @property {Promise<never>} failed rejects when a process cannot be kept alive
 * @property {() => Promise<void>} stop
 */

/** How long a process lives before its next death counts as a first one again, in milliseconds. */
const settled = 60_000;
const deathsAllowed = 6;
/** A tenth of what a phone works by the default; see README. */
const demoTries = '5000';

/**
 * Starts api and worker from dist/server, waits until the api is healthy and keeps both alive.
 * @param {Settings} settings
 * @returns {Promise<Platform>}
 * @throws {Failure} when the port is taken or a process does not come up
 */
export async function startPlatform(settings) {
  const { folder, port } = settings;
  if (!(await portIsFree(port, process.env.HOST || '127.0.0.1'))) throw portTaken(port);
  const url = `http://127.0.0.1:${port}`;
  const env = {
    ...process.env,
    NODE_ENV: 'production',
    MONGODB_URI: settings.mongodbUri,
    REDIS_URL: settings.redisUrl,
    MINGJIAN_SECRET: settings.secret,
    PORT: String(port),
    PUBLIC_URL: process.env.PUBLIC_URL || url,
    ...(settings.demo ? { MINGJIAN_OPEN_LINK_TRIES: process.env.MINGJIAN_OPEN_LINK_TRIES || demoTries } : {}),
    ...(settings.bootstrap ? { MINGJIAN_BOOTSTRAP: '1' } : {}),
  };
  /** @type {(fault: unknown) => void} */
  let giveUp = () => {};
  /** @type {Promise<never>} */
  const failed = new Promise((_, fail) => (giveUp = fail));
  // Whoever waits for it sees the rejection; while nobody does yet, it is no unhandled one.
  failed.catch(() => {});
  const api = keepAlive('api', folder, env, giveUp);
  const worker = keepAlive('worker', folder, env, giveUp);
  const stop = async () => {
    // The api first: no request may come in whose job nobody would take.
    await api.stop();
    await worker.stop();
  };
  try {
    await Promise.race([healthy(url, api, worker), failed]);
    await Promise.race([ready(worker), failed]);
    for (const { zh, en } of [...api.upgrades(), ...worker.upgrades()])
      say(`数据已升级：${zh}`, `Data upgraded: ${en}`);
  } catch (fault) {
    await stop();
    throw fault;
  }
  return { url, env, failed, stop };
}

/** @param {number} port */
export function portTaken(port) {
  return new Failure(
    `端口 ${port} 已被占用。请停止占用它的程序，或换一个端口：npm start -- --port ${port + 1}`,
    `Port ${port} is taken. Stop the program that uses it, or choose another port: npm start -- --port ${port + 1}`,
  );
}

/**
 * A process that is started again when it dies, more and more slowly.
 * @param {'api' | 'worker'} name
 * @param {string} folder
 * @param {NodeJS.ProcessEnv} env
 * @param {(fault: unknown) => void} giveUp
 */
function keepAlive(name, folder, env, giveUp) {
  const launch = () =>
    startProcess(process.execPath, ['--enable-source-maps', join(root, 'dist', 'server', `${name}.js`)], {
      cwd: root,
      env,
      logFile: join(folder, `${name}.log`),
    });
  let running = launch();
  let stopping = false;
  let wasUp = false;
  const cycle = async () => {
    for (let deaths = 0; ;) {
      const began = Date.now();
      const how = await running.ended;
      if (stopping) return;
      deaths = Date.now() - began > settled ? 1 : deaths + 1;
      const words = running.lastWords(8);
      if (!wasUp || deaths >= deathsAllowed)
        return giveUp(
          new Failure(
            `${name} 进程无法运行（${how}）。日志 ${running.logFile} 的最后几行：\n${words}`,
            `The ${name} process does not stay up (${how}). The end of its log is above and in ${running.logFile}`,
          ),
        );
      const pause = Math.min(500 * 2 ** (deaths - 1), 15_000);
      say(
        `${name} 进程已退出（${how}），${pause / 1000} 秒后重新启动`,
        `The ${name} process ended (${how}) and is started again in ${pause / 1000} s`,
      );
      await sleep(pause);
      if (stopping) return;
      running = launch();
    }
  };
  void cycle();
  return {
    up: () => (wasUp = true),
    said: (/** @type {string} */ words) => running.lastWords(200).includes(words),
    upgrades: () => upgradesIn(running.lastWords(200)),
    stop: async () => {
      stopping = true;
      await running.stop();
    },
  };
}

/** What its log says of data that it has upgraded. @param {string} log @returns {{ zh: string, en: string }[]} */
function upgradesIn(log) {
  return log
    .split('\n')
    .filter((line) => line.includes('"msg":"data upgraded"'))
    .map((line) => JSON.parse(line).said);
}

/**
 * Waits until the api answers; as long as it takes where it first brings the data of an earlier version to its own.
 * @param {string} url
 * @param {ReturnType<typeof keepAlive>} api
 * @param {ReturnType<typeof keepAlive>} worker
 */
async function healthy(url, api, worker) {
  let upgrading = false;
  for (const until = Date.now() + 90_000; upgrading || Date.now() < until; await sleep(100)) {
    if (!upgrading && [api, worker].some((each) => each.said('"upgrading"'))) {
      upgrading = true;
      say('正在升级旧版本的数据', 'Upgrading the data of an earlier version');
    }
    const reply = await fetch(`${url}/api/health`, { signal: AbortSignal.timeout(5_000) }).catch(() => null);
    await reply?.arrayBuffer();
    if (reply?.ok) return api.up();
  }
  throw new Failure(
    `api 进程 90 秒内没有就绪（${url}/api/health）。`,
    `The api was not healthy within 90 seconds (${url}/api/health).`,
  );
}

/** The worker has no address to ask: it says in its log when it takes jobs. @param {ReturnType<typeof keepAlive>} worker */
async function ready(worker) {
  for (const until = Date.now() + 60_000; Date.now() < until; await sleep(50))
    if (worker.said('"ready":"worker"')) return worker.up();
  throw new Failure('worker 进程 60 秒内没有就绪。', 'The worker was not ready within 60 seconds.');
}

/**
 * Runs a command of the cli beside a running platform, or alone.
 * @param {string[]} args
 * @param {{ env: NodeJS.ProcessEnv, cwd: string, stdout: 'inherit' | 2 }} options
 * @returns {{ done: Promise<number>, stop: () => Promise<void> }} `done` is its exit code
 */
export function runCli(args, { env, cwd, stdout }) {
  const child = spawn(
    process.execPath,
    ['--enable-source-maps', join(root, 'dist', 'server', 'cli.js'), ...args],
    { cwd, env, stdio: ['inherit', stdout, 'inherit'] },
  );
  const identity = child.pid === undefined ? null : identify(child.pid);
  if (identity) guard({ end: identity });
  /** @type {Promise<number>} */
  const done = new Promise((settle) => {
    child.once('error', () => settle(1));
    child.once('exit', (code) => settle(code ?? 1));
  });
  return { done, stop: () => end(identity, 5_000) };
}
