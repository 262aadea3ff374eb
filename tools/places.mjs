// Where things lie on this machine.
import { mkdirSync, statfsSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { diskFull } from './say.mjs';

/** The repository's top folder. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** Binaries that were downloaded once for all checkouts. */
export const cacheFolder = resolve(process.env.MINGJIAN_CACHE || join(homedir(), '.cache', 'mingjian'));

/** What outlives the process: the servers' data, the secret, the ports. */
export const dataFolder = resolve(root, process.env.MINGJIAN_DATA || '.data');

/**
 * Makes a folder only its owner can read and checks that something fits into it.
 * @param {string} folder
 * @param {number} [needMb] what must be free, in megabytes
 * @returns {string} the folder
 * @throws {import('./say.mjs').Failure} when the disk has less
 */
export function folderWithRoom(folder, needMb = 300) {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const { bavail, bsize } = statfsSync(folder);
  const freeMb = Math.floor((bavail * bsize) / 1e6);
  if (freeMb < needMb) throw diskFull(folder, freeMb);
  return folder;
}
