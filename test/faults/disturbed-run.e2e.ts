import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { run, type Run } from '@mingjian/contract/aggregation';
import { cycle } from '@mingjian/contract/cycles';
import { Redis } from '@mingjian/core/platform';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import type { Doors } from '../../apps/cli/src/demo/journey/doors';
import { descendants } from '../platform/descendants';
import { runningPlatform, someone, type RunningPlatform } from '../platform/running';

let platform: RunningPlatform;
let agency: Doors;
let cycleId: string;
/** The hash of the result when nothing happened. */
let undisturbed: string;

const unfinished = ({ status }: Run) => status === 'queued' || status === 'running';
const partsDone = ({ parts }: Run) => parts.filter(({ step }) => step === 'done').length;

async function until(id: string, holds: (state: Run) => boolean): Promise<Run> {
  for (const deadline = Date.now() + 400_000; ; await sleep(20)) {
    const state = await agency.get(`/runs/${id}`, run);
    if (holds(state)) return state;
    if (Date.now() > deadline) throw new Error(`the run stands still: ${JSON.stringify(state)}`);
  }
}

beforeAll(async () => {
  platform = await runningPlatform('disturbed-run');
  const out = join(platform.folder, 'out');
  const accounts = await platform.playDemo(['--responses', '1200', '--seed', '7', '--out', out]);
  const summary = JSON.parse(readFileSync(join(out, 'summary.json'), 'utf8')) as { resultHash: string };
  undisturbed = summary.resultHash;
  agency = await someone(platform, accounts, 'lead');
  const [demo] = await agency.get('/cycles', z.array(cycle));
  cycleId = demo?.id ?? '';
});
afterAll(() => platform?.stop());

async function runningHalfway(): Promise<string> {
  const { id } = await agency.post(`/cycles/${cycleId}/runs`, {}, run);
  const interrupted = await until(id, (state) => partsDone(state) > 0 || !unfinished(state));
  expect(interrupted.status).toBe('running');
  return id;
}

async function expectUndisturbed(id: string): Promise<void> {
  const finished = await until(id, (state) => !unfinished(state));
  expect(finished.status).toBe('completed');
  expect(finished.resultHash).toBe(undisturbed);
  // Ten counties and the city.
  expect(finished.reports).toEqual({ done: 11, of: 11 });
}

test('a worker killed in the middle of a run changes nothing about its result', async () => {
  const id = await runningHalfway();
  const [worker] = descendants(process.pid).filter(({ args }) => args.endsWith('worker.js'));
  expect(worker).toBeDefined();
  process.kill(worker?.pid ?? 0, 'SIGKILL');
  await expectUndisturbed(id);
});

test('Redis wiped in the middle of a run changes nothing either, since it holds no truth', async () => {
  const id = await runningHalfway();
  const redis = new Redis(platform.redisUrl);
  await redis.flushall();
  redis.disconnect();
  await expectUndisturbed(id);
});
