import { readFile, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { estimationPlan, type EstimationPlan } from '@mingjian/contract/estimation';
import { PlanError, runPlan, type TextColumns } from '@mingjian/core/aggregation';
import { Problem, readRecords } from '@mingjian/core/platform';

/**
 * `estimate PLAN.json`: answers a plan with one JSON document on standard output; what is wrong goes to standard error
 * with exit code 2.
 */
export async function run(args: string[]): Promise<number> {
  const [file, ...rest] = args;
  if (file === undefined || rest.length > 0) {
    process.stderr.write('用法 Usage: npm run --silent estimate -- PLAN.json\n');
    return 2;
  }
  try {
    const planPath = resolve(file);
    const plan = await readPlan(planPath);
    const folder = dirname(planPath);
    const { reply, weights } = runPlan(plan, await readData(resolve(folder, plan.data)));
    if (plan.writeWeights !== undefined)
      await writeFile(resolve(folder, plan.writeWeights), `weight\n${weights.join('\n')}\n`);
    process.stdout.write(`${JSON.stringify(reply)}\n`);
    return 0;
  } catch (error) {
    process.stderr.write(`${describe(error)}\n`);
    return 2;
  }
}

async function readPlan(path: string): Promise<EstimationPlan> {
  const text = await readFile(path, 'utf8');
  const parsed = estimationPlan.safeParse(parseJson(text, path));
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map(
    ({ path: place, message }) => `${place.join('.') || 'plan'}: ${message}`,
  );
  throw new PlanError({
    zh: `方案不符合格式：${faults.join('；')}`,
    en: `the plan breaks its schema: ${faults.join('; ')}`,
  });
}

function parseJson(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const why = error instanceof Error ? error.message : '';
    throw new PlanError({ zh: `${path} 不是 JSON：${why}`, en: `${path} is not JSON: ${why}` });
  }
}

async function readData(path: string): Promise<TextColumns> {
  const { records } = readRecords(await readFile(path), path);
  const [header = [], ...rows] = records;
  const twice = header.find((name, index) => header.indexOf(name) !== index);
  if (twice !== undefined)
    throw new PlanError({ zh: `列“${twice}”出现两次`, en: `column "${twice}" is there twice` });
  const ragged = rows.findIndex((row) => row.length !== header.length && row.join('') !== '');
  if (ragged >= 0)
    throw new PlanError({
      zh: `第 ${ragged + 2} 行有 ${rows[ragged]?.length ?? 0} 格，表头有 ${header.length} 格`,
      en: `row ${ragged + 2} has ${rows[ragged]?.length ?? 0} cells, the header ${header.length}`,
    });
  const filled = rows.filter((row) => row.join('') !== '');
  return new Map(header.map((name, index) => [name, filled.map((row) => row[index] ?? '')]));
}

function describe(error: unknown): string {
  if (error instanceof PlanError) return `${error.text.zh}\n${error.text.en}`;
  if (error instanceof Problem)
    return [error.text, ...error.faults.map(({ message }) => message)]
      .map(({ zh, en }) => `${zh}\n${en}`)
      .join('\n');
  return error instanceof Error ? error.message : String(error);
}
