// A program that we wait for, such as npm or the bundler. Nothing of it goes to the standard output: that belongs to
// the command that asked for the step.
import { spawn } from 'node:child_process';

/**
 * @param {string} command @param {string[]} args
 * @param {{ cwd: string, env?: NodeJS.ProcessEnv }} options
 * @returns {Promise<{ code: number | null, words: string }>} its exit code, and the end of what it said on stderr
 */
export function runStep(command, args, options) {
  return new Promise((settle) => {
    const child = spawn(command, args, { ...options, stdio: ['ignore', 2, 'pipe'] });
    let words = '';
    child.stderr?.on('data', (chunk) => {
      words = `${words}${chunk}`.slice(-20_000);
      process.stderr.write(chunk);
    });
    child.once('error', (fault) => settle({ code: 1, words: fault.message }));
    child.once('close', (code) => settle({ code, words }));
  });
}
