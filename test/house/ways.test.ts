import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { end, identify } from '../../tools/processes.mjs';
import { Failure } from '../../tools/say.mjs';
import { firstWay, runWatched } from '../../tools/ways.mjs';

const goal = { zh: '某物', en: 'Something', set: { zh: '请设置 X', en: 'Set X' } };

test('the first way that leads somewhere is taken, the later ones are not tried', async () => {
  const found = await firstWay(goal, [
    { name: 'absent', take: async () => null },
    { name: 'refused', take: () => Promise.reject(new Error('refused')) },
    { name: 'works', take: async () => 7 },
    { name: 'late', take: () => Promise.reject(new Error('tried too much')) },
  ]);
  expect(found).toEqual({ way: 'works', found: 7 });
});

test('when all ways fail, the message names each with its reason and what to set, in both languages', async () => {
  const fault = await firstWay(goal, [
    { name: 'absent', take: async () => null },
    { name: 'refused', take: () => Promise.reject(new Error('getaddrinfo ENOTFOUND')) },
  ]).catch((reason: unknown) => reason);
  expect(fault).toBeInstanceOf(Failure);
  const { zh, en } = fault as Failure;
  for (const text of [zh, en]) expect(text).toMatch(/absent: [^]*refused: getaddrinfo ENOTFOUND/);
  expect(zh).toContain('请设置 X');
  expect(en).toContain('Set X');
});

test('a way that stands still is given up; one whose folder grows is not', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'mingjian-ways-'));
  try {
    const still = ['--eval', 'setTimeout(() => {}, 60_000)'];
    await expect(runWatched(process.execPath, still, { patience: 800 })).rejects.toThrow(
      'no progress for 0.8 s',
    );
    const growing = `let n = 0;
      const timer = setInterval(() => {
        require('node:fs').appendFileSync('grown', 'x');
        if (++n > 12) { clearInterval(timer); console.log('done'); }
      }, 200);`;
    const options = { patience: 1_500, cwd: folder, watch: folder };
    expect(await runWatched(process.execPath, ['--eval', growing], options)).toBe('done\n');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}, 20_000);

test('a process with the same number but another beginning is left alone', async () => {
  const self = identify(process.pid);
  expect(self?.startedAt).toBeTruthy();
  await end({ pid: process.pid, startedAt: `${self?.startedAt}0` });
});
