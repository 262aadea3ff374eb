import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { applySchedule, sendMailing } from '@mingjian/contract/jobs';
import { MailingWork } from '@mingjian/core/fieldwork';
import { EntriesService } from '@mingjian/core/responses';
import { Processes } from '@mingjian/core/platform';
import { SchedulesService } from '@mingjian/core/surveys';
import type { Job } from 'bullmq';
import type { z } from 'zod';

/** How often MongoDB is asked for what is due: Redis may have lost it, and a time may have come. */
const WAKE_MILLISECONDS = 10_000;

@Injectable()
export class FieldworkProcessor implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger('Fieldwork');
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly schedules: SchedulesService,
    private readonly mailings: MailingWork,
    private readonly entries: EntriesService,
  ) {}

  @Processes(applySchedule)
  async schedule({ surveyId }: z.infer<typeof applySchedule.payload>): Promise<void> {
    await this.schedules.apply(surveyId);
  }

  @Processes(sendMailing)
  async mailing({ mailingId }: z.infer<typeof sendMailing.payload>, job: Job): Promise<void> {
    const isLast = job.attemptsMade + 1 >= (job.opts.attempts ?? 1);
    await this.mailings.send(mailingId, isLast);
  }

  onApplicationBootstrap(): void {
    const wake = () =>
      Promise.all([this.schedules.wake(), this.mailings.wake(), this.entries.fileDaysGoneBy()]).catch(
        (error: unknown) => this.logger.error(`cannot look for what is due: ${String(error)}`),
      );
    void wake();
    this.timer = setInterval(() => void wake(), WAKE_MILLISECONDS);
  }

  onModuleDestroy(): void {
    clearInterval(this.timer);
  }
}
