import { closeSync, openSync, readFileSync, writeSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { estimationPlan, type EstimationPlan } from '@mingjian/contract/estimation';
import type { Localized } from '@mingjian/contract/localized';
import { columnNeeds, PlanError, runPlan } from '@mingjian/core/aggregation/plan';
import { readColumns } from './csv/columns';

const BAD_INPUT = 2;
/** Weights written at once. */
const LINES = 20_000;

/**
 * `estimate PLAN.json`: prints the reply as one JSON document on standard output, anything else on standard error.
 * @returns 0, or 2 with a message that names what is wrong
 */
export async function run(args: string[]): Promise<number> {
  const [path, ...others] = args;
  if (path === undefined || others.length > 0) {
    process.stderr.write('用法 Usage: estimate PLAN.json\n');
    return BAD_INPUT;
  }
  try {
    const plan = readPlan(path);
    const fromPlan = (file: string) => resolve(dirname(path), file);
    const data = fromPlan(plan.data);
    const target = plan.writeWeights === undefined ? null : fromPlan(plan.writeWeights);
    if (target === data || target === resolve(path))
      throw new PlanError({
        zh: `writeWeights 会覆盖 ${target}`,
        en: `writeWeights would overwrite ${target}`,
      });
    const { reply, weights } = runPlan(
      plan,
      atPath(data, () => readColumns(data, columnNeeds(plan))),
    );
    if (target !== null) atPath(target, () => writeWeights(target, weights));
    await printed(`${JSON.stringify(reply)}\n`);
    return 0;
  } catch (error) {
    const text = textOf(error);
    if (!text) throw error;
    process.stderr.write(`${text.zh}\n${text.en}\n`);
    return BAD_INPUT;
  }
}

/** What to tell the analyst of a fault that is not ours. */
function textOf(error: unknown): Localized | null {
  if (error instanceof PlanError) return error.text;
  // Columns are typed arrays outside of the heap; there is no other sign that the machine has no room for one.
  if (
    error instanceof RangeError &&
    /allocation failed|typed array length|different texts/.test(error.message)
  )
    return {
      zh: `本机内存装不下方案需要的列（${error.message}）`,
      en: `the columns that the plan needs do not fit into this machine's memory (${error.message})`,
    };
  return null;
}

function readPlan(path: string): EstimationPlan {
  const text = atPath(path, () => readFileSync(path, 'utf8')).replace(/^\uFEFF/, '');
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    const detail = error instanceof Error ? error.message : '';
    throw new PlanError({ zh: `方案不是 JSON：${detail}`, en: `the plan is not JSON: ${detail}` });
  }
  // Schemas pass over this key in silence, and a condition on it would be lost.
  if (text.includes('"__proto__"'))
    throw new PlanError({
      zh: '方案不能使用名为 __proto__ 的列',
      en: 'a plan cannot use a column called __proto__',
    });
  const parsed = estimationPlan.safeParse(json);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map(
    ({ path: at, message }) => `${at.join('.') || '(plan)'}: ${message}`,
  );
  throw new PlanError({
    zh: `方案不合格式：\n${faults.join('\n')}`,
    en: `the plan breaks its schema:\n${faults.join('\n')}`,
  });
}

/** One column, a row for each row of the data. */
function writeWeights(path: string, weights: Float64Array): void {
  const file = openSync(path, 'w');
  try {
    writeSync(file, 'weight\n');
    for (let row = 0; row < weights.length; row += LINES)
      writeSync(file, `${weights.subarray(row, row + LINES).join('\n')}\n`);
  } finally {
    closeSync(file);
  }
}

/** Reads or writes a file. @throws PlanError that names the file, which the system's own words may leave out */
function atPath<T>(path: string, io: () => T): T {
  try {
    return io();
  } catch (error) {
    if (!(error instanceof Error && 'syscall' in error && 'code' in error)) throw error;
    const code = String(error.code);
    throw new PlanError({ zh: `无法读写 ${path}（${code}）`, en: `cannot read or write ${path} (${code})` });
  }
}

function printed(text: string): Promise<void> {
  return new Promise((done, failed) => {
    process.stdout.write(text, (error) => (error ? failed(error) : done()));
  });
}
