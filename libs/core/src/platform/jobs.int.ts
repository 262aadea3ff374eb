import 'reflect-metadata';
import { Injectable, Module, type INestApplicationContext, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import {
  applySchedule,
  composeReport,
  estimatePart,
  finishRun,
  freezeRun,
  joinRun,
  renderReport,
  sendMailing,
  sendReminder,
} from '@mingjian/contract/jobs';
import { Queue } from 'bullmq';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { z } from 'zod';
import { HealthService } from './health.service';
import { flowNode, JobSender } from './job-sender';
import { JobWorkers, Processes } from './job-workers';
import { PlatformModule } from './platform.module';
import { useServers } from './servers.fixture';

const done: string[] = [];
let failures = 0;

@Injectable()
class Processors {
  @Processes(freezeRun)
  async freeze({ runId }: z.infer<typeof freezeRun.payload>) {
    done.push(`freeze ${runId}`);
  }
  @Processes(estimatePart)
  async estimate({ runId, countyCode }: z.infer<typeof estimatePart.payload>) {
    if (runId === 'doomed') throw new Error('cannot');
    if (runId === 'shaky' && failures++ === 0) throw new Error('not yet');
    done.push(`estimate ${runId} ${countyCode}`);
  }
  @Processes(joinRun)
  async join({ runId }: z.infer<typeof joinRun.payload>) {
    done.push(`join ${runId}`);
  }
  @Processes(composeReport)
  async compose() {
    done.push('compose');
  }
  @Processes(finishRun)
  async finish() {
    done.push('finish');
  }
}

/** The jobs of which this file asks nothing: a boot without a processor for each is refused. */
@Injectable()
class Others {
  @Processes(renderReport)
  async render() {}
  @Processes(applySchedule)
  async schedule() {}
  @Processes(sendMailing)
  async mail() {}
  @Processes(sendReminder)
  async remind() {}
}

@Injectable()
class Second {
  @Processes(finishRun)
  async finish() {
    done.push('finish again');
  }
}

@Module({ imports: [PlatformModule], providers: [JobWorkers, Processors, Others] })
class Root {}
@Module({ imports: [PlatformModule], providers: [JobWorkers, Processors, Others, Second] })
class Doubled {}
@Module({ imports: [PlatformModule], providers: [JobWorkers] })
class Empty {}

let app: INestApplicationContext;
let sender: JobSender;
let queue: Queue;
const start = (root: Type) =>
  NestFactory.createApplicationContext(root, { logger: false, abortOnError: false });

beforeAll(async () => {
  // A database of its own within Redis: queues have fixed names.
  useServers('jobs-int', 7);
  app = await start(Root);
  sender = app.get(JobSender);
  queue = new Queue('aggregation', { connection: { url: process.env.REDIS_URL } });
});
afterAll(async () => {
  await queue.close();
  await app.close();
});

const until = (what: () => boolean | Promise<boolean>) => expect.poll(what, { timeout: 20_000 }).toBe(true);
const part = (runId: string, countyCode: string) =>
  flowNode(estimatePart, { runId, countyCode, audience: 'public' as const });

it('does a flow in order, and leaves nothing that would swallow the same request later', async () => {
  const flow = flowNode(joinRun, { runId: 'good' }, [part('good', '231002'), part('good', '231003')]);
  await sender.sendFlow(flow);
  await until(() => done.includes('join good'));
  expect(done.indexOf('join good')).toBe(2);
  await sender.sendFlow(flow);
  await until(() => done.filter((entry) => entry === 'join good').length === 2);
});

it('tries again, as often as the contract says', async () => {
  await sender.send(estimatePart, { runId: 'shaky', countyCode: '231002', audience: 'public' as const });
  await until(() => done.includes('estimate shaky 231002'));
  expect(failures).toBe(2);
});

it('fails the parent of a failed child, and never runs it', async () => {
  await sender.sendFlow(flowNode(joinRun, { runId: 'doomed' }, [part('doomed', '231002')]));
  const joins = new Queue('aggregation-joins', { connection: { url: process.env.REDIS_URL ?? '' } });
  await until(async () => (await (await joins.getJob(joinRun.id({ runId: 'doomed' })))?.isFailed()) ?? false);
  expect(done).not.toContain('join doomed');
  await joins.close();
});

it('gives up a poisoned payload at once, and goes on', async () => {
  await queue.add('freeze-run', { runId: 5, extra: true }, { jobId: 'poisoned', attempts: 3 });
  await until(async () => (await (await queue.getJob('poisoned'))?.isFailed()) ?? false);
  expect((await queue.getJob('poisoned'))?.attemptsMade).toBe(1);
  await sender.send(freezeRun, { runId: 'next' });
  await until(() => done.includes('freeze next'));
});

it('counts the workers that live', async () => {
  const health = app.get(HealthService);
  expect(await health.check()).toMatchObject({ ok: true, workers: 0 });
  await health.beat('one');
  await health.beat('two');
  await health.beat('one');
  expect((await health.check()).workers).toBe(2);
  await health.leave('two');
  expect((await health.check()).workers).toBe(1);
});

it('does not boot with a job that nobody or more than one processes', async () => {
  await expect(start(Empty)).rejects.toThrow('job freeze-run has no processor');
  await expect(start(Doubled)).rejects.toThrow('job finish-run has 2 processors');
});
