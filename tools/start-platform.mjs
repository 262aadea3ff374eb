// What `npm start` does: data folder, dependencies, servers, build, api and worker, the demo, and then staying up.
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from './build.mjs';
import { demoAccountsFile, printDemoAccounts, printFirstAccount } from './accounts.mjs';
import { demoState, rememberDemo } from './demo-state.mjs';
import { dataFolder, folderWithRoom, root } from './places.mjs';
import { portTaken, runCli, startPlatform } from './platform.mjs';
import { identify, isAlive, portIsFree } from './processes.mjs';
import { provisionMongo } from './provision-mongo.mjs';
import { provisionRedis } from './provision-redis.mjs';
import { Failure, say } from './say.mjs';

/**
 * @param {object} options
 * @param {boolean} options.empty no demo
 * @param {number} options.port
 * @param {() => Promise<void>} options.install brings the dependencies
 * @param {(stop: () => Promise<void> | void) => void} options.later takes what must be undone at the end
 * @returns {Promise<never>} stays up until interrupted
 * @throws {Failure} when something cannot be started or dies
 */
export async function runStart({ empty, port, install, later }) {
  const began = Date.now();
  // What can be refused at once is refused before a minute of installing.
  if (!(await portIsFree(port, process.env.HOST || '127.0.0.1'))) throw portTaken(port);
  folderWithRoom(dataFolder, 600);
  later(claim(dataFolder));
  await install();

  say('正在准备 MongoDB 与 Redis', 'Preparing MongoDB and Redis');
  const servers = await startServers(later);
  for (const server of servers) say(`就绪：${server.way}`, 'ready');
  const [mongo, redis] = servers;
  const died = Promise.race(servers.map(whenItDies));
  died.catch(() => {});

  await build();
  const demo = await demoState(dataFolder, mongo.uri, redis.uri);
  const withDemo = !empty && demo === 'absent';
  say('正在启动 api 与 worker', 'Starting api and worker');
  const platform = await Promise.race([
    startPlatform({
      folder: dataFolder,
      port,
      mongodbUri: mongo.uri,
      redisUrl: redis.uri,
      secret: secretOf(dataFolder),
      demo: !empty,
      bootstrap: empty && demo === 'absent',
    }),
    died,
  ]);
  later(platform.stop);
  if (withDemo) await Promise.race([runDemo(platform, later), died, platform.failed]);

  const address = platform.env.PUBLIC_URL;
  process.stderr.write(
    `\n明鉴已就绪（${Math.round((Date.now() - began) / 1000)} 秒）：${address}\n` +
      `Mingjian is ready: ${address}\n` +
      `数据 data: ${dataFolder}   停止 stop: Ctrl-C\n`,
  );
  printDemoAccounts(dataFolder);
  printFirstAccount(dataFolder);
  return Promise.race([died, platform.failed]);
}

/**
 * Both servers at once. One that comes up while the other fails is stopped like all else.
 * @param {(stop: () => Promise<void>) => void} later
 */
function startServers(later) {
  /** @param {Promise<import('./provision-mongo.mjs').Provisioned>} provisioned */
  const noted = async (provisioned) => {
    const server = await provisioned;
    later(server.stop);
    return server;
  };
  return Promise.all([
    noted(provisionMongo({ folder: join(dataFolder, 'mongo') })),
    noted(provisionRedis({ folder: join(dataFolder, 'redis') })),
  ]);
}

/** @param {import('./provision-mongo.mjs').Provisioned} server @returns {Promise<never>} */
async function whenItDies(server) {
  if (!server.ended) return new Promise(() => {});
  const how = await server.ended;
  const words = server.lastWords(5);
  if (/No space left/.test(words)) folderWithRoom(dataFolder, 600);
  throw new Failure(
    `${server.way} 意外停止（${how}）。日志最后几行：\n${words}\n请重新执行 npm start；若再次发生，可用 MONGODB_URI / REDIS_URL 指定自己的服务器。`,
    `${server.way} died (${how}); the end of its log is above. Run npm start again; if it happens again, set MONGODB_URI or REDIS_URL to a server of your own.`,
  );
}

/**
 * Marks the data folder as ours: two starts on the same data would spoil each other.
 * @param {string} folder
 * @returns {() => void} gives it back
 */
function claim(folder) {
  const file = join(folder, 'owner.json');
  if (existsSync(file)) {
    const owner = JSON.parse(readFileSync(file, 'utf8') || 'null');
    if (owner && isAlive(owner))
      throw new Failure(
        `数据文件夹 ${folder} 正被另一个 npm start（进程 ${owner.pid}）使用。请先停止它，或用 MINGJIAN_DATA 指定另一个文件夹。`,
        `The data folder ${folder} is in use by another npm start (process ${owner.pid}). Stop it, or set MINGJIAN_DATA to another folder.`,
      );
  }
  writeFileSync(file, JSON.stringify(identify(process.pid)), { mode: 0o600 });
  return () => rmSync(file, { force: true });
}

/** The installation's secret, made once. @param {string} folder */
function secretOf(folder) {
  if (process.env.MINGJIAN_SECRET) return process.env.MINGJIAN_SECRET;
  const file = join(folder, 'secret');
  if (!existsSync(file)) writeFileSync(file, randomBytes(48).toString('base64'), { mode: 0o600, flag: 'wx' });
  return readFileSync(file, 'utf8').trim();
}

/** @param {import('./platform.mjs').Platform} platform @param {(stop: () => Promise<void>) => void} later */
async function runDemo(platform, later) {
  say('首次启动：正在演示完整流程', 'First start: running the main job as a demo');
  rememberDemo(dataFolder, 'begun');
  const cli = runCli(['demo', '--into-running', platform.url], {
    env: { ...platform.env, MINGJIAN_DEMO_ACCOUNTS: demoAccountsFile(dataFolder) },
    cwd: root,
    stdout: 2,
  });
  later(cli.stop);
  const code = await cli.done;
  if (code !== 0)
    throw new Failure(
      `演示未能完成（退出码 ${code}，见上）。再次执行 npm start 会从头重做演示；npm start -- --empty 则不带演示启动。日志在 ${dataFolder}。`,
      `The demo did not finish (exit code ${code}, see above). npm start again begins it anew; npm start -- --empty starts without it. Logs are in ${dataFolder}.`,
    );
  rememberDemo(dataFolder, 'done');
}
