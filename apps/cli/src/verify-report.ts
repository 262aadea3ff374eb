import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Result } from '@mingjian/contract/aggregation';
import type { Localized } from '@mingjian/contract/localized';
import { yearsBefore, type Comparison, type ReportModel } from '@mingjian/contract/reports';
import { CODE_VERSION, otherVersion } from '@mingjian/core/aggregation';
import { PlanError } from '@mingjian/core/aggregation/plan';
import { recomposeReport } from '@mingjian/core/reports';
import { countyReports } from './verify/county-reports';
import { compareEarlierYears } from './verify/earlier-years';
import { integrityFaults } from './verify/integrity';
import { recomputeOverview } from './verify/overview';
import type { Recomputation } from './verify/recomputation';
import { recompute } from './verify/recompute';
import { readReport, type ReadReport } from './verify/report-file';
import { editedParagraphs, wordingDifferences } from './verify/wording';

const EQUAL = 0;
const DIFFERENT = 1;
const UNUSABLE = 2;

const usage = '用法 Usage: verify-report FILE.json [--replay DIR] [--counties DIR] [--earlier DIR]\n';

interface Options {
  file: string;
  replay: string | null;
  counties: string | null;
  earlier: string | null;
}

/**
 * `verify-report FILE.json`: whether a report's data file is unchanged; whether, from the replay files (given, or in
 * `replay` beside it or one folder up), its estimates are what the answers give; and whether it says what its numbers give.
 * What it says of earlier years is held against the reports of these years, where they are given.
 * The city's report is put together again from the counties' data files (given, or one folder up).
 * @returns 0 equal, 1 different (naming where), 2 when the file or what it is checked against cannot be used
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
  try {
    const { comparison } = read.file.model;
    const isIntact = hashHolds(read, '');
    const isSame = comparison ? cityHolds(read.file.model, comparison, options) : countyHolds(read, options);
    return isIntact && isSame ? EQUAL : DIFFERENT;
  } catch (error) {
    if (!(error instanceof PlanError)) throw error;
    process.stderr.write(`${error.text.zh}\n${error.text.en}\n`);
    return UNUSABLE;
  }
}

/** @param of whose report, where several are looked at */
function hashHolds(read: ReadReport, of: string): boolean {
  const faults = integrityFaults(read);
  for (const fault of faults) say({ zh: of + fault.zh, en: of + fault.en });
  if (faults.length === 0)
    say({ zh: `${of}校验值相符：${read.file.hash}`, en: `${of}the hash holds: ${read.file.hash}` });
  return faults.length === 0;
}

function countyHolds({ file: { model } }: ReadReport, options: Options): boolean {
  const saysSo = wordsHold(model, recomposeReport(model), model.results);
  const yearsHold = earlierYearsHold(model, options);
  return answersHold(model.results, options) && saysSo && yearsHold;
}

function earlierYearsHold(model: ReportModel, options: Options): boolean {
  const years = yearsBefore(model).map(({ year }) => year);
  if (years.length === 0) return true;
  const found = options.earlier === null ? null : compareEarlierYears(model, options.earlier);
  const intact = (found?.reports ?? []).map((read) => hashHolds(read, `${read.file.model.year} `));
  const unchecked = found ? found.missing : years;
  if (unchecked.length > 0)
    say({
      zh: `${unchecked.join('、')} 年的数取自当年的结果，未作核对；请用 --earlier 指明存有当年 report.json 的文件夹。`,
      en: `numbers of ${unchecked.join(', ')} are those of these years' results and were not checked; name a folder with these years' report.json with --earlier.`,
    });
  const isSame =
    found === null ||
    found.reports.length === 0 ||
    told(found, { zh: '与往年报告核对', en: 'held against earlier reports' });
  return isSame && intact.every(Boolean);
}

function cityHolds(model: ReportModel, comparison: Comparison, options: Options): boolean {
  const folder = options.counties ?? join(dirname(options.file), '..');
  const reports = countyReports(model, comparison, folder);
  if (reports === null) {
    say({
      zh: '没有找到各县（市、区）报告的 report.json，只核对了校验值；请用 --counties 指明文件夹。',
      en: 'no report.json of the counties found, so only the hash was checked; name their folder with --counties.',
    });
    return true;
  }
  const intact = [...reports].map(([code, read]) => hashHolds(read, `${code} `));
  const counties = [...reports.values()].map(({ file }) => file.model);
  const { again, ...found } = recomputeOverview(model, counties);
  const isSame = told(found, {
    zh: `由 ${counties.length} 份县级报告重算总览`,
    en: `the overview recomputed from ${counties.length} county reports`,
  });
  const results = counties.flatMap((county) => county.results);
  const saysSo = wordsHold(model, again, results);
  return answersHold(results, options) && isSame && saysSo && intact.every(Boolean);
}

/** Whether the answers give the results. */
function answersHold(results: readonly Result[], options: Options): boolean {
  const folder = options.replay ?? replayBeside(options.file);
  if (folder === null) {
    say({
      zh: '没有找到重算文件，各项估计未由答卷重算；请用 --replay 指明文件夹。',
      en: 'no replay files found, so the estimates were not recomputed from answers; name their folder with --replay.',
    });
    return true;
  }
  return told(recompute(results, folder), { zh: '由答卷重算', en: 'recomputed from the answers' });
}

function told(recomputation: Recomputation, what: Localized): boolean {
  const { compared, openLink, unchecked, hidden, largest, differences } = recomputation;
  for (const difference of differences) say(difference);
  const same = differences.length === 0;
  say({
    zh: `${what.zh}，${same ? '相符' : `有 ${differences.length} 处不符`}：比较 ${compared} 项${openLink > 0 ? `（其中开放链接 ${openLink} 项）` : ''}，最大相差 ${largest.toExponential(1)}；${hidden} 项已隐去，未作比较。`,
    en: `${what.en}: ${same ? 'equal' : `${differences.length} difference(s)`}; ${compared} items compared${openLink > 0 ? ` (${openLink} of open links)` : ''}, largest difference ${largest.toExponential(1)}; ${hidden} suppressed and not compared.`,
  });
  for (const place of unchecked)
    say({
      zh: `${place}：没有估计方案（较早的结果，或无法按人口结构调整），未由答卷重算，只由校验值保证。`,
      en: `${place}: no plan (an older result, or people who cannot be raked), so not recomputed; its hash alone holds it.`,
    });
  return same;
}

/** Sentences, rows and figures; only the code that composed a report says what it should say. */
function wordsHold(model: ReportModel, again: ReportModel, results: readonly Result[]): boolean {
  const other = otherVersion(results);
  if (other !== null) {
    say({
      zh: `报告由程序版本 ${other} 生成，本程序为 ${CODE_VERSION}，因此未核对文字；请用该版本再核。`,
      en: `the report was made by version ${other} of this program, this is ${CODE_VERSION}: its words were not checked; use that version.`,
    });
    return true;
  }
  const differences = wordingDifferences(model, again);
  for (const difference of differences) say(difference);
  const edited = editedParagraphs(model);
  say({
    zh: `${differences.length === 0 ? '文字、表格和图与数值相符' : `文字、表格和图有 ${differences.length} 处与数值不符`}${edited === 0 ? '' : `；${edited} 段由机构改写，文字未作比较`}。`,
    en: `${differences.length === 0 ? 'words, tables and figures say what the numbers give' : `words, tables and figures differ from the numbers in ${differences.length} place(s)`}${edited === 0 ? '' : `; ${edited} paragraph(s) rewritten by the agency were not compared`}.`,
  });
  return differences.length === 0;
}

function optionsOf(args: string[]): Options | null {
  try {
    const { values, positionals } = parseArgs({
      args,
      options: { replay: { type: 'string' }, counties: { type: 'string' }, earlier: { type: 'string' } },
      allowPositionals: true,
    });
    const [file, ...others] = positionals;
    if (file === undefined || others.length > 0) return null;
    const folder = (name: string | undefined) => (name === undefined ? null : resolve(name));
    return {
      file: resolve(file),
      replay: folder(values.replay),
      counties: folder(values.counties),
      earlier: folder(values.earlier),
    };
  } catch {
    return null;
  }
}

function replayBeside(path: string): string | null {
  const folder = dirname(path);
  return [join(folder, 'replay'), join(folder, '..', 'replay')].find((each) => existsSync(each)) ?? null;
}

function say({ zh, en }: Localized): void {
  process.stdout.write(`${zh}\n${en}\n`);
}
