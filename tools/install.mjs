// Dependencies from the lock file, when they are not there or are not what the lock file says.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { folderWithRoom, root } from './places.mjs';
import { diskFull, Failure, say } from './say.mjs';
import { runStep } from './step.mjs';

/**
 * Runs `npm ci` unless what is installed is what package-lock.json names.
 * @throws {Failure} when npm cannot finish
 */
export async function ensureInstalled() {
  if (isInstalled()) return;
  folderWithRoom(root, 1500);
  const began = Date.now();
  say(
    '正在按锁定文件安装依赖（首次约一分钟）',
    'Installing dependencies from the lock file (about a minute the first time)',
  );
  const npm = process.env.npm_execpath;
  const [command, before] = npm?.endsWith('.js') ? [process.execPath, [npm]] : ['npm', []];
  const { code, words } = await runStep(
    command,
    [...before, 'ci', '--no-audit', '--no-fund', '--loglevel', 'error'],
    { cwd: root },
  );
  if (code !== 0) {
    if (words.includes('ENOSPC')) throw diskFull(root);
    throw new Failure(
      `npm ci 失败（见上）。若下载被拒绝，请检查网络，或用 npm config set registry 指定可用的软件源，用 HTTPS_PROXY 指定代理，然后重试。`,
      `npm ci failed (see above). If the download was refused, check the network, or point npm at a registry you can reach (npm config set registry …) or at a proxy (HTTPS_PROXY), and try again.`,
    );
  }
  say(`依赖已安装（${seconds(began)} 秒）`, `Dependencies installed (${seconds(began)} s)`);
}

/** Whether each package of the lock file that this machine must have is there in its version. */
function isInstalled() {
  const hidden = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(hidden)) return false;
  const wanted = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
  const present = JSON.parse(readFileSync(hidden, 'utf8')).packages;
  return Object.entries(wanted).every(([path, { version, link, optional, devOptional, peer }]) => {
    if (!path.includes('node_modules/') || link || optional || devOptional || peer) return true;
    return present[path]?.version === version;
  });
}

/** @param {number} began */
function seconds(began) {
  return Math.round((Date.now() - began) / 1000);
}
