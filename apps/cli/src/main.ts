import 'reflect-metadata';

/** A command: takes its arguments, gives its exit code. */
type Command = (args: string[]) => Promise<number>;

const commands: Record<string, () => Promise<{ run: Command }>> = {
  demo: () => import('./demo'),
  estimate: () => import('./estimate'),
  'verify-report': () => import('./verify-report'),
  bench: () => import('./bench'),
};

const usage = `用法 Usage:
  demo --out DIR [--responses N] [--seed S]   演示全流程，写出十县报告 the whole chain, ten reports
  estimate PLAN                               按方案估计 estimates of a plan
  verify-report FILE [--replay DIR] [--counties DIR]
                                              核对报告 checks a report and recomputes it
  bench NAME                                  基准 a bench
`;

async function main([name = '', ...args]: string[]): Promise<number> {
  const load = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!load) {
    process.stderr.write(usage);
    return 2;
  }
  const command = await load();
  return command.run(args);
}

main(process.argv.slice(2)).then(
  // The document compiler keeps the process alive; the command is over when it says so.
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    process.exit(1);
  },
);
