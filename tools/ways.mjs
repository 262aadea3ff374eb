// Several ways to the same thing, tried in order. A way that makes no progress for ten seconds is given up.
import { execFileSync, spawn } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { Failure, say } from './say.mjs';

/** How long a way may stand still, in milliseconds. */
const patience = 10_000;

/**
 * @template T
 * @typedef {{ name: string, take: () => Promise<T | null> }} Way `take` gives null, or throws, where it leads nowhere
 */

/**
 * The first way that leads somewhere.
 * @template T
 * @param {{ zh: string, en: string, set: { zh: string, en: string } }} goal what is sought and what to set when nothing helps
 * @param {Way<T>[]} ways in order
 * @returns {Promise<{ way: string, found: T }>}
 * @throws {Failure} naming every way and why it failed
 */
export async function firstWay(goal, ways) {
  /** @type {string[]} */
  const tried = [];
  for (const { name, take } of ways) {
    try {
      const found = await take();
      if (found !== null) return { way: name, found };
      tried.push(`  - ${name}: 没有 (none)`);
    } catch (fault) {
      const reason = fault instanceof Error ? fault.message : String(fault);
      tried.push(`  - ${name}: ${reason.trim().split('\n').slice(-3).join(' / ')}`);
      say(`${goal.zh}：此路不通，换下一种（${name}）`, `${goal.en}: ${name} failed, trying the next way`);
    }
  }
  throw new Failure(
    `无法获得 ${goal.zh}。已尝试：\n${tried.join('\n')}\n  ${goal.set.zh}`,
    `Could not get ${goal.en}. Tried:\n${tried.join('\n')}\n  ${goal.set.en}`,
  );
}

/**
 * Runs a command to its end; kills it when neither its output nor the watched folder grows for ten seconds.
 * @param {string} command
 * @param {string[]} args
 * @param {{ env?: NodeJS.ProcessEnv, cwd?: string, watch?: string, patience?: number }} [options]
 * @returns {Promise<string>} its standard output
 * @throws {Error} with the end of its error output
 */
export function runWatched(command, args, options = {}) {
  const allowed = options.patience ?? patience;
  return new Promise((settle, fail) => {
    const child = spawn(command, args, {
      cwd: options.cwd,
      env: options.env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let out = '';
    let err = '';
    let seen = -1;
    let since = Date.now();
    let stalled = false;
    child.stdout.on('data', (chunk) => ((out += chunk), (since = Date.now())));
    child.stderr.on('data', (chunk) => ((err += chunk), (since = Date.now())));
    const watch = setInterval(() => {
      const size = options.watch ? sizeOf(options.watch) : seen;
      if (size !== seen) {
        seen = size;
        since = Date.now();
      } else if (Date.now() - since > allowed) {
        stalled = true;
        child.kill('SIGKILL');
      }
    }, 500);
    const onInterrupt = () => child.kill('SIGKILL');
    process.once('exit', onInterrupt);
    const finish = () => {
      clearInterval(watch);
      process.removeListener('exit', onInterrupt);
    };
    child.once('error', (fault) => (finish(), fail(fault)));
    child.once('close', (code) => {
      finish();
      if (code === 0 && !stalled) settle(out);
      else if (stalled) fail(new Error(`no progress for ${allowed / 1000} s 十秒无进展`));
      else fail(new Error((err.trim() || out.trim() || `exit code ${code}`).slice(-600)));
    });
  });
}

/** Bytes below a folder, 0 where it is not there yet. @param {string} folder @returns {number} */
function sizeOf(folder) {
  let sum = 0;
  try {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name);
      sum += entry.isDirectory() ? sizeOf(path) : statSync(path).size;
    }
  } catch {
    // The folder is being written: what vanished meanwhile is counted at the next look.
  }
  return sum;
}

/**
 * A program on the PATH.
 * @param {string[]} names
 * @returns {string | null} its path
 */
export function onPath(names) {
  for (const name of names)
    for (const folder of (process.env.PATH ?? '').split(delimiter)) {
      const path = join(folder, name);
      try {
        if (folder && statSync(path).isFile()) return path;
      } catch {
        // Not in this folder.
      }
    }
  return null;
}

/**
 * The version a server program reports, which also proves that it runs on this machine at all (a missing library
 * shows here, not later).
 * @param {string} binary
 * @param {RegExp} pattern with the version as its first group
 * @returns {string}
 * @throws {Error} with the program's own complaint
 */
export function versionOf(binary, pattern) {
  try {
    const text = execFileSync(binary, ['--version'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
    const version = pattern.exec(text)?.[1];
    if (version) return version;
    throw new Error(`${binary} --version: ${text.slice(0, 100)}`);
  } catch (fault) {
    const stderr = fault instanceof Error && 'stderr' in fault ? String(fault.stderr).trim() : '';
    throw new Error(stderr || String(fault));
  }
}
