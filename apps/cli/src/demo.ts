import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { DEFAULT_RESPONSES } from './demo/population/scale';
import type { DemoOptions } from './demo/options';
import { playDemo } from './demo/journey/play';
import { startProgress } from './demo/journey/progress';

const usage = `用法 Usage: demo --into-running URL [--out DIR] [--responses N] [--seed S] [--model margins|hostile] [--accounts FILE]
  --into-running  正在运行的明鉴地址 address of a running Mingjian
  --out           写入十县报告与 summary.json 的目录 folder for ten reports and summary.json
  --responses     约多少人作答（100–200000，默认 ${DEFAULT_RESPONSES}）about how many people answer
  --seed          随机种子（默认 1）seed
  --model         谁会作答 who answers: margins（默认 default）| hostile
  --accounts      演示账户写入的文件 file for the demo accounts
`;

/** The demo is in this database already and was left untouched. */
const ALREADY_THERE = 3;
const MISUSED = 2;

/**
 * The main job, end to end, through the public doors of a running Mingjian; the settings of the api's environment
 * (MONGODB_URI and so on) are needed to make the accounts.
 * @returns 0 done, 2 wrong arguments, 3 when a finished demo is there already.
 */
export async function run(args: string[]): Promise<number> {
  const options = optionsOf(args);
  if (typeof options === 'string') {
    process.stderr.write(`${options}\n${usage}`);
    return MISUSED;
  }
  const progress = startProgress((line) => process.stderr.write(`${line}\n`));
  const played = await playDemo(options, progress);
  if (played === 'already-there') {
    progress.say('演示周期已经存在，未作改动', 'the demo is there already, nothing was changed');
    return ALREADY_THERE;
  }
  if (options.out !== null) {
    await mkdir(options.out, { recursive: true });
    await writeFile(join(options.out, 'summary.json'), `${JSON.stringify(played, null, 2)}\n`);
    progress.say(
      `报告与 summary.json 已写入 ${options.out}`,
      `reports and summary.json are in ${options.out}`,
    );
  }
  return 0;
}

const shape = z.object({
  'into-running': z.url({ protocol: /^https?$/ }),
  out: z.string().min(1).optional(),
  accounts: z.string().min(1).optional(),
  responses: z.coerce.number().int().min(100).max(200_000).default(DEFAULT_RESPONSES),
  seed: z.coerce
    .number()
    .int()
    .min(0)
    .max(2 ** 31 - 1)
    .default(1),
  model: z.enum(['margins', 'hostile']).default('margins'),
});

/** @returns the options, or what is wrong with the arguments. */
function optionsOf(args: string[]): DemoOptions | string {
  const text = { type: 'string' } as const;
  let values: Record<string, unknown>;
  try {
    values = parseArgs({
      args,
      options: { 'into-running': text, out: text, accounts: text, responses: text, seed: text, model: text },
    }).values;
  } catch (error) {
    return (error as Error).message;
  }
  const parsed = shape.safeParse(values);
  if (!parsed.success)
    return parsed.error.issues.map((issue) => `--${issue.path.join('.')}: ${issue.message}`).join('\n');
  const given = parsed.data;
  const file = given.accounts ?? process.env['MINGJIAN_DEMO_ACCOUNTS'] ?? null;
  const fromCaller = (path: string) => resolve(process.env['INIT_CWD'] ?? process.cwd(), path);
  return {
    base: given['into-running'].replace(/\/+$/, ''),
    out: given.out === undefined ? null : fromCaller(given.out),
    accountsFile: file === null ? null : fromCaller(file),
    responses: given.responses,
    seed: given.seed,
    model: given.model,
  };
}
