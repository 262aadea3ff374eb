import { Injectable } from '@nestjs/common';
import type { Job } from 'bullmq';
import { estimatePart, finishRun, freezeRun, joinRun } from '@mingjian/contract/jobs';
import { RunWork } from '@mingjian/core/aggregation';
import { Processes, Watches } from '@mingjian/core/platform';
import type { z } from 'zod';

@Injectable()
export class AggregationProcessor {
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

  @Watches(30_000)
  async resume(): Promise<void> {
    await this.work.resume();
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
