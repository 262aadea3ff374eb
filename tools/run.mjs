// `npm run demo | estimate | bench`: a command of the cli after `npm ci` alone. It builds and provisions only what the
// command needs and answers on its standard output.
import './node-version.mjs';

const { randomBytes } = await import('node:crypto');
const { build } = await import('./build.mjs');
const { ensureInstalled } = await import('./install.mjs');
const { runCli, startPlatform } = await import('./platform.mjs');
const { freePort } = await import('./processes.mjs');
const { sayFault } = await import('./say.mjs');
const { withStops } = await import('./stopping.mjs');
const { temporaryServers } = await import('./temporary.mjs');

/**
 * What a command needs: nothing, the two servers, or api and worker as well.
 * @typedef {'nothing' | 'servers' | 'platform'} Need
 */

/** Benches that need more than the bundle. @type {Record<string, Need>} */
const benchNeeds = { 'frame-import': 'servers', page: 'platform' };

/** Relative paths are the caller's, who may stand in another folder than the repository's. */
const callersFolder = process.env.INIT_CWD ?? process.cwd();

await withStops(run, { onFault: sayFault, interruptedCode: 130 });

/** @param {(stop: () => Promise<void>) => void} later @returns {Promise<number>} */
async function run(later) {
  const [name = '', ...args] = process.argv.slice(2);
  await ensureInstalled();
  const need = needOf(name, args);
  await build(need === 'platform' ? ['server', 'console', 'respond'] : ['server']);
  if (need === 'nothing') return cli([name, ...args], process.env, later);
  const servers = await temporaryServers(name);
  later(servers.stop);
  const env = { ...process.env, MONGODB_URI: servers.mongodbUri, REDIS_URL: servers.redisUrl };
  const secret = randomBytes(48).toString('base64');
  if (need === 'servers') return cli([name, ...args], { ...env, MINGJIAN_SECRET: secret }, later);
  const platform = await startPlatform({ ...servers, port: await freePort(), secret, demo: name === 'demo' });
  later(platform.stop);
  const [first = '', ...others] = args;
  const intoRunning = ['--into-running', platform.url];
  const command =
    name === 'bench' ? [name, first, ...intoRunning, ...others] : [name, ...intoRunning, ...args];
  return Promise.race([
    cli(command, { ...platform.env, ...(await browserFor(name, first)) }, later),
    platform.failed,
  ]);
}

/**
 * Benches that look through a browser get one.
 * @param {string} name @param {string} bench
 */
async function browserFor(name, bench) {
  if (name !== 'bench' || bench !== 'page') return {};
  const { provisionChromium } = await import('./provision-chromium.mjs');
  return { CHROMIUM_PATH: (await provisionChromium()).path };
}

/** @param {string} name @param {string[]} args @returns {Need} */
function needOf(name, args) {
  if (name === 'demo')
    return args.includes('--into-running') || args.includes('--help') ? 'nothing' : 'platform';
  if (name === 'bench') return benchNeeds[args[0] ?? ''] ?? 'nothing';
  return 'nothing';
}

/** @param {string[]} args @param {NodeJS.ProcessEnv} env @param {(stop: () => Promise<void>) => void} later */
function cli(args, env, later) {
  const command = runCli(args, { env, cwd: callersFolder, stdout: 'inherit' });
  later(command.stop);
  return command.done;
}
