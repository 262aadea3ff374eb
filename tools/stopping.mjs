// One place for what was started and must be stopped, latest first, whether the end comes by Ctrl-C or by a fault.
import { say } from './say.mjs';

/** @typedef {() => Promise<void> | void} Stop */

/**
 * Runs a command that starts things; stops them when it ends, fails or is interrupted.
 * @param {(later: (stop: Stop) => void) => Promise<number>} work gets a function to leave a stop with, gives the exit code
 * @param {{ onFault: (fault: unknown) => void, interruptedCode: number }} options
 * @returns {Promise<never>} ends the process
 */
export async function withStops(work, { onFault, interruptedCode }) {
  /** @type {Stop[]} */
  const stops = [];
  /** @type {(code: number) => void} */
  let interrupt = () => {};
  /** @type {Promise<number>} */
  const interrupted = new Promise((settle) => (interrupt = settle));
  let stopping = false;
  for (const name of /** @type {NodeJS.Signals[]} */ (['SIGINT', 'SIGTERM', 'SIGHUP']))
    process.on(name, () => {
      // npm hands a Ctrl-C on to us a second time, so a repeated signal is no wish to leave things running.
      if (stopping) return;
      stopping = true;
      say('\n正在停止', 'Stopping');
      interrupt(interruptedCode);
    });
  let code;
  try {
    code = await Promise.race([work((stop) => stops.push(stop)), interrupted]);
  } catch (fault) {
    if (stopping) code = interruptedCode;
    else {
      onFault(fault);
      code = 1;
    }
  }
  stopping = true;
  // What was being started when the signal came may still add its stop: the list is emptied until it stays empty.
  for (let stop = stops.pop(); stop; stop = stops.pop()) {
    try {
      await stop();
    } catch (fault) {
      onFault(fault);
      code ||= 1;
    }
  }
  process.exit(code);
}
