import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import type { Job } from 'bullmq';
import { estimatePart, finishRun, freezeRun, joinRun } from '@mingjian/contract/jobs';
import { RunWork } from '@mingjian/core/aggregation';
import { Processes } from '@mingjian/core/platform';
import type { z } from 'zod';

/** How often the worker looks for runs that nobody works on, as after Redis lost its data. */
const RESUME_MILLISECONDS = 30_000;

@Injectable()
export class AggregationProcessor implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger('Aggregation');
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly work: RunWork) {}

  @Processes(freezeRun)
  async freeze({ runId }: z.infer<typeof freezeRun.payload>, job: Job): Promise<void> {
    await this.orFail(runId, null, job, () => this.work.freeze(runId));
  }

  @Processes(estimatePart)
  async estimate({ runId, ...part }: z.infer<typeof estimatePart.payload>, job: Job): Promise<void> {
    await this.orFail(runId, part, job, () => this.work.estimate(runId, part));
  }

  @Processes(joinRun)
  async join({ runId }: z.infer<typeof joinRun.payload>, job: Job): Promise<void> {
    await this.orFail(runId, null, job, () => this.work.join(runId));
  }

  @Processes(finishRun)
  async finish({ runId }: z.infer<typeof finishRun.payload>): Promise<void> {
    await this.work.finish(runId);
  }

  onApplicationBootstrap(): void {
    const resume = () =>
      this.work
        .resume()
        .catch((error: unknown) => this.logger.error(`cannot look for unfinished runs: ${String(error)}`));
    void resume();
    this.timer = setInterval(() => void resume(), RESUME_MILLISECONDS);
  }

  onModuleDestroy(): void {
    clearInterval(this.timer);
  }

  /** After the last attempt people see the run as failed, with the reason; before that, as still at work. */
  private async orFail(
    runId: string,
    part: Parameters<RunWork['fail']>[1],
    job: Job,
    work: () => Promise<void>,
  ) {
    try {
      await work();
    } catch (error) {
      const isLast = job.attemptsMade + 1 >= (job.opts.attempts ?? 1);
      if (isLast) await this.work.fail(runId, part, error instanceof Error ? error.message : String(error));
      throw error;
    }
  }
}
