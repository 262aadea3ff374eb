import 'reflect-metadata';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AccountsService } from '@mingjian/core/identity';
import { createLog, parseEnv } from '@mingjian/core/platform';
import { upgradeData } from '@mingjian/core/upgrade';
import { AppModule } from './app.module';
import { createApi } from './platform';

/** A stream of events would keep a closing server waiting for ever. */
const longestGoodbyeMs = 5000;

/** One line for the process that started this one. */
function tell(line: Record<string, unknown>): void {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

async function main(): Promise<void> {
  const env = parseEnv(process.env);
  await upgradeData(env, createLog('api', env.logLevel));
  const dist = join(dirname(fileURLToPath(import.meta.url)), '..');
  const app = await createApi(AppModule, env, dist);
  await app.listen(env.port, env.host);
  if (env.bootstrap) {
    const first = await app.get(AccountsService).bootstrap('office@mingjian.local');
    if (first) tell({ bootstrap: first });
  }
  tell({ ready: 'api', url: await app.getUrl() });

  const stop = () => {
    process.off('SIGINT', stop).off('SIGTERM', stop);
    setTimeout(() => app.getHttpServer().closeAllConnections(), longestGoodbyeMs).unref();
    app.close().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.on('SIGINT', stop).on('SIGTERM', stop);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
