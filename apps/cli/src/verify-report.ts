import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Localized } from '@mingjian/contract/localized';
import { reportFile } from '@mingjian/contract/reports';
import { PlanError } from '@mingjian/core/aggregation/plan';
import { integrityFaults } from './verify/integrity';
import { recompute } from './verify/recompute';

const EQUAL = 0;
const DIFFERENT = 1;
const UNUSABLE = 2;

const usage = '用法 Usage: verify-report FILE.json [--replay DIR]\n';

/**
 * `verify-report FILE.json`: whether a report's data file is unchanged, and, from the replay files (given, or in `replay`
 * beside it or one folder up), whether its estimates are what the answers give.
 * @returns 0 equal, 1 different (naming where), 2 when the file or the replay files cannot be used
 */
export async function run(args: string[]): Promise<number> {
  const options = optionsOf(args);
  if (!options) {
    process.stderr.write(usage);
    return UNUSABLE;
  }
  const read = readReport(options.file);
  if ('fault' in read) {
    process.stderr.write(`${read.fault.zh}\n${read.fault.en}\n`);
    return UNUSABLE;
  }
  const { file, raw } = read;
  const faults = integrityFaults(file, raw);
  for (const fault of faults) say(fault);
  if (faults.length === 0)
    say({
      zh: `校验值相符：${file.hash}`,
      en: `the hash holds: ${file.hash}`,
    });
  const folder = options.replay ?? replayBeside(options.file);
  if (folder === null) {
    say({
      zh: '没有找到重算文件，只核对了校验值；请用 --replay 指明文件夹。',
      en: 'no replay files found, so only the hash was checked; name their folder with --replay.',
    });
    return faults.length === 0 ? EQUAL : DIFFERENT;
  }
  try {
    const { compared, hidden, largest, differences } = recompute(file, folder);
    for (const difference of differences) say(difference);
    const same = differences.length === 0;
    say({
      zh: `${same ? '重算相符' : `重算有 ${differences.length} 处不符`}：比较 ${compared} 项估计，最大相差 ${largest.toExponential(1)}；${hidden} 项已隐去，未作比较。`,
      en: `${same ? 'recomputed and equal' : `recomputed: ${differences.length} difference(s)`}: ${compared} estimates compared, largest difference ${largest.toExponential(1)}; ${hidden} suppressed and not compared.`,
    });
    return same && faults.length === 0 ? EQUAL : DIFFERENT;
  } catch (error) {
    if (!(error instanceof PlanError)) throw error;
    process.stderr.write(`${error.text.zh}\n${error.text.en}\n`);
    return UNUSABLE;
  }
}

function optionsOf(args: string[]): { file: string; replay: string | null } | null {
  try {
    const { values, positionals } = parseArgs({
      args,
      options: { replay: { type: 'string' } },
      allowPositionals: true,
    });
    const [file, ...others] = positionals;
    if (file === undefined || others.length > 0) return null;
    return { file: resolve(file), replay: values.replay === undefined ? null : resolve(values.replay) };
  } catch {
    return null;
  }
}

function readReport(
  path: string,
): { file: ReturnType<typeof reportFile.parse>; raw: unknown } | { fault: Localized } {
  let raw: unknown;
  try {
    raw = JSON.parse(readFileSync(path, 'utf8').replace(/^\uFEFF/, ''));
  } catch (error) {
    const detail = error instanceof Error ? error.message : '';
    return { fault: { zh: `无法读取 ${path}：${detail}`, en: `cannot read ${path}: ${detail}` } };
  }
  const parsed = reportFile.safeParse(raw);
  if (parsed.success) return { file: parsed.data, raw };
  const [issue] = parsed.error.issues;
  const place = issue?.path.join('.') ?? '';
  return {
    fault: {
      zh: `${path} 不是明鉴报告的数据文件（${place}：${issue?.message ?? ''}）`,
      en: `${path} is no data file of a Mingjian report (${place}: ${issue?.message ?? ''})`,
    },
  };
}

function replayBeside(path: string): string | null {
  const folder = dirname(path);
  return [join(folder, 'replay'), join(folder, '..', 'replay')].find((each) => existsSync(each)) ?? null;
}

function say({ zh, en }: Localized): void {
  process.stdout.write(`${zh}\n${en}\n`);
}
