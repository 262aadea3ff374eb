// `npm test`: everything from a bare checkout. Build, lint, format, unused code and types count as one test each; the
// last line says how many passed and failed, counted from what ran.
import './node-version.mjs';

const { spawn } = await import('node:child_process');
const { existsSync, readFileSync } = await import('node:fs');
const { join } = await import('node:path');
const { ensureInstalled } = await import('./install.mjs');
const { root } = await import('./places.mjs');
const { say, sayFault } = await import('./say.mjs');
const { withStops } = await import('./stopping.mjs');

const tally = { passed: 0, failed: 0, skipped: 0 };

await withStops(run, { onFault: sayFault, interruptedCode: 130 });

/** @param {(stop: () => Promise<void> | void) => void} later @returns {Promise<number>} */
async function run(later) {
  await ensureInstalled();
  const { temporaryFolder } = await import('./temporary.mjs');
  const results = temporaryFolder('results');
  /** @type {(child: import('node:child_process').ChildProcess) => void} */
  const stopLater = (child) => later(() => void child.kill('SIGTERM'));

  await check('build', async () => {
    const { build } = await import('./build.mjs');
    await build();
    return true;
  });
  /** @type {[string, string, ...string[]][]} */
  const checks = [
    ['lint', 'eslint/bin/eslint.js', '.'],
    ['format', 'prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.'],
    ['unused code', 'knip/bin/knip.js'],
    ['types', 'typescript/bin/tsc', '-p', 'tsconfig.json'],
    ['page weight', 'size-limit/bin.js'],
  ];
  for (const [name, tool, ...args] of checks)
    await check(
      name,
      async () => (await runNode([join('node_modules', tool), ...args], {}, stopLater)) === 0,
    );

  await runProjects(['rules', 'services'], join(results, 'small.json'), {}, stopLater);
  const browser = { CHROMIUM_PATH: '' };
  await check('browser', async () => {
    const { provisionChromium } = await import('./provision-chromium.mjs');
    const { way, path } = await provisionChromium();
    say(`浏览器：${path}`, way);
    Object.assign(browser, { CHROMIUM_PATH: path });
    return true;
  });
  // In a run of their own, so that the servers of the service tests are not taken for the product's.
  await runProjects(['journeys'], join(results, 'journeys.json'), browser, stopLater);

  const { passed, failed, skipped } = tally;
  process.stdout.write(`\n${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}\n`);
  return failed === 0 && passed > 0 ? 0 : 1;
}

/** @param {string} name @param {() => Promise<boolean>} work */
async function check(name, work) {
  const began = Date.now();
  let good = false;
  try {
    good = await work();
  } catch (fault) {
    sayFault(fault);
  }
  tally[good ? 'passed' : 'failed'] += 1;
  process.stdout.write(`${good ? '✓' : '✗'} ${name} (${Date.now() - began} ms)\n`);
}

/**
 * Runs some of vitest's projects and adds what they report to the tally.
 * @param {string[]} projects
 * @param {string} report where vitest writes its JSON
 * @param {Record<string, string>} env
 * @param {(child: import('node:child_process').ChildProcess) => void} started
 */
async function runProjects(projects, report, env, started) {
  const args = ['node_modules/vitest/vitest.mjs', 'run', ...projects.flatMap((name) => ['--project', name])];
  const reporters = ['--reporter', 'default', '--reporter', 'json', `--outputFile.json=${report}`];
  const code = await runNode([...args, ...reporters], env, started);
  if (!existsSync(report)) {
    process.stdout.write(`✗ ${projects.join(', ')}: no test ran\n`);
    tally.failed += 1;
    return;
  }
  /** @type {{ numPassedTests: number, numFailedTests: number, numPendingTests: number, numTodoTests: number, testResults: { name: string, status: string, assertionResults: { status: string }[] }[] }} */
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults } = JSON.parse(
    readFileSync(report, 'utf8'),
  );
  // A file that does not load fails without any test of its own.
  const broken = testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some((one) => one.status === 'failed'),
  );
  for (const file of broken) process.stdout.write(`✗ ${file.name} did not load\n`);
  let failed = numFailedTests + broken.length;
  // An error outside of any test, or nothing run at all, must not pass for success.
  if (failed === 0 && (code !== 0 || numPassedTests === 0)) failed = 1;
  tally.passed += numPassedTests;
  tally.failed += failed;
  tally.skipped += numPendingTests + numTodoTests;
}

/**
 * @param {string[]} args
 * @param {Record<string, string>} env
 * @param {(child: import('node:child_process').ChildProcess) => void} started
 * @returns {Promise<number | null>} the exit code
 */
function runNode(args, env, started) {
  return new Promise((settle) => {
    const child = spawn(process.execPath, args, {
      cwd: root,
      stdio: 'inherit',
      env: { ...process.env, ...env },
    });
    started(child);
    child.once('error', () => settle(1));
    child.once('exit', (code) => settle(code));
  });
}
