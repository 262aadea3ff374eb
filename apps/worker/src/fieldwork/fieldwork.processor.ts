import { Injectable } from '@nestjs/common';
import { applySchedule, sendMailing } from '@mingjian/contract/jobs';
import { MailingWork } from '@mingjian/core/fieldwork';
import { EntriesService } from '@mingjian/core/responses';
import { Processes, Watches } from '@mingjian/core/platform';
import { SchedulesService } from '@mingjian/core/surveys';
import type { Job } from 'bullmq';
import type { z } from 'zod';

@Injectable()
export class FieldworkProcessor {
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

  @Watches(10_000)
  async wake(): Promise<void> {
    await Promise.all([this.schedules.wake(), this.mailings.wake(), this.entries.fileDaysGoneBy()]);
  }
}
