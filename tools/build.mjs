// `npm run build`, and what start, test, demo, estimate and bench call first. Each of the three bundles is built only
// when its sources changed, into a folder of its own that takes the place of the old one when it is complete.
import './node-version.mjs';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { root } from './places.mjs';
import { identify } from './processes.mjs';
import { diskFull, Failure, say, sayFault } from './say.mjs';
import { runStep } from './step.mjs';

/** @typedef {'server' | 'console' | 'respond'} Bundle */

/** @type {Record<Bundle, { cwd: string, sources: string[] }>} */
const bundles = {
  server: {
    cwd: '.',
    sources: ['apps/api', 'apps/worker', 'apps/cli', 'libs', 'vite.config.ts', 'package.json'],
  },
  console: { cwd: 'apps/console', sources: ['apps/console', 'libs'] },
  respond: { cwd: 'apps/respond', sources: ['apps/respond', 'libs'] },
};

/**
 * Builds what changed.
 * @param {Bundle[]} [names] all three unless named
 * @throws {Failure} when a bundle does not build; what was built before stays
 */
export async function build(names = ['server', 'console', 'respond']) {
  removeAbandoned();
  // One after the other: two cores are soon busy, and the console alone may take a gigabyte.
  for (const name of names) await buildOne(name);
}

/** Removes what builds left that were killed halfway. */
function removeAbandoned() {
  const dist = join(root, 'dist');
  for (const name of existsSync(dist) ? readdirSync(dist) : []) {
    const builder = /^\.(?:building|retired)-[a-z]+-(\d+)$/.exec(name)?.[1];
    if (builder && !identify(Number(builder))) rmSync(join(dist, name), { recursive: true, force: true });
  }
}

/** @param {Bundle} name */
async function buildOne(name) {
  const { cwd, sources } = bundles[name];
  const folder = join(root, cwd);
  if (name !== 'server' && !existsSync(join(folder, 'index.html'))) return;
  const dist = join(root, 'dist');
  const target = join(dist, name);
  const fingerprint = hashOf([...sources, 'package-lock.json', 'tsconfig.json']);
  if (readStamp(target) === fingerprint) return;
  say(`正在构建 ${name}`, `Building ${name}`);
  const temporary = join(dist, `.building-${name}-${process.pid}`);
  const retired = join(dist, `.retired-${name}-${process.pid}`);
  mkdirSync(dist, { recursive: true });
  try {
    const { code, words } = await vite(folder, temporary);
    if (code !== 0) {
      if (words.includes('ENOSPC')) throw diskFull(dist);
      throw new Failure(`构建 ${name} 失败（见上）。`, `Building ${name} failed (see above).`);
    }
    if (name !== 'server') for (const part of ['.', 'assets']) compressFiles(join(temporary, part));
    writeFileSync(join(temporary, '.fingerprint'), fingerprint);
    if (existsSync(target)) renameSync(target, retired);
    renameSync(temporary, target);
  } finally {
    rmSync(temporary, { recursive: true, force: true });
    rmSync(retired, { recursive: true, force: true });
  }
}

/**
 * Leaves a .gz and a .br beside each file that gains by it, so that the api sends them without work of its own.
 * @param {string} folder
 */
function compressFiles(folder) {
  if (!existsSync(folder)) return;
  for (const file of readdirSync(folder)) {
    if (!/\.(js|css|svg|json|html|webmanifest)$/.test(file)) continue;
    const path = join(folder, file);
    const bytes = readFileSync(path);
    if (bytes.length < 1_024) continue;
    writeFileSync(`${path}.gz`, gzipSync(bytes, { level: 9 }));
    writeFileSync(
      `${path}.br`,
      brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 10 } }),
    );
  }
}

/** @param {string} target */
function readStamp(target) {
  try {
    return readFileSync(join(target, '.fingerprint'), 'utf8');
  } catch {
    return null;
  }
}

/** @param {string[]} paths relative to the root @returns {string} SHA-256 over names and contents, tests left out */
function hashOf(paths) {
  const hash = createHash('sha256');
  /** @param {string} path */
  const add = (path) => {
    hash
      .update(`${relative(root, path)}\0`)
      .update(readFileSync(path))
      .update('\0');
  };
  /** @param {string} folder */
  const walk = (folder) => {
    const entries = readdirSync(folder, { withFileTypes: true });
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      if (entry.name === 'node_modules' || /\.(test|int)\.tsx?$/.test(entry.name)) continue;
      const path = join(folder, entry.name);
      if (entry.isDirectory()) walk(path);
      else add(path);
    }
  };
  hash.update(process.version);
  for (const path of paths) {
    const full = join(root, path);
    if (/\.[a-z]+$/.test(path)) add(full);
    else if (existsSync(full)) walk(full);
  }
  return hash.digest('hex');
}

/** @param {string} cwd @param {string} outDir */
function vite(cwd, outDir) {
  const program = join(root, 'node_modules/vite/bin/vite.js');
  return runStep(
    process.execPath,
    [program, 'build', '--outDir', outDir, '--emptyOutDir', '--logLevel', 'warn'],
    { cwd, env: { ...process.env, NODE_ENV: 'production' } },
  );
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  try {
    const { ensureInstalled } = await import('./install.mjs');
    await ensureInstalled();
    await build();
    say(
      '构建完成：dist/server、dist/console、dist/respond',
      'Built: dist/server, dist/console, dist/respond',
    );
  } catch (fault) {
    sayFault(fault);
    process.exitCode = 1;
  }
}
