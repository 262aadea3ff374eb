// A browser for the journeys in the tests.
import { accessSync, constants, existsSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder, folderWithRoom, root } from './places.mjs';
import { Failure, say } from './say.mjs';
import { firstWay, onPath, runWatched } from './ways.mjs';

const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];

/** What every test starts the browser with: it has no display, no graphics card and no business with the network. */
export const chromiumArguments = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * Chromium by the first way that works: CHROMIUM_PATH, one on the PATH, apt where we are root, Playwright's download.
 * @returns {Promise<{ way: string, path: string }>}
 * @throws {Failure}
 */
export async function provisionChromium() {
  const given = process.env.CHROMIUM_PATH;
  if (given) {
    try {
      accessSync(given, constants.X_OK);
    } catch (fault) {
      throw new Failure(
        `CHROMIUM_PATH 指向的文件不存在或不可执行：${given}`,
        `CHROMIUM_PATH names no program: ${given}`,
        fault,
      );
    }
    return { way: 'CHROMIUM_PATH', path: given };
  }
  const { way, found } = await firstWay(
    {
      zh: 'Chromium（测试用浏览器）',
      en: 'Chromium (browser for the tests)',
      set: {
        zh: '请安装 Chromium，或以 CHROMIUM_PATH 指明它的路径。',
        en: 'Install Chromium, or set CHROMIUM_PATH to where it is.',
      },
    },
    [
      { name: 'Chromium on the PATH', take: async () => onPath(names) },
      { name: 'apt', take: installByApt },
      { name: 'Playwright', take: downloadByPlaywright },
    ],
  );
  return { way, path: found };
}

/** @returns {Promise<string | null>} null where we are not root or there is no apt */
async function installByApt() {
  if (process.getuid?.() !== 0 || !onPath(['apt-get'])) return null;
  say('正在用 apt 安装 Chromium', 'Installing Chromium with apt');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const wait = ['-o', 'DPkg::Lock::Timeout=120'];
  await runWatched('apt-get', [...wait, 'update'], { env });
  // Unpacking a large package prints nothing for a while on a slow disk.
  const options = { env, patience: 60_000, watch: '/var/cache/apt/archives' };
  await runWatched('apt-get', [...wait, 'install', '-y', '--no-install-recommends', 'chromium'], options);
  return onPath(names);
}

/** @returns {Promise<string>} */
async function downloadByPlaywright() {
  const folder = folderWithRoom(join(cacheFolder, 'playwright'), 1_000);
  const env = { ...process.env, PLAYWRIGHT_BROWSERS_PATH: folder };
  say('正在下载 Playwright 的 Chromium', "Downloading Playwright's Chromium");
  const cli = join(root, 'node_modules', 'playwright-core', 'cli.js');
  await runWatched(process.execPath, [cli, 'install', 'chromium'], { env, watch: folder });
  process.env.PLAYWRIGHT_BROWSERS_PATH = folder;
  const { chromium } = await import('playwright-core');
  const path = chromium.executablePath();
  if (!existsSync(path)) throw new Error(`no browser at ${path}`);
  return path;
}
