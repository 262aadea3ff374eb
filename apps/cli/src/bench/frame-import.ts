import 'reflect-metadata';
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { availableParallelism, cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { parseArgs } from 'node:util';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { IdentityModule, type Person } from '@mingjian/core/identity';
import { PlatformModule, Problem } from '@mingjian/core/platform';
import { FrameImportService, RegistryModule } from '@mingjian/core/registry';
import { parse } from 'csv-parse/sync';
import ExcelJS from 'exceljs';
import iconv from 'iconv-lite';
import { formats, frameFile, writeFrameFiles, type Format } from './frame-files';

/** Trial and import read both files twice, check, compare and store them: of their time at least this part is the libraries’ own. */
const LEAST = 0.1;
/** Nobody who answers in the same process may wait longer than this for the frame of another. */
const LONGEST_BLOCK_MS = 1000;
const megabytes = (kilobytes: number) => Math.round(kilobytes / 1024);

/** What one process measured of itself. */
interface Measured {
  rows: number;
  seconds: number;
  /** the most that the process worked without giving anybody else a turn */
  blockedMs: number;
  startMB: number;
  peakMB: number;
}

const works: Record<string, (folder: string, format: Format) => Promise<Measured>> = {
  bare,
  import: (folder, format) => withService((service) => importTwice(service, folder, format)),
  faults: (folder, format) => withService((service) => refusal(service, folder, format)),
};

/**
 * A frame of 200,000 classes through trial and import into a real MongoDB, as workbooks and as CSV in GBK, each in a process
 * of its own. `ratio` is the time of the libraries alone on the same files over that of trial and import together, of the
 * format where it is smaller.
 */
export async function run(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      rows: { type: 'string', default: '200000' },
      seed: { type: 'string', default: '1' },
      // How this bench calls itself.
      work: { type: 'string' },
      folder: { type: 'string' },
      format: { type: 'string' },
    },
  });
  const work = works[values.work ?? ''];
  if (work) {
    process.stdout.write(JSON.stringify(await work(values.folder ?? '', values.format as Format)));
    return 0;
  }
  const [rows, seed] = [Number(values.rows), Number(values.seed)];
  if (!Number.isInteger(rows) || rows < 1 || !Number.isInteger(seed)) {
    process.stderr.write('用法 Usage: bench frame-import [--rows 200000] [--seed 1]\n');
    return 2;
  }
  const folder = await mkdtemp(join(tmpdir(), 'mingjian-frame-'));
  try {
    return await compare(folder, rows, seed);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function compare(folder: string, rows: number, seed: number): Promise<number> {
  const say = (line: string) => process.stdout.write(`${line}\n`);
  await writeFrameFiles(folder, rows, seed);
  say(
    `node ${process.version}, ${cpus()[0]?.model ?? 'unknown processor'}, ${availableParallelism()} cores, load ${loadavg()[0]?.toFixed(1)}; ${rows} classes, seed ${seed}`,
  );
  say('format work | rows, seconds, longest without a turn, memory at the start → at its peak');
  const measured: Record<string, Measured> = {};
  for (const format of formats)
    for (const work of Object.keys(works)) {
      const found = await inOwnProcess(work, folder, format);
      measured[`${format} ${work}`] = found;
      say(
        `${format} ${work} | ${found.rows}, ${found.seconds.toFixed(2)} s, ${found.blockedMs} ms, ${found.startMB} → ${found.peakMB} MB`,
      );
    }
  const ratios = formats.map(
    (format) => (measured[`${format} bare`]?.seconds ?? 0) / (measured[`${format} import`]?.seconds ?? 1),
  );
  const ratio = Number(Math.min(...ratios).toFixed(3));
  const blockedMs = Math.max(...formats.map((format) => measured[`${format} import`]?.blockedMs ?? Infinity));
  const whole = Object.values(measured).every((each) => each.rows === rows);
  const met = whole && ratio >= LEAST && blockedMs <= LONGEST_BLOCK_MS;
  say(JSON.stringify({ bench: 'frame-import', ratio, met, blockedMs, measured }));
  return 0;
}

/** The peak of a process is known for the whole of its life alone. */
function inOwnProcess(work: string, folder: string, format: Format): Promise<Measured> {
  return new Promise((settle, fail) => {
    const child = spawn(
      process.execPath,
      [
        process.argv[1] ?? '',
        'bench',
        'frame-import',
        '--work',
        work,
        '--folder',
        folder,
        '--format',
        format,
      ],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    let text = '';
    child.stdout.on('data', (chunk) => (text += String(chunk)));
    child.once('error', fail);
    child.once('close', (code) => {
      if (code === 0) settle(JSON.parse(text) as Measured);
      else fail(new Error(`${work} of ${format} ended with ${code}`));
    });
  });
}

/** The libraries alone, twice as trial and import do. */
async function bare(folder: string, format: Format): Promise<Measured> {
  const read = format === 'csv' ? readCsvAlone : readWorkbookAlone;
  return measure(async () => {
    let rows = 0;
    for (const table of ['schools', 'classes', 'schools', 'classes'] as const)
      rows = await read(await readFile(frameFile(folder, table, format)));
    return rows - 1;
  });
}

async function readCsvAlone(bytes: Buffer): Promise<number> {
  return (parse(iconv.decode(bytes, 'gb18030')) as string[][]).length;
}

async function readWorkbookAlone(bytes: Buffer): Promise<number> {
  let rows = 0;
  const reader = new ExcelJS.stream.xlsx.WorkbookReader(Readable.from([bytes]), {
    worksheets: 'emit',
    sharedStrings: 'cache',
  });
  for await (const sheet of reader) for await (const row of sheet) rows += Array.isArray(row.values) ? 1 : 0;
  return rows;
}

@Module({ imports: [PlatformModule, IdentityModule, RegistryModule] })
class FrameModule {}

async function withService(work: (service: FrameImportService) => Promise<Measured>): Promise<Measured> {
  const context = await NestFactory.createApplicationContext(FrameModule, { logger: ['error'] });
  try {
    return await work(context.get(FrameImportService));
  } finally {
    await context.close();
  }
}

const analyst: Person = {
  id: 'bench',
  name: '基准',
  email: 'bench@example.org',
  role: 'agency',
  agencyId: 'bench',
  countyCode: null,
};

async function filesOf(folder: string, classes: 'classes' | 'faulty', format: Format) {
  return {
    schools: await readFile(frameFile(folder, 'schools', format)),
    classes: await readFile(frameFile(folder, classes, format)),
  };
}

async function importTwice(service: FrameImportService, folder: string, format: Format): Promise<Measured> {
  return measure(async () => {
    const files = await filesOf(folder, 'classes', format);
    const trial = await service.importFrame(analyst, files, { dryRun: true });
    const done = await service.importFrame(analyst, files, { dryRun: false, revision: trial.revision });
    return done.classes;
  });
}

async function refusal(service: FrameImportService, folder: string, format: Format): Promise<Measured> {
  return measure(async () => {
    const files = await filesOf(folder, 'faulty', format);
    const refused = service.importFrame(analyst, files, { dryRun: true });
    return refused.then(
      () => 0,
      (error: unknown) => (error instanceof Problem ? error.faults.length : 0),
    );
  });
}

async function measure(work: () => Promise<number>): Promise<Measured> {
  const startMB = Math.round(process.memoryUsage().rss / 1024 / 1024);
  const turns = watchTurns();
  const start = performance.now();
  const rows = await work();
  const seconds = (performance.now() - start) / 1000;
  return {
    rows,
    seconds: Number(seconds.toFixed(3)),
    blockedMs: await turns.longest(),
    startMB,
    peakMB: megabytes(process.resourceUsage().maxRSS),
  };
}

/** How much this process works from one turn of its loop to the next: its own time, whatever else the machine does. */
function watchTurns() {
  let most = 0;
  let before = process.cpuUsage();
  const look = () => {
    const { user, system } = process.cpuUsage(before);
    most = Math.max(most, user + system);
    before = process.cpuUsage();
  };
  const timer = setInterval(look, 5);
  return {
    longest: async () => {
      // The last block is only seen once the loop has turned again.
      await new Promise((settle) => setTimeout(settle, 20));
      clearInterval(timer);
      return Math.round(most / 1000);
    },
  };
}
