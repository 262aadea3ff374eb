import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { run, type Run } from '@mingjian/contract/aggregation';
import { cycle } from '@mingjian/contract/cycles';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import type { Doors } from '../../apps/cli/src/demo/journey/doors';
import { descendants } from '../platform/descendants';
import { runningPlatform, someone, type RunningPlatform } from '../platform/running';

let platform: RunningPlatform;

beforeAll(async () => (platform = await runningPlatform('killed-worker')));
afterAll(() => platform?.stop());

const unfinished = ({ status }: Run) => status === 'queued' || status === 'running';
const partsDone = ({ parts }: Run) => parts.filter(({ step }) => step === 'done').length;

async function until(agency: Doors, id: string, holds: (state: Run) => boolean): Promise<Run> {
  for (const deadline = Date.now() + 180_000; ; await sleep(20)) {
    const state = await agency.get(`/runs/${id}`, run);
    if (holds(state)) return state;
    if (Date.now() > deadline) throw new Error(`the run stands still: ${JSON.stringify(state)}`);
  }
}

test('a worker killed in the middle of a run changes nothing about its result', async () => {
  const accounts = await platform.playDemo([
    '--responses',
    '1200',
    '--seed',
    '7',
    '--out',
    join(platform.folder, 'out'),
  ]);
  const undisturbed = JSON.parse(readFileSync(join(platform.folder, 'out/summary.json'), 'utf8')) as {
    resultHash: string;
  };
  const agency = await someone(platform, accounts, 'lead');
  const [demo] = await agency.get('/cycles', z.array(cycle));

  const { id } = await agency.post(`/cycles/${demo?.id}/runs`, {}, run);
  const interrupted = await until(agency, id, (state) => partsDone(state) > 0 || !unfinished(state));
  expect(interrupted.status).toBe('running');
  const [worker] = descendants(process.pid).filter(({ args }) => args.endsWith('worker.js'));
  expect(worker).toBeDefined();
  process.kill(worker?.pid ?? 0, 'SIGKILL');

  const finished = await until(agency, id, (state) => !unfinished(state));
  expect(finished.status).toBe('completed');
  expect(finished.resultHash).toBe(undisturbed.resultHash);
  expect(finished.reports).toEqual({ done: 10, of: 10 });
});
