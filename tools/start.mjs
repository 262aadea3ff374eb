// `npm start`: from an empty machine to a platform that stays up.
import './node-version.mjs';

const { parseArgs } = await import('node:util');
const { sayFault, Failure } = await import('./say.mjs');
const { withStops } = await import('./stopping.mjs');

await withStops(
  async (later) => {
    const { empty, port } = readArguments();
    const { ensureInstalled } = await import('./install.mjs');
    const { runStart } = await import('./start-platform.mjs');
    return runStart({ empty, port, install: ensureInstalled, later });
  },
  { onFault: sayFault, interruptedCode: 0 },
);

/** @returns {{ empty: boolean, port: number }} */
function readArguments() {
  try {
    const { values } = parseArgs({ options: { empty: { type: 'boolean' }, port: { type: 'string' } } });
    const port = Number(values.port ?? process.env.PORT ?? 7300);
    if (!Number.isInteger(port) || port < 1 || port > 65_535) throw new Error(`--port ${values.port}`);
    return { empty: values.empty ?? false, port };
  } catch (fault) {
    const reason = fault instanceof Error ? fault.message : String(fault);
    throw new Failure(
      `参数无效：${reason}。用法：npm start -- [--empty] [--port 1–65535]`,
      `Invalid argument: ${reason}. Usage: npm start -- [--empty] [--port 1–65535]`,
    );
  }
}
