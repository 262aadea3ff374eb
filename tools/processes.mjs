// Processes we start: told apart from a stranger who got the same number later, ended in order, and ended also when
// we ourselves are killed without a word (kill -9), by a guard that notices that its pipe to us has closed.
import { execFileSync, spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, renameSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { root } from './places.mjs';

/** @typedef {{ pid: number, startedAt: string }} Identity a process number and when that process began */

/**
 * When a process began, in the kernel's own words; null when there is none. With the number it tells our process
 * from a later one that was given the same number.
 * @param {number} pid
 * @returns {string | null}
 */
function startedAt(pid) {
  if (process.platform === 'linux') {
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      return fields[0] === 'Z' ? null : (fields[19] ?? null);
    } catch {
      return null;
    }
  }
  try {
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim() || null;
  } catch {
    return null;
  }
}

/** @param {number} pid @returns {Identity | null} */
export function identify(pid) {
  const began = startedAt(pid);
  return began === null ? null : { pid, startedAt: began };
}

/** @param {Identity} identity */
export function isAlive(identity) {
  return startedAt(identity.pid) === identity.startedAt;
}

/**
 * Asks a process to end, waits, then insists. Does nothing to a process that is not the one meant.
 * @param {Identity | null} identity
 * @param {number} [patience] milliseconds before SIGKILL
 */
export async function end(identity, patience = 15_000) {
  if (!identity || !isAlive(identity)) return;
  signal(identity.pid, 'SIGTERM');
  for (const until = Date.now() + patience; Date.now() < until;) {
    if (!isAlive(identity)) return;
    await sleep(50);
  }
  signal(identity.pid, 'SIGKILL');
  while (isAlive(identity)) await sleep(20);
}

/** @param {number} pid @param {NodeJS.Signals} name */
function signal(pid, name) {
  try {
    process.kill(pid, name);
  } catch {
    // It ended between the look and the signal.
  }
}

/** @type {import('node:stream').Writable | null} */
let guardInput = null;

/**
 * Tells the guard, a small process of its own, what to undo if we vanish: processes to end (latest first), then
 * temporary folders to remove.
 * @param {{ end: Identity } | { remove: string }} duty
 */
export function guard(duty) {
  if (!guardInput) {
    const child = spawn(process.execPath, [join(root, 'tools', 'guard.mjs')], {
      detached: true,
      stdio: ['pipe', 'ignore', 'ignore'],
    });
    child.unref();
    guardInput = child.stdin;
    guardInput.on('error', () => {});
    // A pipe that counted as work would keep a finished process waiting for its own guard.
    /** @type {import('node:net').Socket} */ (guardInput).unref();
  }
  guardInput.write(`${JSON.stringify(duty)}\n`);
}

/**
 * Starts a process in a group of its own, so that Ctrl-C reaches only us and we stop things in order.
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, logFile: string, input?: string }} options `input` is given on its standard input
 * @returns {Running}
 */
export function startProcess(command, args, { cwd, env, logFile, input }) {
  if (existsSync(logFile)) renameSync(logFile, `${logFile}.previous`);
  const log = openSync(logFile, 'a', 0o600);
  const child = spawn(command, args, {
    cwd,
    env,
    detached: true,
    stdio: [input === undefined ? 'ignore' : 'pipe', log, log],
  });
  closeSync(log);
  if (input !== undefined) {
    child.stdin?.on('error', () => {});
    child.stdin?.end(input);
  }
  const identity = child.pid === undefined ? null : identify(child.pid);
  if (identity) guard({ end: identity });
  /** @type {Promise<string>} */
  const ended = new Promise((settle) => {
    child.once('error', (fault) => settle(fault.message));
    child.once('exit', (code, name) => settle(name ? `signal ${name}` : `exit code ${code}`));
  });
  let endedAs = /** @type {string | null} */ (null);
  void ended.then((how) => (endedAs = how));
  return {
    identity,
    logFile,
    ended,
    endedAs: () => endedAs,
    lastWords: (lines = 12) => lastLines(logFile, lines),
    stop: (patience) => end(identity, patience),
  };
}

/**
 * @typedef {object} Running
 * @property {Identity | null} identity null when it could not even be started
 * @property {string} logFile
 * @property {Promise<string>} ended settles with how it ended
 * @property {() => string | null} endedAs how it ended, null while it runs
 * @property {(lines?: number) => string} lastWords the end of its log
 * @property {(patience?: number) => Promise<void>} stop
 */

/** @param {string} file @param {number} lines */
function lastLines(file, lines) {
  try {
    return readFileSync(file, 'utf8').trimEnd().split('\n').slice(-lines).join('\n');
  } catch {
    return '';
  }
}

/** Whether a port of 127.0.0.1 can be listened on. @param {number} port */
export function portIsFree(port, host = '127.0.0.1') {
  return new Promise((settle) => {
    const probe = createServer();
    probe.once('error', () => settle(false));
    probe.listen({ port, host, exclusive: true }, () => probe.close(() => settle(true)));
  });
}

/**
 * A free port: the one remembered where it still is, so that bookmarks and replica-set members stay true.
 * @param {number} [remembered]
 * @returns {Promise<number>}
 */
export async function freePort(remembered) {
  if (remembered && (await portIsFree(remembered))) return remembered;
  return new Promise((settle, fail) => {
    const probe = createServer();
    probe.once('error', fail);
    probe.listen({ port: 0, host: '127.0.0.1' }, () => {
      const address = probe.address();
      probe.close(() => settle(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
