import {
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import { allJobs, type JobContract } from '@mingjian/contract/jobs';
import { UnrecoverableError, Worker, type Job } from 'bullmq';
import type { z } from 'zod';
import { Env } from './env';
import { jobFaults } from './job-check';
import { markedMethods } from './marked-methods';

const PROCESSES = 'mingjian:processes';

/** What a worker needs to know of a job, whatever its payload. */
interface KnownJob {
  queue: string;
  name: string;
  payload: z.ZodType;
}

type Handler = (payload: unknown, job: Job) => Promise<unknown>;

/**
 * Marks the method of a worker's provider that does a job: `async method(payload, job)`. The payload has been parsed
 * by the job's schema; whatever the method throws counts as a failed attempt.
 */
export function Processes<Payload>(job: JobContract<Payload>) {
  return <Method extends (payload: Payload, job: Job) => Promise<unknown>>(
    _target: object,
    _key: string | symbol,
    descriptor: TypedPropertyDescriptor<Method>,
  ): void => {
    if (descriptor.value) Reflect.defineMetadata(PROCESSES, job, descriptor.value);
  };
}

/** Runs the processors: one BullMQ worker a queue. Refuses to boot unless every declared job has exactly one. */
@Injectable()
export class JobWorkers implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger('Jobs');
  private readonly workers: Worker[] = [];

  constructor(
    private readonly env: Env,
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
  ) {}

  onApplicationBootstrap(): void {
    const processors = this.processors();
    const faults = jobFaults(allJobs, processors);
    if (faults.length > 0) throw new Error(`jobs are wired wrongly: ${faults.join('; ')}`);
    for (const queue of new Set(allJobs.map((job) => job.queue))) {
      const handlers = new Map(
        processors.filter(({ job }) => job.queue === queue).map((entry) => [entry.job.name, entry] as const),
      );
      this.workers.push(this.work(queue, handlers));
    }
  }

  /** Lets running jobs finish before the connections close. */
  async beforeApplicationShutdown(): Promise<void> {
    await Promise.all(this.workers.map((worker) => worker.close()));
  }

  private work(queue: string, handlers: ReadonlyMap<string, { job: KnownJob; handle: Handler }>): Worker {
    const worker = new Worker(
      queue,
      async (job) => {
        const known = handlers.get(job.name);
        if (!known) throw new UnrecoverableError(`no processor for job ${job.name}`);
        const payload = known.job.payload.safeParse(job.data);
        // A poisoned payload will not get better by trying again.
        if (!payload.success) throw new UnrecoverableError(`payload of ${job.name} breaks its schema`);
        return known.handle(payload.data, job);
      },
      {
        connection: { url: this.env.redisUrl, maxRetriesPerRequest: null },
        concurrency: this.env.workerConcurrency,
        // After kill -9 a job is taken up again within about half a minute; several crashes do not condemn it.
        lockDuration: 20_000,
        stalledInterval: 10_000,
        maxStalledCount: 5,
      },
    );
    worker.on('failed', (job, error) => {
      this.logger.error(
        `${job?.name ?? 'a job'} ${job?.id ?? ''} failed (${job?.attemptsMade ?? 0}): ${error.message}`,
        error.stack,
      );
    });
    worker.on('error', (error) => this.logger.error(`queue ${queue}: ${error.message}`));
    return worker;
  }

  private processors(): { job: KnownJob; place: string; handle: Handler }[] {
    return markedMethods<KnownJob, Handler>(PROCESSES, this.discovery, this.scanner).map(
      ({ mark, place, method }) => ({ job: mark, place, handle: method }),
    );
  }
}
