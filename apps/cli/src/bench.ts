/** A bench: takes its arguments, prints what it measures, and one JSON object as its last line. */
type Bench = (args: string[]) => Promise<number>;

const benches: Record<string, () => Promise<{ run: Bench }>> = {
  coverage: () => import('./bench/coverage'),
  credentials: () => import('./bench/credentials'),
  'docx-roundtrip': () => import('./bench/docx-roundtrip'),
  'frame-import': () => import('./bench/frame-import'),
  page: () => import('./bench/page'),
  reports: () => import('./bench/reports'),
  sampling: () => import('./bench/sampling'),
  statistics: () => import('./bench/statistics'),
};

/** Runs the bench named first. @returns its exit code; 2 when there is no such bench. */
export async function run([name = '', ...args]: string[]): Promise<number> {
  const load = Object.hasOwn(benches, name) ? benches[name] : undefined;
  if (!load) {
    process.stderr.write(`用法 Usage: bench NAME\n  NAME: ${Object.keys(benches).join(' | ')}\n`);
    return 2;
  }
  return (await load()).run(args);
}
