import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { estimationPlan, type EstimationPlan } from '@mingjian/contract/estimation';
import { columnNeeds, PlanError, runPlan } from '@mingjian/core/aggregation/plan';
import { readColumns } from './csv/columns';

const BAD_INPUT = 2;

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
    const { reply, weights } = runPlan(plan, readData(fromPlan(plan.data), plan));
    if (plan.writeWeights !== undefined) writeWeights(fromPlan(plan.writeWeights), weights);
    await printed(`${JSON.stringify(reply)}\n`);
    return 0;
  } catch (error) {
    if (!(error instanceof PlanError)) throw error;
    process.stderr.write(`${error.text.zh}\n${error.text.en}\n`);
    return BAD_INPUT;
  }
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

function readData(path: string, plan: EstimationPlan): ReturnType<typeof readColumns> {
  try {
    return atPath(path, () => readColumns(path, columnNeeds(plan)));
  } catch (error) {
    if (error instanceof RangeError && /alloc|length/i.test(error.message))
      throw new PlanError({
        zh: `本机内存装不下 ${path} 中需要的列`,
        en: `the needed columns of ${path} do not fit into this machine's memory`,
      });
    throw error;
  }
}

/** One column, a row for each row of the data. */
function writeWeights(path: string, weights: Float64Array): void {
  const lines = ['weight'];
  for (const weight of weights) lines.push(String(weight));
  atPath(path, () => writeFileSync(path, `${lines.join('\n')}\n`));
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
