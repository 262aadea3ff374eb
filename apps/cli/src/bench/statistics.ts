import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { answerBench, type BenchAnswer } from './statistics-answer';
import { writeBenchFile } from './statistics-generator';
import { timeR, type RTimes } from './statistics-r';
import recorded from './statistics-recorded.json';

type Size = keyof typeof recorded;

const RUNS = 3;
const TARGET = 50;
const MEMORY_TARGET = 2;
const GROWTH_LIMIT = 12;
const AGREEMENT = 1e-6;

/** One size measured. */
interface Measured {
  rows: number;
  /** Whole process, from its start to its end; the best of three. */
  seconds: number;
  peakMegabytes: number;
  /** Largest relative difference from R's recorded values. */
  difference: number;
}

interface Worker {
  answer: BenchAnswer;
  peakMegabytes: number;
}

/**
 * `bench statistics`: the whole way from a CSV of 100,000 and of 1,000,000 respondents to raked estimates of 12 items, overall
 * and by ten counties, with standard errors and intervals, next to what R's survey package needs for the same.
 * @param args `--full` times R at 1,000,000 rows too, some minutes; `--work FILE` is the process that is measured
 */
export async function run(args: string[]): Promise<number> {
  if (args[0] === '--work' && args[1] !== undefined) return work(args[1]);
  const folder = mkdtempSync(join(tmpdir(), 'mingjian-bench-'));
  try {
    const small = measure('100000', join(folder, 'small.csv'));
    const r = timeR(join(folder, 'small.csv'));
    process.stderr.write(
      r ? `R, 100000 rows: ${r.seconds} s, ${r.peakMegabytes} MB\n` : 'R is not installed\n',
    );
    const large = measure('1000000', join(folder, 'large.csv'));
    print(small, large, r, args.includes('--full') ? timeR(join(folder, 'large.csv')) : null);
    return 0;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function work(path: string): number {
  const answer = answerBench(path);
  const worker: Worker = { answer, peakMegabytes: process.resourceUsage().maxRSS / 1024 };
  process.stdout.write(`${JSON.stringify(worker)}\n`);
  return 0;
}

function measure(size: Size, path: string): Measured {
  const rows = Number(size);
  process.stderr.write(`${rows} 行 rows…\n`);
  writeBenchFile(path, rows);
  let best: Measured | null = null;
  for (let each = 0; each < RUNS; each++) {
    const began = performance.now();
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [process.argv[1] ?? '', 'bench', 'statistics', '--work', path],
      { encoding: 'utf8', maxBuffer: 1 << 26 },
    );
    const seconds = (performance.now() - began) / 1000;
    if (status !== 0) throw new Error(`the measured process failed: ${stderr}`);
    const { answer, peakMegabytes } = JSON.parse(stdout) as Worker;
    if (!best || seconds < best.seconds)
      best = { rows, seconds, peakMegabytes, difference: differenceFrom(recorded[size], answer) };
  }
  if (!best) throw new Error('nothing was measured');
  const megabytes = Math.round(statSync(path).size / 1e6);
  process.stderr.write(
    `  ${megabytes} MB CSV: ${best.seconds.toFixed(2)} s, ${best.peakMegabytes.toFixed(0)} MB, ${best.difference.toExponential(1)} from R\n`,
  );
  return best;
}

/** Largest relative difference of any recorded value. */
function differenceFrom(wanted: (typeof recorded)[Size], answer: BenchAnswer): number {
  const pairs: [number | null, number | undefined][] = [
    [answer.sum, wanted.sum],
    [answer.sumOfSquares, wanted.sumOfSquares],
    [answer.overall[0]?.df ?? null, wanted.df],
    ...answer.overall.flatMap(({ estimate, se }, k): [number | null, number | undefined][] => [
      [estimate, wanted.est[k]],
      [se, wanted.se[k]],
    ]),
    ...(answer.byCounty[0] ?? []).flatMap(({ estimate, se }, c): [number | null, number | undefined][] => [
      [estimate, wanted.firstItemByCounty.est[c]],
      [se, wanted.firstItemByCounty.se[c]],
    ]),
  ];
  return pairs.reduce((most, [got, each]) => Math.max(most, Math.abs((got ?? NaN) / (each ?? NaN) - 1)), 0);
}

function recordedSeconds(size: Size): number {
  const { load, design, calibrate, means12, oneItemByCounty } = recorded[size].seconds;
  return load + design + calibrate + means12 + 12 * oneItemByCounty;
}

function print(small: Measured, large: Measured, r: RTimes | null, full: RTimes | null): void {
  const rSmall = r?.seconds ?? recordedSeconds('100000');
  const rLarge = full?.seconds ?? recordedSeconds('1000000');
  const rMegabytes = full?.peakMegabytes ?? recorded['1000000'].peakMegabytes;
  const where = full ? 'in this run' : 'recorded';
  const ratio = rLarge / large.seconds;
  const memoryRatio = rMegabytes / large.peakMegabytes;
  const growth = large.seconds / small.seconds;
  const met =
    ratio >= TARGET &&
    memoryRatio >= MEMORY_TARGET &&
    growth < GROWTH_LIMIT &&
    Math.max(small.difference, large.difference) <= AGREEMENT;
  const result = {
    bench: 'statistics',
    ratio,
    memoryRatio,
    met,
    ratioIs: `R's time (${where}) over ours (in this run) at 1000000 rows`,
    growth,
    at100000: {
      ...small,
      rSeconds: rSmall,
      rMeasured: r ? 'in this run' : 'recorded',
      ratio: rSmall / small.seconds,
      ...(r ? { rPeakMegabytes: r.peakMegabytes, memoryRatio: r.peakMegabytes / small.peakMegabytes } : {}),
    },
    at1000000: {
      ...large,
      rSeconds: rLarge,
      rMeasured: where,
      rPeakMegabytes: rMegabytes,
      // What R would need on this machine, judged by the smaller file.
      ...(r && !full ? { ratioIfRIsAsFastAsHere: (ratio * r.seconds) / recordedSeconds('100000') } : {}),
    },
  };
  process.stdout.write(`${JSON.stringify(result)}\n`);
}
