import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { createLog, NestLog, parseEnv } from '@mingjian/core/platform';
import { upgradeData } from '@mingjian/core/upgrade';
import { WorkerModule } from './worker.module';

async function main(): Promise<void> {
  const env = parseEnv(process.env);
  const log = createLog('worker', env.logLevel);
  await upgradeData(env, log);
  const app = await NestFactory.createApplicationContext(WorkerModule, {
    logger: new NestLog(log),
    abortOnError: false,
  });
  process.stdout.write(`${JSON.stringify({ ready: 'worker' })}\n`);

  const stop = () => {
    process.off('SIGINT', stop).off('SIGTERM', stop);
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
