// A process of its own, started by processes.mjs. It reads duties from its standard input, a line of JSON each, and
// carries them out when that pipe closes: then whoever started it has ended, tidily (nothing is left to do) or not.
import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { end } from './processes.mjs';

/** @type {import('./processes.mjs').Identity[]} */
const processes = [];
/** @type {string[]} */
const folders = [];

for (const name of ['SIGINT', 'SIGHUP']) process.on(name, () => {});

for await (const line of createInterface({ input: process.stdin })) {
  const duty = JSON.parse(line);
  if (duty.end) processes.push(duty.end);
  // Only our own temporary folders are ever removed.
  if (duty.remove?.startsWith(join(tmpdir(), 'mingjian-'))) folders.push(duty.remove);
}
for (const identity of processes.reverse()) await end(identity);
for (const folder of folders) rmSync(folder, { recursive: true, force: true });
